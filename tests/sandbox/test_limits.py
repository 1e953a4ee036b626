"""What a submission may use, and how a breach is named."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from autograder.checking.failure import CheckFailure
from autograder.checking.student import Student
from autograder.grading.channel import DirectChannel
from autograder.protocol import wire
from autograder.protocol.decoding import decode_value
from autograder.protocol.shared_memory import SharedMemory
from autograder.sandbox.connection import Worker, WorkerLost
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.limits import Budget

from .conftest import MakeRun, student_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def f(): return len(bytearray(1 << 40))", "used more than 256 MiB"),
        ("import torch\ndef f(): return torch.ones(1 << 36).sum()", "used more than 256 MiB"),
        ("def f(): open('big', 'wb').write(bytes(100 << 20))", "wrote more than 64 MiB"),
        (
            "import time\ndef f():\n  for i in range(9): open(f'{i}', 'wb').write(bytes(20 << 20))\n  time.sleep(60)",
            "wrote more than 64 MiB",
        ),
        (
            "import threading, time\ndef f():\n  while True: threading.Thread(target=time.sleep, args=(60,)).start()",
            "started more than 40 threads",
        ),
    ],
    ids=["bytes", "tensor", "file", "many files", "thread bomb"],
)
def test_a_breach_is_named(sandbox: Sandbox, run_of: MakeRun, source: str, message: str) -> None:
    """Each limit ends what goes beyond it, and the message names it."""
    run = run_of(sandbox, source, memory_mib=256, disk_mib=64, threads=40)
    with pytest.raises(CheckFailure, match=message):
        student_of(run).f()


@pytest.mark.parametrize(
    "start",
    [
        "os.fork()",
        "subprocess.run(['true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "multiprocessing.Process(target=print).start()",
    ],
)
def test_a_submission_starts_no_processes(sandbox: Sandbox, run_of: MakeRun, start: str) -> None:
    """Whatever would start one says so in plain words."""
    run = run_of(sandbox, f"import multiprocessing, os, subprocess\ndef f(): {start}")
    with pytest.raises(CheckFailure, match="PermissionError: a submission may start no processes"):
        student_of(run).f()


def test_ordinary_work_is_within_the_limits(sandbox: Sandbox, run_of: MakeRun) -> None:
    """Temporary files, torch's own threads and loaders that ask for workers are no breach."""
    source = (
        "import tempfile, torch\nfrom torch.utils.data import DataLoader, TensorDataset\n"
        "def f():\n"
        "  with tempfile.TemporaryFile() as file: file.write(bytes(1 << 20))\n"
        "  loader = DataLoader(TensorDataset(torch.arange(64)), 8, num_workers=2, persistent_workers=True)\n"
        "  return sum(int(batch.sum()) for _ in range(2) for (batch,) in loader)\n"
    )
    assert student_of(run_of(sandbox, source)).f() == 2 * sum(range(64))


class Clock:
    """CPU time of a worker that is played by a thread of the test."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.has_ended = False

    def __call__(self) -> float:
        """Return it, unless the worker has gone."""
        if self.has_ended:
            raise OSError(22, "Invalid argument")
        return self.now_s


class Played:
    """A worker, and the far end of its connection."""

    def __init__(self) -> None:
        near, self.far = socket.socketpair()
        output, self._inside = os.pipe()
        self.clock = Clock()
        self.worker = Worker(near, output, SharedMemory(-1), self._stop, 1 << 20, self.clock)
        wire.send(self.far, wire.Message("ready", []))
        assert self.worker.wait_until_ready(10)

    def plays(self, play: Callable[[int], None]) -> None:
        """Have ``play`` answer the next request; it is given the request's number."""

        def answer() -> None:
            with suppress(OSError, wire.WireError):  # the grader has hung up
                play(decode_value(wire.receive(self.far))[0]["id"])

        threading.Thread(target=answer, daemon=True).start()

    def answers(self, number: int) -> None:
        """Answer at once."""
        wire.send(self.far, wire.Message([number, "done"], []))

    def _stop(self) -> int:
        os.close(self._inside)
        return -9


