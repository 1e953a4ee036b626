"""Goal: make system calls through io_uring, where no filter of system calls sees them.

Without a sandbox: unsafe
"""

import ctypes
import os

IO_URING_SETUP = 425

# "unsafe" only because it depends on the machine whether anybody at all may do this.
libc = ctypes.CDLL(None, use_errno=True)
ring = libc.syscall(ctypes.c_long(IO_URING_SETUP), ctypes.c_long(4), ctypes.create_string_buffer(120))
if ring >= 0:
    os.close(ring)
    raise RuntimeError("ATTACK SUCCEEDED: has a ring of its own")
raise RuntimeError(f"stopped by: io_uring_setup: {os.strerror(ctypes.get_errno())}")
