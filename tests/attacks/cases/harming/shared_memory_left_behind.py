"""Goal: leave POSIX shared memory and semaphores, System V objects and message queues for the next submission.

Without a sandbox: unsafe
"""

import ctypes
import os
from _multiprocessing import SemLock
from multiprocessing import shared_memory

NAME, KEY, IPC_CREAT = "left-by-a-submission", 0x1EF7, 0o1000
libc = ctypes.CDLL(None, use_errno=True)


def objects(flags):
    """Return what of each kind can be had: made, or only found."""
    made = flags != 0
    found = {}
    for kind, make in {
        "shared memory": lambda: shared_memory.SharedMemory(NAME, create=made, size=4096 if made else 0),
        "semaphore": lambda: SemLock(1, 0, 1, NAME, False) if made else SemLock._rebuild(0, 1, 1, NAME),
    }.items():
        try:
            found[kind] = make()
        except OSError:
            pass
    for kind, identifier in {
        "System V memory": libc.shmget(KEY, 4096, flags),
        "System V semaphores": libc.semget(KEY, 1, flags),
        "System V queue": libc.msgget(KEY, flags),
        "message queue": libc.mq_open(f"/{NAME}".encode(), os.O_RDWR | (os.O_CREAT if made else 0), 0o600, None),
    }.items():
        if identifier >= 0:
            found[kind] = identifier
    return found


def plant():
    kept = objects(IPC_CREAT | 0o600)
    os._exit(len(kept))  # the next worker skips this statement, and looks


plant()


def sigmoid(x):
    found = objects(0)
    if found:
        raise RuntimeError(f"ATTACK SUCCEEDED: an earlier worker has left {', '.join(found)}")
    raise RuntimeError("stopped by: nothing was left of what an earlier worker had made")
