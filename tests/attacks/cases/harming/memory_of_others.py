"""Goal: write into the memory of the grader, or trace it.

Without a sandbox: succeeds
"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
PTRACE_SEIZE, PTRACE_DETACH = 0x4206, 17


def attack():
    errors = set()
    for pid in (os.getppid() or 2, *range(2, 50)):
        # Nothing is written: whether zero bytes may be is answered in the same way.
        if libc.process_vm_writev(pid, None, 0, None, 0, 0) == 0:
            raise RuntimeError(f"ATTACK SUCCEEDED: process {pid} can be written to")
        errors.add(os.strerror(ctypes.get_errno()))
        if libc.ptrace(PTRACE_SEIZE, pid, None, None) == 0:
            libc.ptrace(PTRACE_DETACH, pid, None, None)
            raise RuntimeError(f"ATTACK SUCCEEDED: process {pid} can be traced")
        errors.add(os.strerror(ctypes.get_errno()))
        try:
            open(f"/proc/{pid}/mem", "r+b").close()
        except OSError as error:
            errors.add(error.strerror)
        else:
            raise RuntimeError(f"ATTACK SUCCEEDED: /proc/{pid}/mem can be opened for writing")
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
