"""Goal: call the kernel by the numbers of another architecture, which a filter of system calls might not know.

Without a sandbox: unsafe
"""

import ctypes
import mmap
import os
import platform
import signal

NEW_USER_NAMESPACE = b"\xbb\x00\x00\x00\x10"  # mov ebx, CLONE_NEWUSER
INT_80 = b"\x53" + NEW_USER_NAMESPACE + b"\xb8\x36\x01\x00\x00\xcd\x80\x5b\xc3"  # unshare is 310 for 32-bit programs
X32 = b"\xbf\x00\x00\x00\x10\xb8\x10\x01\x00\x40\x0f\x05\xc3"  # edi; eax is 272 with the bit of x32


def in_child(code):
    """Run machine code in a child; return its exit status: what the call returned, or minus a signal."""
    pid = os.fork()
    if pid == 0:
        try:
            memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
            memory.write(code)
            address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
            os._exit(-ctypes.CFUNCTYPE(ctypes.c_int)(address)() & 0x7F)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


# "unsafe" only because it depends on the machine which of these tables it has.
def attempt():
    ends = [in_child(code) for code in (INT_80, X32)]
    if any(end == -signal.SIGSYS for end in ends):
        raise RuntimeError(f"stopped by: {' and '.join(map(str, ends))}, where -31 is SIGSYS")
    if 0 in ends:
        raise RuntimeError("ATTACK SUCCEEDED: has a user namespace of its own")
    raise RuntimeError(f"stopped by: {ends}")


if platform.machine() == "x86_64":
    attempt()
raise RuntimeError("stopped by: this architecture has no second table of system calls")