@pytest.fixture
def played() -> Iterator[Played]:
    """A worker that is played by the test."""
    made = Played()
    yield made
    made.worker.stop()
    made.far.close()


def test_a_call_pays_for_what_has_been_computed_since_the_last_one(played: Played) -> None:
    """A thread that goes on after the answer does so at the cost of the submission's next call."""
    played.plays(played.answers)
    budget = Budget(10)
    assert played.worker.ask("call", budget) == "done"
    assert budget.spent_s == 0
    played.clock.now_s += 4
    played.plays(played.answers)
    assert played.worker.ask("call", budget) == "done"
    assert budget.spent_s == 4
    played.clock.now_s += 7
    played.plays(played.answers)
    with pytest.raises(WorkerLost, match="did not finish in 10 s of computing time"):
        played.worker.ask("call", budget)


def test_setting_up_a_worker_costs_the_submission_nothing(played: Played) -> None:
    """What has been used before it was ready, such as for importing torch, is nobody's."""
    played.clock.now_s = 100.0
    wire.send(played.far, wire.Message("ready", []))
    assert played.worker.wait_until_ready(10)
    played.plays(played.answers)
    assert played.worker.ask("load", Budget(10)) == "done"


def test_byte_by_byte_is_no_way_round_the_limit(played: Played) -> None:
    """Who sends an answer in drops is ended when its CPU time is used up, not when the clock runs out."""

    def drip(number: int) -> None:
        while True:
            played.far.sendall(b"AGW1\xff\xff\x00\x00" + bytes(8) if played.clock.now_s == 0 else b" ")
            played.clock.now_s += 0.5
            time.sleep(0.01)

    played.plays(drip)
    started = time.monotonic()
    with pytest.raises(WorkerLost, match="did not finish in 10 s of computing time"):
        played.worker.ask("call", Budget(10))
    assert time.monotonic() - started < 20


def test_an_answer_that_took_too_long_is_none(played: Played) -> None:
    """Even if it is there when the grader looks for the first time."""

    def answer(number: int) -> None:
        played.clock.now_s += 11
        played.answers(number)

    played.plays(answer)
    with pytest.raises(WorkerLost, match="did not finish in 10 s of computing time"):
        played.worker.ask("call", Budget(10))


def test_a_worker_that_is_gone_has_no_clock(played: Played) -> None:
    """One that the system has reaped is lost, as any other that ends; the grader goes on."""

    def end(number: int) -> None:
        played.clock.has_ended = True
        played.far.close()

    played.plays(end)
    with pytest.raises(WorkerLost, match="was ended by signal 9") as caught:
        played.worker.ask("call", Budget(10))
    assert caught.value.killed


def test_silence_is_ended_by_the_clock(played: Played) -> None:
    """Who computes nothing and says nothing has two and a half times as long, and the message says so."""
    played.plays(lambda number: None)
    with pytest.raises(WorkerLost, match="did not finish in 1 s by the clock"):
        played.worker.ask("call", Budget(0.4))


def test_all_threads_count(sandbox: Sandbox, run_of: MakeRun) -> None:
    """What threads compute is charged, however little the first one does, and on however busy a machine."""
    source = (
        "import threading, time\n"
        "def work(end):\n"
        "  while time.process_time() < end: sum(range(1000))\n"
        "def f():\n"
        "  threads = [threading.Thread(target=work, args=(time.process_time() + 1,)) for _ in range(4)]\n"
        "  for thread in threads: thread.start()\n"
        "  for thread in threads: thread.join()\n"
        "  return time.thread_time()\n"
    )
    budget = Budget(1000)
    assert Student(DirectChannel(run_of(sandbox, source), seed=0, budget=budget)).f() < 0.5
    assert 1 < budget.spent_s < 2
