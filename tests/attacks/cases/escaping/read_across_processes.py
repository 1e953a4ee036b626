"""Goal: read and write the memory of other processes by the system calls made for that.

Without a sandbox: succeeds
"""

import ctypes
import os

PIDFD_OPEN, PIDFD_GETFD = 434, 438

libc = ctypes.CDLL(None, use_errno=True)


class Piece(ctypes.Structure):
    _fields_ = [("start", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def read(pid):
    """Read what lies at the address of a variable of ours; in a forked process it lies there, too."""
    ours = ctypes.create_string_buffer(8)
    piece = Piece(ctypes.addressof(ours), 8)
    if libc.process_vm_readv(pid, ctypes.byref(piece), 1, ctypes.byref(piece), 1, 0) < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"process_vm_readv: {os.strerror(code)}")


def take_descriptor(pid):
    """Take over another process's standard output."""
    pidfd = libc.syscall(ctypes.c_long(PIDFD_OPEN), ctypes.c_long(pid), ctypes.c_long(0))
    taken = libc.syscall(ctypes.c_long(PIDFD_GETFD), ctypes.c_long(pidfd), ctypes.c_long(1), ctypes.c_long(0))
    code = ctypes.get_errno()
    if pidfd >= 0:
        os.close(pidfd)
    if taken < 0:
        raise OSError(code, f"pidfd_getfd: {os.strerror(code)}")
    os.close(taken)


def attempt():
    errors = []
    for way in (read, take_descriptor):
        try:
            way(os.getppid() or os.getpid())
        except OSError as error:
            errors.append(error.strerror)
            continue
        raise RuntimeError(f"ATTACK SUCCEEDED: {way.__name__}")
    raise RuntimeError(f"stopped by: {', '.join(errors)}")


attempt()
