"""Goal: read through descriptors that the grader forgot to close.

Without a sandbox: fails
"""

import os
import stat

MARKERS = [text[::-1] for text in (b"NOITULOS NIGEB", b"tset fed", b"-yranac")]


def look(descriptor):
    """Say what can be had through a descriptor; an empty text if nothing."""
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        return f"a folder of {len(os.listdir(descriptor))} entries"
    if stat.S_ISREG(status.st_mode):
        text = os.pread(descriptor, 1 << 24, 0)
        if any(marker in text for marker in MARKERS):
            return "a file of the course"
    return ""


def search():
    for descriptor in range(1024):
        try:
            what = look(descriptor)
        except OSError:
            continue
        if what:
            raise RuntimeError(f"ATTACK SUCCEEDED: descriptor {descriptor} is {what}")
    raise RuntimeError("stopped by: no descriptor leads to a file of the course")


search()
