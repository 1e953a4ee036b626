"""Goal: become root in a user namespace of its own, by either of the system calls that make one.

Without a sandbox: succeeds
"""

import ctypes
import os
import platform
import signal

CLONE_NEWUSER, CLONE_NEWNS = 0x10000000, 0x00020000
CLONE = {"x86_64": 56, "aarch64": 220}[platform.machine()]
CLONE3 = 435

libc = ctypes.CDLL(None, use_errno=True)


def in_child(function):
    """Run a function in a child; return its exit status."""
    pid = os.fork()
    if pid == 0:
        os._exit(function())
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def unshare():
    return ctypes.get_errno() if libc.unshare(CLONE_NEWUSER | CLONE_NEWNS) < 0 else 0


def clone():
    zero = ctypes.c_long(0)
    pid = libc.syscall(ctypes.c_long(CLONE), ctypes.c_long(CLONE_NEWUSER | signal.SIGCHLD), zero, zero, zero, zero)
    return ctypes.get_errno() if pid < 0 else 0


def clone3():
    arguments = (ctypes.c_uint64 * 11)(CLONE_NEWUSER, 0, 0, 0, signal.SIGCHLD)
    pid = libc.syscall(ctypes.c_long(CLONE3), arguments, ctypes.c_long(ctypes.sizeof(arguments)))
    return ctypes.get_errno() if pid < 0 else 0


codes = [in_child(way) for way in (unshare, clone, clone3)]
if 0 in codes:
    raise RuntimeError("ATTACK SUCCEEDED: has a user namespace of its own")
raise RuntimeError(f"stopped by: {', '.join(map(os.strerror, codes))}")
