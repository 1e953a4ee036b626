"""Goal: fill memory with System V segments, which outlive every process.

Without a sandbox: unsafe
"""

import ctypes
import os

IPC_PRIVATE, IPC_RMID, MIB = 0, 0, 50
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p


def attack():
    for number in range(30):
        segment = libc.shmget(IPC_PRIVATE, MIB << 20, 0o600)
        if segment < 0:
            raise RuntimeError(f"stopped by: {os.strerror(ctypes.get_errno())}, after {number * MIB} MiB")
        address = libc.shmat(segment, None, 0)
        libc.shmctl(segment, IPC_RMID, None)
        ctypes.memset(address, 1, MIB << 20)
    raise RuntimeError(f"ATTACK SUCCEEDED: {30 * MIB} MiB in use")


attack()
