"""Level ``none``: each worker an ordinary process. For a student's own machine, whatever its system."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from autograder.protocol import wire
from autograder.sandbox.hang import DUMP_SIGNAL
from autograder.sandbox.interface import START_TIMEOUT_S, SandboxError
from autograder.sandbox.limits import Limits

if TYPE_CHECKING:  # imports torch, which the first process does while we do
    from autograder.sandbox.connection import Worker

__all__ = ["ENVIRONMENT", "ProcessSandbox", "Running", "Start", "WorkerProcess"]


# Threads that wait soon sleep instead of spinning; torch's profiler does not write into the submission's output; no
# window opens for a figure.
ENVIRONMENT = {"GOMP_SPINCOUNT": "1000", "KINETO_LOG_LEVEL": "99", "MPLBACKEND": "agg"}


class Running(Protocol):
    """A process that runs: what a worker needs of `subprocess.Popen`."""

    pid: int

    def poll(self) -> int | None:
        """Return its exit status if it has ended, else None."""

    def wait(self) -> int:
        """Wait until it has ended; return its exit status."""

    def kill(self) -> None:
        """Kill it."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""


# Starts a worker's process: the arguments of `autograder.worker.server`, its folder, and where its output goes.
Start = Callable[[list[str], Path, int], Running]


class ProcessSandbox:
    """Starts workers as processes with the rights of whoever runs the grader; only time and output are limited.

    The first one starts at once, so that it imports torch while the grader does.

    Args:
        heard: is called with all that the workers print, as they print it, in a thread of its own.
        ahead: once a worker is wanted, start the one that will be wanted next.
    """

    def __init__(self, heard: Callable[[bytes], None] | None = None, *, ahead: bool = False) -> None:
        self.read_only: dict[str, Path] = {}
        self._heard = heard
        self._ahead = ahead
        self._next: WorkerProcess | None = self._start()

    def wait_until_ready(self) -> None:
        """Nothing to wait for: a worker that is wanted is waited for."""

    def spawn(self, limits: Limits, threads: int = 1) -> Worker:
        """Return the worker that was started ahead, or start one."""
        process, self._next = self._next or self._start(), None
        worker = process.connect(limits, threads, self.read_only, self._heard)
        if self._ahead:
            self._next = self._start()
        return worker

    def close(self) -> None:
        """End the process that was started ahead, if nobody wanted it."""
        if self._next is not None:
            self._next.stop()
            self._next = None

    def _start(self) -> WorkerProcess:
        return WorkerProcess(partial(_interpreter, unbuffered=self._heard is not None))


def _interpreter(arguments: list[str], folder: Path, output: int, *, unbuffered: bool) -> Running:
    """Start a worker as an interpreter of its own; what it prints is heard at once if it is ``unbuffered``."""
    options = ["-I", *(["-u"] if unbuffered else []), "-m", "autograder.worker.server"]
    return subprocess.Popen(
        [sys.executable, *options, *arguments],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


class WorkerProcess:
    """One worker process, started and waiting to be connected to."""

    def __init__(self, start: Start) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True)
        self._token = secrets.token_bytes(16)
        self._server = socket.create_server(("127.0.0.1", 0))
        self._shared_memory = Path(self._scratch.name, "shared-memory")
        with self._shared_memory.open("wb") as file:
            file.truncate(wire.SHARED_MEMORY_BYTES)
        work = Path(self._scratch.name, "work")
        work.mkdir()
        port = str(self._server.getsockname()[1])
        self._output, inside = os.pipe()
        try:
            self._process = start([port, self._token.hex(), str(self._shared_memory)], work, inside)
        except BaseException:
            self._leave_nothing()
            raise
        finally:
            os.close(inside)

    def connect(
        self, limits: Limits, threads: int, read_only: dict[str, Path], heard: Callable[[bytes], None] | None
    ) -> Worker:
        """Wait until the process has come up and connected."""
        from autograder.protocol.shared_memory import SharedMemory
        from autograder.sandbox.connection import Worker

        connection = self._accept()
        wire.send(connection, wire.Message([threads, [[name, str(path)] for name, path in read_only.items()]], []))
        with self._shared_memory.open("r+b") as file:
            shared_memory = SharedMemory(file.fileno())
        dump = partial(self._process.send_signal, DUMP_SIGNAL) if DUMP_SIGNAL is not None else None
        worker = Worker(
            connection,
            self._output,
            shared_memory,
            self.stop,
            limits.output_mib << 20,
            self._cpu_s(),
            dump,
            heard,
        )
        self._output = -1  # the worker's end closes it
        if not worker.wait_until_ready(START_TIMEOUT_S):
            raise SandboxError(f"the worker process did not come up: {worker.printed.strip().splitlines()[-1:]}")
        return worker

    def stop(self) -> int | None:
        """Kill the process and what it has started; return its exit status."""
        self._server.close()
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        try:
            return self._process.wait()
        finally:
            self._leave_nothing()

    def _leave_nothing(self) -> None:
        self._server.close()
        if self._output >= 0:
            os.close(self._output)
            self._output = -1
        self._scratch.cleanup()

    def _cpu_s(self) -> Callable[[], float] | None:
        """Return what tells the CPU time of the process, where the system does."""
        if sys.platform != "linux":
            return None
        from autograder.worker import linux

        clock = linux.cpu_clock(self._process.pid)
        return lambda: time.clock_gettime(clock)

    def _accept(self) -> socket.socket:
        """Accept the connection of our own process; any other that knocks lacks the token."""
        deadline = time.monotonic() + START_TIMEOUT_S
        self._server.settimeout(0.2)
        while self._process.poll() is None and time.monotonic() < deadline:
            try:
                connection, _ = self._server.accept()
                connection.settimeout(START_TIMEOUT_S)
                if connection.recv(len(self._token), socket.MSG_WAITALL) == self._token:
                    self._server.close()
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    return connection
                connection.close()
            except TimeoutError:
                continue
            except OSError:
                break
        self.stop()
        raise SandboxError("the worker process did not start; `autograder doctor` says more.")
