"""The zygote: a warm process, in a container or in none, from which every worker of a sandbox is forked.

It has imported torch and holds no secret. The grader sends it one JSON message a worker, with the worker's file
descriptors attached, and gets back a pidfd; a second message reaps the worker after the grader has killed it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import fcntl
import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from autograder.protocol.tensors import HAS_TORCH
from autograder.worker import linux
from autograder.worker.landlock import restrict_access
from autograder.worker.refusal import refuse_processes
from autograder.worker.scratch import remove_folder
from autograder.worker.seccomp import filter_system_calls, program

__all__ = ["main"]

_WIRE, _SHARED_MEMORY, _READ_ONLY = 3, 4, 5
# Should ever a worker outlive its grader, it ends by itself; the grader's own limits come long before.
_CPU_S = 3600


def main() -> None:
    """Serve the grader over a control socket until it closes; the first argument holds the settings, as JSON."""
    settings = json.loads(sys.argv[1])
    if settings["home"] is None:
        _serve_grader(settings)
        return
    home = Path(settings["home"])
    home.mkdir(0o711)
    try:
        os.chdir(home)
        _serve_grader(settings)
    finally:  # whatever has become of the grader
        remove_folder(home)


def _serve_grader(settings: dict[str, Any]) -> None:
    control = socket.socket(fileno=settings["control"])
    if HAS_TORCH:
        from autograder.worker.compiler import leave_out_compiler

        leave_out_compiler()  # before anything else that imports it
    for module in settings["preload"]:
        _preload(module)
    import autograder.worker.server  # noqa: F401 (so that no worker has to import it)
    from autograder.worker import torch_side

    faulthandler.register(signal.SIGUSR1, sys.stderr.fileno(), all_threads=False)  # in workers, see sandbox/hang.py
    torch_side.load_in_process()
    torch_side.warm_up()
    contained = settings["home"] is None
    if contained:
        _protect_devices()
    zygote = _Zygote(control, settings["readable"], settings["writable"], contained=contained)
    gc.collect()
    gc.freeze()  # keeps the collector from touching, and so copying, pages shared with the workers
    control.send(b"ready")
    zygote.serve()


def _preload(module: str) -> None:
    """Import what submissions are likely to import, so that no worker has to; absent modules are theirs to miss."""
    with contextlib.suppress(ImportError):
        importlib.import_module(module)


class _Zygote:
    """Forks workers one after the other.

    Args:
        control: the connection to the grader.
        readable: folders and files that workers may read.
        writable: those that they may also write, beside their own folder.
        contained: this process is in a container.
    """

    def __init__(
        self, control: socket.socket, readable: Sequence[str], writable: Sequence[str], *, contained: bool
    ) -> None:
        self._control = control
        self._readable = [Path(name) for name in readable]
        self._writable = [Path(name) for name in writable]
        self._contained = contained
        self._workers: set[int] = set()
        self._own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        for among_own in (False, True):
            program(among_own)

    def serve(self) -> None:
        """Carry out requests until the grader is gone, and end all workers."""
        while True:
            data, descriptors, _, _ = socket.recv_fds(self._control, 1 << 16, 8)
            if not data:
                break
            request = json.loads(data)
            if "reap" in request:
                self._workers.discard(request["reap"])
                _, status = os.waitpid(request["reap"], 0)
                self._control.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())
            else:
                self._spawn(request, descriptors)
        for pid in self._workers:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def _spawn(self, options: dict[str, Any], descriptors: Sequence[int]) -> None:
        """Fork one worker, in a container as the first process of a new pid namespace; send back pid and pidfd."""
        if self._contained:
            linux.unshare(linux.CLONE_NEWPID)
        zygote = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._become_worker(options, descriptors, zygote)
        self._workers.add(pid)
        if self._contained:
            linux.setns(self._own_pids, linux.CLONE_NEWPID)
        for descriptor in descriptors:
            os.close(descriptor)
        pidfd = os.pidfd_open(pid)
        socket.send_fds(self._control, [json.dumps(pid).encode()], [pidfd])
        os.close(pidfd)

    def _become_worker(self, options: dict[str, Any], descriptors: Sequence[int], zygote: int) -> NoReturn:
        """Lock this forked process down, then serve the submission."""
        try:
            self._control.close()
            scratch = options["scratch"]
            if self._contained:
                _mount(scratch, options["disk_mib"])
            os.chdir(scratch)
            os.environ["HOME"] = os.environ["TMPDIR"] = scratch
            tempfile.tempdir = None  # torch may have asked for it
            _arrange_descriptors(descriptors)
            _limit(options, self._contained)
            _drop_privileges(options["uid"])
            if not self._contained:
                linux.die_with(zygote)
            restrict_access([*self._readable, Path(f"/proc/{os.getpid()}")], [*self._writable, Path(scratch)])
            # In a container there are no files but those of read-only mounts, and the data sets: where workers
            # have the grader's uid, they could change their mode.
            among_own = not self._contained or (options["uid"] is None and bool(options["read_only"]))
            filter_system_calls(among_own=among_own)
            refuse_processes()
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE):
                signal.signal(number, signal.SIG_DFL)
            _serve(options["threads"], options["read_only"])
        except BaseException:
            # What the submission raises is caught far below; this is a fault of the sandbox, for the grader to see.
            os.write(2, b"sandbox fault: " + traceback.format_exc().encode()[-3000:])
            os._exit(70)
        os._exit(0)


def _protect_devices() -> None:
    """Keep workers from setting the times of devices, which may do who may write to them: notes for the next one."""
    for path in Path("/dev").iterdir():
        if path.is_char_device() and not path.is_symlink():
            linux.mount_read_only(str(path))


def _mount(scratch: str, disk_mib: int) -> None:
    """Give the worker file systems of its own, gone when its last process is."""
    linux.unshare(linux.CLONE_NEWNS | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS)
    size = f"size={disk_mib}m,nr_inodes=16384,mode=1777"
    linux.mount_fresh("tmpfs", scratch, size)
    linux.mount_fresh("tmpfs", "/dev/shm", size)
    linux.mount_fresh("proc", "/proc")


def _arrange_descriptors(descriptors: Sequence[int]) -> None:
    """Keep null, output, output, wire, shared memory and data sets, at these numbers, and nothing else."""
    null = os.open("/dev/null", os.O_RDWR)
    output, *others = descriptors
    wanted = [null, output, output, *others]
    high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, len(wanted)) for descriptor in wanted]  # out of each other's way
    for number, descriptor in enumerate(high):
        os.dup2(descriptor, number)
    linux.close_from(len(wanted))


def _limit(options: dict[str, Any], contained: bool) -> None:
    """Set the resource limits; memory on top of what this process has mapped already."""
    # Should the machine run out of memory all the same, this process goes first.
    Path("/proc/self/oom_score_adj").write_text("1000")
    if options["memory_mib"] is not None:
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        _set_limit(resource.RLIMIT_AS, mapped + (options["memory_mib"] << 20))
    _set_limit(resource.RLIMIT_FSIZE, options["disk_mib"] << 20)
    if contained or options["uid"] is not None:  # else it would count all that this user runs
        _set_limit(resource.RLIMIT_NPROC, options["threads_at_once"])
    _set_limit(resource.RLIMIT_CPU, _CPU_S)
    _set_limit(resource.RLIMIT_NOFILE, 512)
    _set_limit(resource.RLIMIT_CORE, 0)
    _set_limit(resource.RLIMIT_MEMLOCK, 65536)
    _set_limit(resource.RLIMIT_SIGPENDING, 1024)  # timers, too


def _set_limit(which: int, value: int) -> None:
    resource.setrlimit(which, (value, value))


def _drop_privileges(uid: int | None) -> None:
    if uid is None:  # the grader is not root: no other uid to be had, but no right is left to this one
        linux.drop_capabilities()
    else:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)  # takes the capabilities along
        linux.set_dumpable()
    linux.set_no_new_privileges()


def _serve(threads: int, read_only: Sequence[str]) -> None:
    from autograder.protocol.shared_memory import SharedMemory
    from autograder.worker import torch_side
    from autograder.worker.server import serve

    torch_side.set_threads(threads)
    mapped = {name: _READ_ONLY + place for place, name in enumerate(read_only)}
    serve(socket.socket(fileno=_WIRE), SharedMemory(_SHARED_MEMORY), mapped)


if __name__ == "__main__":
    main()
    os._exit(0)  # taking torch apart takes 0.4 s
