"""The grader's end of one worker: questions, answers, deadlines, and what it printed."""

from __future__ import annotations

import os
import secrets
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from autograder.language import Phrase
from autograder.protocol import wire
from autograder.protocol.decoding import decode_value
from autograder.protocol.shared_memory import SharedMemory
from autograder.protocol.values import encode_value
from autograder.sandbox.hang import is_whole
from autograder.sandbox.limits import Budget

__all__ = ["AnyWorker", "Worker", "WorkerLost", "request"]

_TAIL_BYTES = 16_000
# How long a worker may take to write down where it is.
_DUMP_S = 2.0
# How often to look at the CPU time of a worker that has not answered.
_LOOK_EVERY_S = 0.1
# Windows cannot: there, only the thread that drains a pipe reads it.
_READS_WITHOUT_WAITING = sys.platform != "win32"
# Exit status of a process that SIGKILL has ended, as `subprocess.Popen.returncode` has it; Windows has no such signal.
_SIGKILLED = -9


class WorkerLost(Exception):
    """The worker gave no usable answer and is gone; the text says why, e.g. ``did not finish in 10 s``.

    Attributes:
        reason: why; a `Phrase` where it can be translated.
        index: the statement or call that it was at.
        killed: it was killed, and not by us: by itself, the kernel, or somebody on this machine.
        output: the end of what it had written, where its time ran out: its stack is in there, see `place_of`.
        place: where it was then, see `place_of`; or "".
    """

    def __init__(self, reason: str, index: int, *, killed: bool = False, output: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.index = index
        self.killed = killed
        self.output = output
        self.place = ""


def request(number: int, do: str, calls: wire.Message | None, fields: dict[str, Any]) -> wire.Message:
    """Return the request with this number, see `AnyWorker.ask`."""
    asked = wire.to_json(encode_value({"id": number, "do": do, **fields}).value)
    text, buffers = calls or wire.Message(b"null", [])
    return wire.Message(b"[%b,%b]" % (asked, text), buffers)


class AnyWorker(Protocol):
    """Where one submission runs, seen from the grader: mostly a `Worker`.

    Attributes:
        shared_memory: the memory shared with it.
    """

    shared_memory: SharedMemory

    def ask(self, do: str, budget: Budget, calls: wire.Message | None = None, **fields: Any) -> Any:
        """Send a request and return its answer, a value of no known form.

        Args:
            do: what is to be done, see `autograder.worker.server`.
            budget: the time for it; what it takes is taken off.
            calls: what to call, as text already.
            fields: what else the request says.

        Raises:
            WorkerLost: there was no answer in time, or none to this request. The worker is gone then.
        """

    def stop(self) -> int | None:
        """End it, if it has not ended; return its exit status, if it has one."""


class Worker:
    """A process in which one submission runs, seen from the grader.

    Args:
        connection: the socket to it.
        output: a pipe from which its stdout and stderr can be read; closed by this object.
        shared_memory: the memory shared with it.
        stop: kills it, waits until it and all that it started are gone, and returns its exit status as in
            `subprocess.Popen.returncode`; ``None`` if it cannot be told.
        output_limit: what it may print, in bytes.
        cpu_s: returns the CPU time that it has used, of all its threads, in seconds, or raises OSError when it is gone;
            None where the system does not tell. Then the clock alone ends what takes too long.
        dump: has the process write its stack to its output; None where it cannot.
        heard: is called with all that is printed, as it is printed.
    """

    def __init__(
        self,
        connection: socket.socket,
        output: int,
        shared_memory: SharedMemory,
        stop: Callable[[], int | None],
        output_limit: int,
        cpu_s: Callable[[], float] | None = None,
        dump: Callable[[], None] | None = None,
        heard: Callable[[bytes], None] | None = None,
    ) -> None:
        self.shared_memory = shared_memory
        self._connection = connection
        self._stop = stop
        self._stopped = False
        self._output_limit = output_limit
        self._clock = cpu_s or (lambda: 0.0)
        self._dump = dump
        self._heard = heard
        self._charged_s = 0.0
        self._printed = 0
        self._tail = b""
        self._breach: str | None = None
        self._output = os.fdopen(output, "rb", buffering=0)
        if _READS_WITHOUT_WAITING:
            os.set_blocking(output, False)
        self._reading = threading.Lock()
        self._drain = threading.Thread(target=self._drain_output, daemon=True)
        self._drain.start()

    def wait_until_ready(self, timeout_s: float) -> bool:
        """Wait until the worker has been set up; say whether it has. Nothing of the submission has run by then."""
        try:
            is_ready = bool(wire.receive(self._connection, time.monotonic() + timeout_s).value == "ready")
        except wire.WireError:
            self.stop()
            return False
        self._charged_s = self._cpu_s()
        return is_ready

    def ask(self, do: str, budget: Budget, calls: wire.Message | None = None, **fields: Any) -> Any:
        """Send a request and return its answer, see `AnyWorker.ask`.

        Raises:
            WorkerLost: there was no answer in time, or none to this request. The worker is gone then.
        """
        number = secrets.randbits(53)
        self.shared_memory.progress = 0
        # What threads have computed since the last answer is this question's: between two, nobody else pays.
        started, most_cpu_s = time.monotonic(), self._charged_s + budget.cpu_s
        deadline = started + max(budget.wall_s, 0)
        lost: wire.WireError | None = None
        answer: Any = None
        try:
            wire.send(self._connection, request(number, do, calls, fields), deadline)
            message = wire.receive(self._connection, deadline, wait=lambda: self._wait(most_cpu_s, deadline))
            answer = decode_value(message)
            if type(answer) is not list or len(answer) != 2 or type(answer[0]) is not int or answer[0] != number:
                raise wire.BadMessage("it answers another request")
            self._count_output()
        except wire.WireError as error:
            lost = error
        used_s = self._cpu_s()
        budget.spend(used_s - self._charged_s, time.monotonic() - started)
        self._charged_s = used_s
        if lost is None and used_s > most_cpu_s:
            lost = wire.Late("the answer came, but too late")
        if lost is not None:
            raise self._lost(lost, budget)
        return answer[1]

    def _wait(self, most_cpu_s: float, deadline: float) -> None:
        """Wait until something has come, or raise `wire.Late` when the worker has computed for too long."""
        has_come = False
        while not has_come:
            has_come = bool(select.select([self._connection], [], [], _LOOK_EVERY_S)[0])
            if self._cpu_s() > most_cpu_s or time.monotonic() > deadline:  # also of one that sends byte by byte
                raise wire.Late("no answer has come")

    def _cpu_s(self) -> float:
        """Return the CPU time that the worker has used; of one that is gone, what it was charged for."""
        try:
            return self._clock()
        except OSError:  # the zygote is gone, and the system has reaped its workers
            return self._charged_s

    @property
    def printed(self) -> str:
        """The end of what the worker printed."""
        return self._tail.decode(errors="replace")

    def breach(self, what: str) -> None:
        """End the worker because it has gone beyond a limit; safe to call from any thread.

        Whoever waits for an answer is told ``what``, e.g. ``used more than 4096 MiB``; of several, the first one.
        """
        self._breach = self._breach or what
        with suppress(OSError):  # it may have been stopped meanwhile
            self._connection.shutdown(socket.SHUT_RDWR)

    def stop(self) -> int | None:
        """End the worker, if it has not ended; return its exit status."""
        if self._stopped:
            return None
        self._stopped = True
        self._connection.close()
        status = self._stop()
        self._drain.join(timeout=5)
        if not self._drain.is_alive():
            self._output.close()
        self.shared_memory.close()
        return status

    def _lost(self, error: wire.WireError, budget: Budget) -> WorkerLost:
        """Stop the worker and say what became of it."""
        index = self.shared_memory.progress
        if isinstance(error, wire.Closed) and self._breach is None:
            self._drain.join(timeout=0.5)  # it has ended, or closes its connection alone and runs on
        output = self._output_with_stack() if isinstance(error, wire.Late) and self._breach is None else ""
        status = self.stop()
        if self._breach is not None:
            return WorkerLost(self._breach, index)
        if budget.breach is not None:
            return WorkerLost(budget.breach, index, output=output)
        if isinstance(error, wire.BadMessage):
            return WorkerLost(Phrase("sent an answer that cannot be read: {value}", value=error), index)
        return WorkerLost(_ending(status), index, killed=status == _SIGKILLED)

    def _output_with_stack(self) -> str:
        """Return the end of what the worker has printed, having let it write down where it is."""
        if self._dump is None:
            return ""
        deadline = time.monotonic() + _DUMP_S
        with suppress(OSError):
            self._dump()
            while not is_whole(self.printed) and time.monotonic() < deadline:
                time.sleep(_DUMP_S / 400)
        return self.printed

    def _drain_output(self) -> None:
        """Read what the submission prints, so that it never waits for us, until it ends or has printed too much."""
        goes_on = True
        while goes_on:
            if _READS_WITHOUT_WAITING:
                select.select([self._output], [], [])
            with self._reading:
                goes_on = self._read_output()

    def _count_output(self) -> None:
        """Count all that was printed before an answer came, or raise `wire.Closed` when it is too much.

        So it does not depend on when the thread that drains it comes to run which call has printed too much.
        """
        if not _READS_WITHOUT_WAITING:
            return
        with self._reading:
            self._read_output()
        if self._printed > self._output_limit:
            raise wire.Closed

    def _read_output(self) -> bool:
        """Read what has been printed; keep the end, count the rest; say whether there may be more."""
        while self._printed <= self._output_limit:
            data = self._output.read(min(1 << 16, self._output_limit + 1 - self._printed))
            if not data:
                return data is None
            self._printed += len(data)
            self._tail = (self._tail + data)[-_TAIL_BYTES:]
            if self._heard is not None:
                self._heard(data)
        self.breach(Phrase("printed more than {n} MiB", n=self._output_limit >> 20))
        # Nobody reads any more, and the pipe stays open: the worker waits where it is, and its end says where that was.
        return False


def _ending(status: int | None) -> str:
    """Say how a process with this exit status ended."""
    if status is None:
        return Phrase("ended its own process")
    if status >= 0:
        return Phrase("ended its own process with exit code {status}", status=status)
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = "unknown"
    return Phrase("was ended by signal {number} ({name})", number=-status, name=name)
