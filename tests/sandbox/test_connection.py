"""Limits as the grader's end of a worker holds them.

A worker is ended by its own CPU time, however busy the machine is, and by the clock if it sleeps; and by what it has
printed, at the very call that has printed it.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from autograder.protocol import wire
from autograder.protocol.decoding import decode_value
from autograder.protocol.shared_memory import SharedMemory
from autograder.sandbox.connection import Worker, WorkerLost
from autograder.sandbox.limits import Budget


class FarEnd:
    """What stands for a worker's process: it answers each request after a while, having computed for a while.

    Attributes:
        cpu_s: the CPU time that it has used so far.
    """

    def __init__(self, connection: socket.socket, answers_after_s: float, computes_s: float) -> None:
        self.cpu_s = 0.0
        self.ended = threading.Event()
        self._connection = connection
        self._answers_after_s = answers_after_s
        self._computes_s = computes_s
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                request, _ = decode_value(wire.receive(self._connection))
                if self.ended.wait(self._answers_after_s):
                    return
                self.cpu_s += self._computes_s
                wire.send(self._connection, wire.Message([request["id"], "answer"], []))
            except wire.WireError:
                return


Start = Callable[..., tuple[Worker, FarEnd]]


@pytest.fixture
def start() -> Iterator[Start]:
    """A function that starts a worker that answers after so many seconds, having computed for so many."""
    workers: list[tuple[Worker, FarEnd]] = []

    def make(answers_after_s: float, computes_s: float, *, knows_cpu_time: bool = True) -> tuple[Worker, FarEnd]:
        here, there = socket.socketpair()
        output, writing = os.pipe()
        os.close(writing)
        far = FarEnd(there, answers_after_s, computes_s)
        clock = (lambda: far.cpu_s) if knows_cpu_time else None
        workers.append((Worker(here, output, SharedMemory(-1), lambda: 0, 1 << 20, clock), far))
        return workers[-1]

    yield make
    for worker, far in workers:
        far.ended.set()
        worker.stop()
        far.thread.join()


def _ask(worker: Worker, budget: Budget) -> str:
    """Return what came of a request: the answer, or why there is none."""
    try:
        return str(worker.ask("call", budget))
    except WorkerLost as lost:
        return str(lost)


def test_a_busy_machine_costs_nothing(start: Start) -> None:
    """A worker that waits for a core longer than its limit has used little CPU time, and has time left."""
    worker, _ = start(answers_after_s=0.5, computes_s=0.1)
    budget = Budget(0.4)
    assert _ask(worker, budget) == "answer"
    assert budget.spent_s == pytest.approx(0.1)
    assert budget.breach is None


def test_who_computes_for_too_long_is_ended_by_cpu_time(start: Start) -> None:
    """At once, and not when the clock has run out; the message says which limit it was."""
    worker, far = start(answers_after_s=60, computes_s=0)
    threading.Timer(0.3, setattr, (far, "cpu_s", 5.0)).start()
    before = time.monotonic()
    assert _ask(worker, Budget(4)) == "did not finish in 4 s of computing time"
    assert time.monotonic() - before < 4


def test_who_sleeps_is_ended_by_the_clock(start: Start) -> None:
    """After two and a half times as long."""
    worker, _ = start(answers_after_s=60, computes_s=0)
    before = time.monotonic()
    assert _ask(worker, Budget(0.2)) == "did not finish in 0.5 s by the clock"
    assert time.monotonic() - before > 0.45


def test_an_answer_that_took_too_much_is_none(start: Start) -> None:
    """Whoever answers between two looks at the CPU time has not got away with it."""
    worker, _ = start(answers_after_s=0, computes_s=3)
    assert _ask(worker, Budget(2)) == "did not finish in 2 s of computing time"


def test_requests_of_one_budget_add_up(start: Start) -> None:
    """So do the calls of one check."""
    worker, _ = start(answers_after_s=0, computes_s=3)
    budget = Budget(8)
    assert [_ask(worker, budget) for _ in range(3)] == ["answer", "answer", "did not finish in 8 s of computing time"]
    assert budget.spent_s == pytest.approx(9)


def test_where_the_system_tells_no_cpu_time_the_clock_alone_counts(start: Start) -> None:
    """Two and a half times as long, as anywhere."""
    worker, _ = start(answers_after_s=0.3, computes_s=60, knows_cpu_time=False)
    assert _ask(worker, Budget(0.2)) == "answer"
    assert _ask(worker, Budget(0.1)) == "did not finish in 0.25 s by the clock"


@pytest.mark.parametrize(("size", "becomes"), [(4096, "answer"), (4097, "printed more than 0 MiB")])
def test_what_was_printed_before_an_answer_counts_for_it(size: int, becomes: str) -> None:
    """However late the thread that drains the output comes to run."""
    for _ in range(100):
        here, there = socket.socketpair()
        output, printing = os.pipe()
        worker = Worker(here, output, SharedMemory(-1), lambda: 0, 4096)

        def answer(there: socket.socket = there, printing: int = printing) -> None:
            request, _ = decode_value(wire.receive(there))
            os.write(printing, b"x" * size)
            os.close(printing)
            with suppress(wire.Closed):  # it may have been noticed by now
                wire.send(there, wire.Message([request["id"], "answer"], []))

        thread = threading.Thread(target=answer)
        thread.start()
        assert _ask(worker, Budget(10)) == becomes
        thread.join()
        worker.stop()
        there.close()


def test_the_first_breach_is_told(start: Start) -> None:
    """Whatever else is noticed while the worker is ended for it."""
    worker, _ = start(answers_after_s=60, computes_s=0)
    worker.breach("printed more than 16 MiB")
    worker.breach("made files that cannot be counted")
    assert _ask(worker, Budget(10)) == "printed more than 16 MiB"
