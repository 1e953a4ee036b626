"""Level ``none``, warm: workers without a sandbox, each there within milliseconds, for checking again and again."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.sandbox.enclosure import ONE_THREAD
from autograder.sandbox.interface import START_TIMEOUT_S, Sandbox, SandboxError
from autograder.sandbox.process_sandbox import ENVIRONMENT, ProcessSandbox, Running, WorkerProcess

if TYPE_CHECKING:
    from autograder.sandbox.connection import Worker
    from autograder.sandbox.limits import Limits

__all__ = ["warm_sandbox"]


def warm_sandbox(preload: Sequence[str] = ()) -> Sandbox:
    """Open a sandbox of level ``none`` whose workers are started ahead.

    On Linux they are forked from a process that has imported torch, and the ``preload``ed modules. Elsewhere, where
    a fork is not to be had, or not to be trusted with what the system's libraries have started, the next one starts as
    soon as one is wanted.
    """
    return _ForkingSandbox(preload) if sys.platform == "linux" else ProcessSandbox(ahead=True)


class _ForkingSandbox:
    """Workers forked from a fork server, see `autograder.worker.fork_server`."""

    def __init__(self, preload: Sequence[str]) -> None:
        self.read_only: dict[str, Path] = {}
        self._control, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(START_TIMEOUT_S)
        self._is_ready = False
        with inside:
            self._server = subprocess.Popen(
                [sys.executable, "-I", "-m", "autograder.worker.fork_server", str(inside.fileno()), *preload],
                # A pool of threads would not survive the fork; a worker asks for its own.
                env={**os.environ, **ENVIRONMENT, **ONE_THREAD},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[inside.fileno()],
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        """Wait until the fork server has come up.

        Raises:
            SandboxError: it does not.
        """
        if self._is_ready:
            return
        with suppress(OSError):
            self._is_ready = self._control.recv(64) == b"ready"
        if not self._is_ready:
            raise SandboxError("the process that starts workers did not come up; `autograder doctor` says more.")

    def spawn(self, limits: Limits, threads: int = 1) -> Worker:
        """Fork a worker."""
        self.wait_until_ready()
        return WorkerProcess(self._fork).connect(limits, threads, self.read_only, None)

    def close(self) -> None:
        """End the fork server and with it every worker."""
        self._control.close()
        if not self._is_ready:
            self._server.kill()
        self._server.wait()

    def _fork(self, arguments: list[str], folder: Path, output: int) -> Running:
        request = {"arguments": arguments, "folder": str(folder)}
        try:
            socket.send_fds(self._control, [json.dumps(request).encode()], [output])
            return _Forked(self._control, json.loads(self._control.recv(64)))
        except (OSError, ValueError) as error:
            raise SandboxError(f"the process that starts workers is gone: {error}") from None


class _Forked:
    """A worker's process, child of the fork server."""

    def __init__(self, control: socket.socket, pid: int) -> None:
        self.pid = pid
        self._control = control
        self._pidfd = os.pidfd_open(pid)

    def poll(self) -> int | None:
        return -1 if select.select([self._pidfd], [], [], 0)[0] else None

    def wait(self) -> int:
        """Have it reaped; it has ended, or was killed."""
        select.select([self._pidfd], [], [], START_TIMEOUT_S)
        os.close(self._pidfd)
        try:
            self._control.send(json.dumps({"reap": self.pid}).encode())
            return int(json.loads(self._control.recv(64)))
        except (OSError, ValueError) as error:
            raise SandboxError(f"the process that starts workers is gone: {error}") from None

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def send_signal(self, sig: int) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, sig)
