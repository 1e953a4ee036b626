"""The memory watchdog: counts what all processes of a worker use together, which no resource limit does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["MemoryWatchdog"]

_INTERVAL_S = 0.05
_PAGE_BYTES = 4096


class MemoryWatchdog:
    """Watches a process and all its descendants from a thread of its own, until it is stopped.

    Args:
        pid: the process, as this process sees it.
        limit_bytes: what they may use together beyond what ``pid`` uses now.
        breach: called once, from that thread, when they use more.
    """

    def __init__(self, pid: int, limit_bytes: int, breach: Callable[[], None]) -> None:
        self._pid = pid
        self._limit = limit_bytes + _resident(pid)
        self._breach = breach
        self._stopped = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopped.set()

    def _watch(self) -> None:
        while not self._stopped.wait(_INTERVAL_S):
            pids = list(_tree(self._pid))
            # Resident memory is cheap to ask for, but counts pages that are shared once for each who shares them.
            if sum(map(_resident, pids)) > self._limit and sum(map(_proportional, pids)) > self._limit:
                self._breach()
                return


def _tree(pid: int) -> Iterator[int]:
    """Yield a process and its descendants; those that end meanwhile are left out."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(children).split():
            yield from _tree(int(child))


def _resident(pid: int) -> int:
    """Return the resident memory of a process in bytes; 0 if it has ended."""
    fields = _read(Path(f"/proc/{pid}/statm")).split()
    return int(fields[1]) * _PAGE_BYTES if fields else 0


def _proportional(pid: int) -> int:
    """Return its share of memory in bytes, shared pages divided by the number of those who share them."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) << 10
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
