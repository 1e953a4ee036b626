"""Sandboxes of the levels ``full`` and ``landlock``: workers forked from a warm zygote in its enclosure."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import signal
import socket
import time
from collections.abc import Sequence
from pathlib import Path

from autograder.protocol.shared_memory import SharedMemory
from autograder.protocol.wire import SHARED_MEMORY_BYTES
from autograder.sandbox.connection import Worker
from autograder.sandbox.container import Container
from autograder.sandbox.enclosure import Enclosure
from autograder.sandbox.fence import Fence
from autograder.sandbox.interface import START_TIMEOUT_S, SandboxError
from autograder.sandbox.limits import Limits
from autograder.sandbox.watchdog import Watchdog
from autograder.worker import linux

__all__ = ["ZygoteSandbox"]


class ZygoteSandbox:
    """Workers forked from a zygote.

    Args:
        level: ``full`` or ``landlock``.
        preload: modules that the zygote imports, so that workers find them imported.
        hidden: what must not be seen inside, wherever it lies.
        cuda: show the GPUs; there is no limit on address space then, as CUDA reserves a great deal.
    """

    def __init__(
        self,
        level: str,
        preload: Sequence[str] = (),
        hidden: Sequence[Path] = (),
        cuda: bool = False,
    ) -> None:
        self.read_only: dict[str, Path] = {}
        self._level = level
        self._cuda = cuda
        self._control, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        enclose = Container if level == "full" else Fence
        with inside:
            self._enclosure: Enclosure = enclose(inside.fileno(), preload, hidden, cuda)
        self._control.settimeout(START_TIMEOUT_S)
        self._is_ready = False

    def wait_until_ready(self) -> None:
        """Wait until the zygote has come up.

        Raises:
            SandboxError: it does not.
        """
        if self._is_ready:
            return
        with contextlib.suppress(OSError):
            self._is_ready = self._control.recv(64) == b"ready"
        if not self._is_ready:
            raise SandboxError(f"the sandbox did not start: {self._last_words()}; `autograder doctor` says more.")

    def spawn(self, limits: Limits, threads: int = 1) -> Worker:
        """Fork a worker from the zygote."""
        self.wait_until_ready()
        options = {
            **self._enclosure.next_worker(),
            "memory_mib": None if self._cuda else limits.memory_mib,
            "disk_mib": limits.disk_mib,
            "threads_at_once": limits.threads,
            "threads": threads,
            "read_only": list(self.read_only),
        }
        connection, inside = socket.socketpair()
        output, output_inside = os.pipe()
        memory_fd = _new_memory()
        shared_memory = SharedMemory(memory_fd)
        descriptors = [output_inside, inside.detach(), memory_fd]
        try:
            descriptors += [os.open(path, os.O_RDONLY) for path in self.read_only.values()]
            socket.send_fds(self._control, [json.dumps(options).encode()], descriptors)
            data, received, _, _ = socket.recv_fds(self._control, 64, 1)
            pid, [pidfd] = json.loads(data), received
        except (OSError, ValueError) as error:
            connection.close()
            os.close(output)
            raise SandboxError(f"the zygote is gone: {error}") from None
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        watchdog: Watchdog | None = None

        def stop() -> int | None:
            if watchdog is not None:
                watchdog.stop()
            status = self._reap(pid, pidfd)
            self._enclosure.clean_up(options["scratch"])
            return status

        process = _pid_here(pidfd)
        clock = linux.cpu_clock(process)
        worker = Worker(
            connection,
            output,
            shared_memory,
            stop,
            limits.output_mib << 20,
            lambda: time.clock_gettime(clock),
            lambda: signal.pidfd_send_signal(pidfd, signal.SIGUSR1),
        )
        if not worker.wait_until_ready(START_TIMEOUT_S):
            raise SandboxError(f"a worker could not be set up: {worker.printed.strip().splitlines()[-1:]}")
        folder = Path(options["scratch"]) if self._level == "landlock" else None
        watchdog = Watchdog(process, limits, folder, options["uid"], worker.breach)
        return worker

    def close(self) -> None:
        """End the zygote and with it every worker."""
        self._control.close()
        if not self._is_ready:  # it would find that out when it has come up
            self._enclosure.process.kill()
        self._enclosure.close()

    def _reap(self, pid: int, pidfd: int) -> int | None:
        """Kill a worker and all that it has started: it is the first process of a pid namespace, or the only one."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(pidfd, signal.SIGKILL)
        select.select([pidfd], [], [], START_TIMEOUT_S)
        os.close(pidfd)
        try:
            self._control.send(json.dumps({"reap": pid}).encode())
            status: int = json.loads(self._control.recv(64))
        except (OSError, ValueError) as error:
            raise SandboxError(f"the zygote is gone: {error}") from None
        return status

    def _last_words(self) -> str:
        process = self._enclosure.process
        self._control.close()
        process.kill()
        assert process.stderr is not None
        lines = process.stderr.read().decode(errors="replace").strip().splitlines()
        self._enclosure.close()
        return lines[-1] if lines else f"exit status {process.returncode}"


def _new_memory() -> int:
    """Return a descriptor of memory whose size nobody can change: we would die of reading past its end."""
    descriptor = os.memfd_create("shared-memory", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(descriptor, SHARED_MEMORY_BYTES)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
    return descriptor


def _pid_here(pidfd: int) -> int:
    """Return the process's pid as seen from here, not from the container."""
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines():
        if line.startswith("Pid:") and int(line.split()[1]) > 0:  # else it is gone
            return int(line.split()[1])
    raise SandboxError("the kernel does not say which process the worker is")
