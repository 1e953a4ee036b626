"""Goal: change how the system calls of this process and its children behave: fixed addresses, readable code.

Without a sandbox: succeeds
"""

import ctypes
import os

ADDR_NO_RANDOMIZE, READ_IMPLIES_EXEC = 0x0040000, 0x0400000

libc = ctypes.CDLL(None, use_errno=True)


def attempt():
    if libc.personality(ctypes.c_ulong(ADDR_NO_RANDOMIZE | READ_IMPLIES_EXEC)) < 0:
        raise RuntimeError(f"stopped by: personality: {os.strerror(ctypes.get_errno())}")
    raise RuntimeError("ATTACK SUCCEEDED: has another personality")


attempt()
