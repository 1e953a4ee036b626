"""Level ``landlock``: a zygote without a container, for machines that refuse user namespaces.

There are no namespaces, so every process of the machine has to be out of reach by other means. A worker is one
process and can start no other, so it ends whole; the only folder that it may write is its own (Landlock);
what it holds there is counted (`Watchdog`), as nothing limits the size of a folder. Where the grader is root, it also
has a uid of its own. Where not, what a process may do to others of its own user is denied one by one, which needs a
Landlock that keeps signals in: version 6 of its interface.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import pwd
import secrets
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import count
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
    without,
)
from autograder.sandbox.interface import SandboxError
from autograder.worker.landlock import landlock_abi
from autograder.worker.scratch import remove_folder

__all__ = ["Fence", "why_no_fence"]

# At the upper end of the ids that Debian gives to users, and below 65536: a container may have no others.
_UIDS = range(59_000, 60_000)
_ABI_WITHOUT_OWN_UID = 6
# What torch and glibc ask the kernel about the machine.
_FACTS = ("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu")
# How long a zygote may take to go by itself.
_FAREWELL_S = 10.0


class Fence:
    """A zygote whose workers are kept in by Landlock and seccomp; arguments and attributes are those of `Container`.

    Raises:
        SandboxError: that cannot hold here; the message says why and what to do.
    """

    def __init__(self, control: int, preload: Sequence[str], hidden: Sequence[Path], cuda: bool) -> None:
        reason = why_no_fence()
        if reason:
            raise SandboxError(f"the level landlock is not to be had here: {reason}.")
        self._uid: int | None = None
        if os.geteuid() == 0:
            self._uid, self._uid_lock = _claim_uid()
        folders = _folders()
        # Made by the zygote, which removes it whatever becomes of us.
        self._home = Path(tempfile.gettempdir(), f"autograder-{secrets.token_hex(8)}")
        inside = must_hide(hidden)
        readable = [str(path) for folder in folders for path in without(folder, inside)]
        readable += [name for name in (*SYSTEM_FILES, *_FACTS, *DEVICES) if Path(name).exists()]
        readable += GPU_FILES if cuda else ()
        settings = {
            "control": control, "preload": list(preload), "readable": readable,
            "writable": ["/dev/null", *(gpu_devices() if cuda else ())], "home": str(self._home),
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-m", "autograder.worker.zygote", json.dumps(settings)],
            cwd="/",
            env={**ENVIRONMENT, "HOME": str(self._home), "TMPDIR": str(self._home)},
            pass_fds=(control,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def next_worker(self) -> dict[str, Any]:
        """Make the next worker's folder, and return its settings."""
        # The first free number, so that the same submission finds itself in the same folder.
        scratch = next(folder for number in count() if not (folder := self._home / f"work{number}").exists())
        scratch.mkdir(mode=0o700)
        if self._uid is not None:
            os.chown(scratch, self._uid, self._uid)
        return {"uid": self._uid, "scratch": str(scratch)}

    def clean_up(self, scratch: str) -> None:
        """Remove the folder of a worker that has ended."""
        remove_folder(Path(scratch))

    def close(self) -> None:
        """End the zygote, with which its workers end, and which removes the folder."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_FAREWELL_S)  # its control socket is closed
        end_process(self.process)
        remove_folder(self._home)
        if self._uid is not None:
            self._uid_lock.close()


def why_no_fence() -> str:
    """Return why the level ``landlock`` cannot hold on this machine, or an empty text if it can."""
    abi = landlock_abi()
    if abi == 0:
        return "this kernel has no Landlock (Linux 5.13 or newer has, if it is switched on)"
    if os.geteuid() != 0 and abi < _ABI_WITHOUT_OWN_UID:
        return f"Landlock is of version {abi}; for who is not root it takes {_ABI_WITHOUT_OWN_UID} (Linux 6.12)"
    if os.geteuid() == 0 and (closed := _closed_to_others(_folders())) is not None:
        return (
            f"{closed} is closed to all users but its own, and student code gets another one, who has to import from "
            f"there: run `chmod o+x {closed}`, or install the Python environment elsewhere"
        )
    return ""


def _folders() -> list[Path]:
    """Return the folders that a worker has to read."""
    return [Path(name) for name in SYSTEM_FOLDERS if Path(name).is_dir()] + list(python_folders())


def _claim_uid() -> tuple[int, socket.socket]:
    """Return a uid that nobody has, and what keeps it from other sandboxes until it is closed, or this process ends."""
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    for uid in _UIDS:
        lock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            if uid not in taken:
                lock.bind(f"\0autograder-uid-{uid}")
                return uid, lock
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        lock.close()
    raise SandboxError(f"no uid from {_UIDS[0]} to {_UIDS[-1]} is free for student code.")


def _closed_to_others(folders: Sequence[Path]) -> Path | None:
    """Return the outermost folder on the way to these that another user may not enter, if there is one."""
    parts = {part for folder in folders for part in (folder, *folder.parents)}
    closed = [part for part in sorted(parts) if part.is_dir() and not part.stat().st_mode & stat.S_IXOTH]
    return closed[0] if closed else None
