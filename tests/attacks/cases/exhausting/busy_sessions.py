"""Goal: make an honest neighbour run out of time, with processes each of which gets as large a share as the neighbour.

Without a sandbox: unsafe
"""

import os
import time


def report_share(pipe):
    try:
        os.setsid()
        with open("/proc/self/autogroup", "rb") as file:
            os.write(pipe, file.readline())
    except OSError as error:
        os.write(pipe, f"{error!r}\n".encode())
    time.sleep(60)  # busy, if it were in earnest


def attack():
    # Most kernels share the cores out by session, so that all of a container counts as much as all of another.
    read, write = os.pipe()
    for _ in range(50):
        if os.fork() == 0:
            report_share(write)
    time.sleep(1)
    shares = set(os.read(read, 1 << 16).decode().splitlines())
    if len(shares) > 1:
        raise RuntimeError(f"ATTACK SUCCEEDED: {len(shares)} shares of the cores instead of one")
    raise RuntimeError(f"stopped by: {shares.pop()}")


attack()
