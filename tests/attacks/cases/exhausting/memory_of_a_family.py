"""Goal: fill memory with many processes, each of which stays below its own limit.

Without a sandbox: unsafe
"""

import os
import time

CHILDREN, MIB = 12, 150


def attack():
    for _ in range(CHILDREN):
        if os.fork() == 0:
            os.setsid()
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
