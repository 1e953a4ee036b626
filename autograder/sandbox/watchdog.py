"""The watchdog: what a worker uses and no resource limit of the kernel counts."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

from autograder.language import Phrase
from autograder.sandbox.limits import Limits
from autograder.worker import linux

__all__ = ["Watchdog"]

_INTERVAL_S = 0.05
# Mapped files take a while to list and more than that to fill, so they are looked at more rarely.
_ROUNDS_A_LOOK_AT_MAPS = 10
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
# include/linux/sched.h; the flags are the ninth field of /proc/pid/stat, see proc_pid_stat(5).
_PF_EXITING = 0x4
# As many as the file systems of level `full` have.
_MAX_FILES = 16384


class Watchdog:
    """Watches a process from a thread of its own, until it is stopped.

    Args:
        pid: the process, as this process sees it.
        limits: what it may use; memory beyond what it uses now.
        folder: where nothing else bounds them, the folder whose size, and that of the process's threads, is counted.
        uid: whom the folder and the process belong to, where that is a user of their own.
        breach: called once, from that thread, with what it has done.
    """

    def __init__(
        self, pid: int, limits: Limits, folder: Path | None, uid: int | None, breach: Callable[[str], None]
    ) -> None:
        self._pid = pid
        self._limits = limits
        self._most_bytes = (limits.memory_mib << 20) + _resident(pid)
        self._folder = folder
        self._uid = uid
        self._breach = breach
        self._stopped = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopped.set()

    def _watch(self) -> None:
        if self._folder is not None and self._uid is not None:
            linux.see_files_as(self._uid)  # in a container, root may not look into the processes of others
        for number in count():
            if self._stopped.wait(_INTERVAL_S):
                return
            found = self._memory() or (self._files_and_threads(number) if self._folder is not None else None)
            if found is not None:
                self._breach(found)
                return

    def _memory(self) -> str | None:
        if _resident(self._pid) > self._most_bytes:
            return Phrase("used more than {n} MiB", n=self._limits.memory_mib)
        return None

    def _files_and_threads(self, number: int) -> str | None:
        assert self._folder is not None
        most = self._limits.disk_mib << 20
        try:
            if sum(1 for _ in Path(f"/proc/{self._pid}/task").iterdir()) > self._limits.threads:
                return Phrase("started more than {n} threads", n=self._limits.threads)
            used = _bytes_below(self._folder, most) + _bytes_open(self._pid, self._folder)
            if number % _ROUNDS_A_LOOK_AT_MAPS == 0:
                used += _bytes_mapped(self._pid, self._folder)
        except (FileNotFoundError, ProcessLookupError):
            return None  # something has gone while we looked, perhaps the worker
        except OSError as error:
            if _has_ended(self._pid):  # but is not reaped yet: then nobody may look into it
                return None
            return Phrase("made files that cannot be counted ({why})", why=os.strerror(error.errno or 0))
        return Phrase("wrote more than {n} MiB", n=self._limits.disk_mib) if used > most else None


def _resident(pid: int) -> int:
    """Return the resident memory of a process in bytes; 0 if it has ended."""
    # A process whose first thread has ended shows no memory of its own, but that of its other threads.
    process = Path(f"/proc/{pid}")
    try:
        for path in (process, *(process / "task").iterdir()):
            fields = _read(path / "statm").split()
            if fields and fields[1] != "0":
                return int(fields[1]) * _PAGE_BYTES
    except (FileNotFoundError, ProcessLookupError):
        pass
    return 0


def _has_ended(pid: int) -> bool:
    """Say whether a process is gone, waits to be reaped, or is on its way there."""
    status = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return not status or status[0] in "ZX" or bool(int(status[6]) & _PF_EXITING)


def _bytes_below(folder: Path, most: int) -> int:
    """Return what the files below a folder take up; more than ``most`` as soon as they are too many.

    Raises:
        OSError: it cannot be told.
    """
    used = files = 0
    folders = [str(folder)]
    while folders and used <= most:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                status = entry.stat(follow_symlinks=False)
                used += status.st_blocks * 512
                files += 1
                if files > _MAX_FILES:
                    return most + 1
                if stat.S_ISDIR(status.st_mode):
                    folders.append(entry.path)
    return used


def _bytes_open(pid: int, folder: Path) -> int:
    """Return what those files take up that a process has open, on the disk of the folder, and that have no name."""
    used = 0
    disk = folder.stat().st_dev
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            status = descriptor.stat()
        except FileNotFoundError:
            continue
        if status.st_dev == disk and status.st_nlink == 0 and stat.S_ISREG(status.st_mode):
            used += status.st_blocks * 512
    return used


def _bytes_mapped(pid: int, folder: Path) -> int:
    """Return the size of what a process has mapped of files of the folder that have no name any more."""
    used = 0
    for line in Path(f"/proc/{pid}/maps").read_text(errors="replace").splitlines():
        span, *_, name = line.split(maxsplit=5)
        if name.startswith(str(folder)) and name.endswith(" (deleted)"):
            start, end = span.split("-")
            used += int(end, 16) - int(start, 16)
    return used


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
