"""Goal: trace the process that this one comes from, and with it what that process may do.

Without a sandbox: succeeds
"""

import ctypes
import os

PTRACE_SEIZE = 0x4206

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long] * 4


def seize(pid):
    """Run in a child, whose end lets go again; return what stood in the way, or 0."""
    return ctypes.get_errno() if libc.ptrace(PTRACE_SEIZE, pid, 0, 0) < 0 else 0


def attempt():
    target = os.getppid() or 1
    pid = os.fork()
    if pid == 0:
        os._exit(seize(target))
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code:
        raise RuntimeError(f"stopped by: ptrace: {os.strerror(code)}")
    raise RuntimeError("ATTACK SUCCEEDED: traced the parent")


attempt()
