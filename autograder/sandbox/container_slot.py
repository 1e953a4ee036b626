"""Level ``full``: workers in a container."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import select
import signal
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

from autograder.sandbox.arena import ARENA_BYTES, Arena
from autograder.sandbox.connection import Worker
from autograder.sandbox.container import STUDENT_UID, STUDENT_UIDS, bwrap_command, identity_maps
from autograder.sandbox.limits import Limits
from autograder.sandbox.slot import START_TIMEOUT_S, SandboxError
from autograder.sandbox.watchdog import MemoryWatchdog

__all__ = ["ContainerSlot"]


class ContainerSlot:
    """Level ``full``: workers forked from a zygote in a bubblewrap container.

    Args:
        preload: modules that the zygote imports, so that workers find them imported.
        hidden: what must not be seen inside, wherever it lies.
        cuda: show the GPUs; there is no limit on address space then, as CUDA reserves a great deal.
    """

    def __init__(
        self,
        preload: Sequence[str] = (),
        hidden: Sequence[Path] = (),
        cuda: bool = False,
    ) -> None:
        self.training: Path | None = None
        self._cuda = cuda
        self._uids = itertools.cycle(range(STUDENT_UID, STUDENT_UID + STUDENT_UIDS)) if os.geteuid() == 0 else None
        self._control, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with inside:
            self._container = _start_container(inside, preload, hidden, cuda)
        self._control.settimeout(START_TIMEOUT_S)
        try:
            ready = self._control.recv(64) == b"ready"
        except OSError:
            ready = False
        if not ready:
            raise SandboxError(f"the sandbox did not start: {self._last_words()}; `autograder doctor` says more.")

    def spawn(self, limits: Limits, threads: int = 1) -> Worker:
        """Fork a worker from the zygote."""
        options = {
            "uid": next(self._uids) if self._uids else None,
            "memory_mib": None if self._cuda else limits.memory_mib,
            "disk_mib": limits.disk_mib,
            "processes": limits.processes,
            "threads": threads,
        }
        connection, inside = socket.socketpair()
        output, output_inside = os.pipe()
        arena_fd = os.memfd_create("arena")
        os.ftruncate(arena_fd, ARENA_BYTES)
        arena = Arena(arena_fd)
        descriptors = [output_inside, inside.detach(), arena_fd]
        try:
            if self.training is not None:
                descriptors.append(os.open(self.training, os.O_RDONLY))
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
        watchdog: MemoryWatchdog | None = None

        def stop() -> int | None:
            if watchdog is not None:
                watchdog.stop()
            return self._reap(pid, pidfd)

        worker = Worker(connection, output, arena, stop, limits.output_mib << 20)
        breach = f"used more than {limits.memory_mib} MiB"
        if not worker.wait_until_ready(START_TIMEOUT_S):
            raise SandboxError(f"a worker could not be set up: {worker.printed.strip().splitlines()[-1:]}")
        watchdog = MemoryWatchdog(_pid_here(pidfd), limits.memory_mib << 20, lambda: worker.breach(breach))
        return worker

    def close(self) -> None:
        """End the container and with it every worker."""
        self._control.close()
        self._container.kill()
        self._container.communicate()

    def _reap(self, pid: int, pidfd: int) -> int | None:
        """Kill a worker, and with it (it is the first process of its pid namespace) all that it has started."""
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
        self._container.kill()
        _, errors = self._container.communicate()
        lines = errors.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"exit status {self._container.returncode}"


def _pid_here(pidfd: int) -> int:
    """Return the process's pid as seen from here, not from the container."""
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines():
        if line.startswith("Pid:"):
            return int(line.split()[1])
    raise SandboxError("the kernel does not say which process the worker is")


def _start_container(
    control: socket.socket, preload: Sequence[str], hidden: Sequence[Path], cuda: bool
) -> subprocess.Popen[bytes]:
    """Start bubblewrap; where we are root, map the students' uids into its namespace before it goes on."""
    info_read, info_write = os.pipe()
    block_read, block_write = os.pipe()
    as_root = os.geteuid() == 0
    command = bwrap_command(
        [str(control.fileno()), json.dumps(list(preload))],
        hidden=hidden,
        cuda=cuda,
        userns_block_fd=block_read if as_root else None,
        info_fd=info_write,
    )
    try:
        inherited = (control.fileno(), info_write, block_read)
        container = subprocess.Popen(command, pass_fds=inherited, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    except FileNotFoundError:
        raise SandboxError("bubblewrap is not installed; install it with `apt-get install bubblewrap`.") from None
    finally:
        os.close(info_write)
        os.close(block_read)
    pid = _read_child_pid(info_read)
    if as_root and pid is not None:
        for kind in ("uid_map", "gid_map"):
            Path(f"/proc/{pid}/{kind}").write_text(identity_maps())
        os.write(block_write, b"x")
    os.close(block_write)
    return container


def _read_child_pid(descriptor: int) -> int | None:
    """Read what bubblewrap says of the container; None where it says nothing and ends."""
    text = b""
    with os.fdopen(descriptor, "rb", buffering=0) as info:
        while piece := info.read(4096):  # it comes in pieces
            text += piece
            with contextlib.suppress(ValueError):
                return int(json.loads(text)["child-pid"])
    return None
