"""Level ``full``: a zygote in a bubblewrap container, and the ids that exist inside."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.sandbox.enclosure import ENVIRONMENT, end_process
from autograder.sandbox.file_system import (
    DEVICES,
    GPU_FILES,
    SYSTEM_FILES,
    SYSTEM_FOLDERS,
    gpu_devices,
    must_hide,
    python_folders,
)
from autograder.sandbox.interface import SandboxError

__all__ = ["Container", "start_container", "why_no_container"]

# The folder that is a fresh tmpfs for every worker; the only one besides /dev/shm that it may write.
_SCRATCH = "/tmp/work"

# Where the grader is root, workers get host uids that nobody has: container uid 1000 is host uid 200001.
_STUDENT_UID = 1000
_STUDENT_UIDS = 1000
_HOST_UID_BASE = 200_001


class Container:
    """A zygote in its container.

    Args:
        control: the zygote's end of the connection to it.
        preload: modules that it imports.
        hidden: what must not be seen inside, wherever it lies.
        cuda: show the GPUs.

    Attributes:
        process: the container's outermost process.
    """

    def __init__(self, control: int, preload: Sequence[str], hidden: Sequence[Path], cuda: bool) -> None:
        uids = range(_STUDENT_UID, _STUDENT_UID + _STUDENT_UIDS)
        first = os.getpid() % _STUDENT_UIDS  # sandboxes side by side begin with different ones
        self._uids = itertools.cycle([*uids[first:], *uids[:first]]) if os.geteuid() == 0 else None
        writable = ["/dev/null", "/dev/shm", *(gpu_devices() if cuda else ())]
        settings = {
            "control": control, "preload": list(preload), "readable": ["/"], "writable": writable, "home": None,
        }  # fmt: skip
        zygote = [sys.executable, "-I", "-m", "autograder.worker.zygote", json.dumps(settings)]
        self.process = start_container(zygote, hidden, cuda, (control,))

    def next_worker(self) -> dict[str, Any]:
        """Return the settings of a worker to be forked."""
        return {"uid": next(self._uids) if self._uids else None, "scratch": _SCRATCH}

    def clean_up(self, scratch: str) -> None:
        """Do nothing: what a worker leaves ends with its mount namespace."""

    def close(self) -> None:
        """End the container and with it every worker."""
        end_process(self.process)


def why_no_container() -> str:
    """Return why no container can be started on this machine, or an empty text if one can."""
    try:
        container = start_container(["/bin/true"])
    except (OSError, SandboxError) as error:
        return str(error)
    _, errors = container.communicate()
    lines = errors.decode(errors="replace").strip().splitlines() or [f"exit status {container.returncode}"]
    return lines[-1] if container.returncode else ""


def start_container(
    program: Sequence[str], hidden: Iterable[Path] = (), cuda: bool = False, pass_fds: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    """Start a program in a container; where we are root, map the students' uids into its namespace before it goes on.

    Its stderr is a pipe. For ``hidden`` and ``cuda`` see `Container`.

    Raises:
        SandboxError: there is no bubblewrap.
    """
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise SandboxError("bubblewrap is not installed; install it with `apt-get install bubblewrap`.")
    info_read, info_write = os.pipe()
    block_read, block_write = os.pipe()
    as_root = os.geteuid() == 0
    command = [bwrap, *_options(hidden, cuda), "--info-fd", str(info_write)]
    if as_root:
        command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--userns-block-fd", str(block_read)]
    inherited = (*pass_fds, info_write, block_read)
    try:
        container = subprocess.Popen(
            [*command, "--", *program], pass_fds=inherited, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
    finally:
        os.close(info_write)
        os.close(block_read)
    pid = _read_child_pid(info_read)
    if as_root and pid is not None:
        for kind in ("uid_map", "gid_map"):
            Path(f"/proc/{pid}/{kind}").write_text(f"0 0 1\n{_STUDENT_UID} {_HOST_UID_BASE} {_STUDENT_UIDS}")
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


def _options(hidden: Iterable[Path], cuda: bool) -> list[str]:
    options = [
        "--unshare-user",
        "--unshare-pid",
        "--unshare-net",
        "--unshare-ipc",
        "--unshare-uts",
        "--hostname",
        "sandbox",
    ]
    options += ["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--clearenv"]
    # uid 0 of the container is the grader's own uid, with no right but those named here and in `start_container`; they
    # serve to set up the worker's own namespaces and go before a byte of the submission is read.
    options += ["--uid", "0", "--gid", "0", "--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN"]
    for name, value in {**ENVIRONMENT, "TMPDIR": _SCRATCH}.items():
        options += ["--setenv", name, value]
    return options + _file_system(hidden, cuda)


def _file_system(hidden: Iterable[Path], cuda: bool) -> list[str]:
    """Everything read-only but the mount points of what each worker mounts for itself."""
    options = [*_system(), "--proc", "/proc"]
    for mount_point in ("/dev", "/tmp", _SCRATCH, "/dev/shm"):
        options += ["--size", str(1 << 20), "--tmpfs", mount_point]
    for name in ("/dev/null", *DEVICES):
        options += ["--dev-bind", name, name]
    for name, target in {"fd": "", "stdin": "/0", "stdout": "/1", "stderr": "/2"}.items():
        options += ["--symlink", f"/proc/self/fd{target}", f"/dev/{name}"]
    for folder in python_folders():
        options += _bind(folder)
    if cuda:
        options += _gpu()
    for path in must_hide(hidden):
        options += ["--tmpfs", str(path)] if path.is_dir() else ["--ro-bind", "/dev/null", str(path)]
    return [*options, "--remount-ro", "/tmp", "--remount-ro", "/dev", "--remount-ro", "/"]


def _system() -> Iterator[str]:
    for name in SYSTEM_FOLDERS:
        path = Path(name)
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), name)
        elif path.is_dir():
            yield from ("--ro-bind", name, name)
    for name in SYSTEM_FILES:
        yield from ("--ro-bind-try", name, name)


def _bind(folder: Path) -> list[str]:
    """Show a folder read-only; parents are made one by one, as bubblewrap would make them 0700."""
    options = []
    for parent in reversed(folder.parents[:-1]):
        if str(parent) not in ("/tmp", "/usr"):
            options += ["--perms", "0755", "--dir", str(parent)]
    return [*options, "--ro-bind", str(folder), str(folder)]


def _gpu() -> list[str]:
    options = []
    for device in gpu_devices():
        options += ["--dev-bind", device, device]
    for name in GPU_FILES:
        options += ["--ro-bind-try", name, name]
    return options
