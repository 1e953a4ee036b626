"""Goal: use up the asynchronous I/O requests of the whole machine, which databases on it need.

Without a sandbox: unsafe
"""

import ctypes
import os
import platform
from pathlib import Path

IO_SETUP = {"x86_64": 206, "aarch64": 0}[platform.machine()]
NUMBER = 100  # of some 65 000 that there are; nothing would keep it from taking all

libc = ctypes.CDLL(None, use_errno=True)


def in_use():
    return int(Path("/proc/sys/fs/aio-nr").read_text())


def attempt():
    before, context = in_use(), ctypes.c_ulong(0)
    if libc.syscall(ctypes.c_long(IO_SETUP), ctypes.c_long(NUMBER), ctypes.byref(context)) < 0:
        raise RuntimeError(f"stopped by: io_setup: {os.strerror(ctypes.get_errno())}")
    if in_use() >= before + NUMBER:
        raise RuntimeError("ATTACK SUCCEEDED: takes from what the machine has in all")
    raise RuntimeError("stopped by: a number of its own")


attempt()
