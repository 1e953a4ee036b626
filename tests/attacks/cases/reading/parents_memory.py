"""Goal: find the hidden checks in the memory of the process that compares.

Without a sandbox: succeeds
"""

import os
from pathlib import Path

MARKER = b"_sehctam_tset"[::-1]
PIECE = 1 << 22


def writable_areas(pid):
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        fields = line.split()
        if fields[1].startswith("rw") and (len(fields) == 5 or fields[5] == "[heap]"):
            start, end = (int(number, 16) for number in fields[0].split("-"))
            yield start, min(end, start + (1 << 28))


def holds_marker(pid):
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end in writable_areas(pid):
            for position in range(start, end, PIECE):
                try:
                    memory.seek(position)
                    if MARKER in memory.read(min(PIECE, end - position)):
                        return True
                except (OSError, OverflowError):
                    break
    return False


def search():
    pid = os.getppid()
    try:
        if holds_marker(pid):
            raise RuntimeError("ATTACK SUCCEEDED: found a hidden check in the parent's memory")
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r} for the parent {pid}") from None
    raise RuntimeError("stopped by: the parent's memory holds no hidden check")


search()
