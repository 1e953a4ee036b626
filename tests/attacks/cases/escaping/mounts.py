"""Goal: mount a file system over what the sandbox shows, by the old and the new system calls.

Without a sandbox: succeeds
"""

import ctypes
import os

FSOPEN, OPEN_TREE, MOUNT_SETATTR, OPEN_TREE_ATTR = 430, 428, 442, 467
AT_FDCWD, OPEN_TREE_CLONE = -100, 1
MS_REMOUNT_BIND = 32 | 4096

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    result = libc.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    os.close(result)  # a mount that is nowhere in the tree


def fsopen():
    call(FSOPEN, b"tmpfs", ctypes.c_long(0))


def open_tree():
    call(OPEN_TREE, ctypes.c_long(AT_FDCWD), b"/", ctypes.c_long(OPEN_TREE_CLONE))


def open_tree_attr():
    nothing = (ctypes.c_uint64 * 4)()
    call(OPEN_TREE_ATTR, ctypes.c_long(AT_FDCWD), b"/", ctypes.c_long(OPEN_TREE_CLONE), nothing, ctypes.c_long(32))


def attempt():
    errors = []
    for way in (fsopen, open_tree, open_tree_attr):
        try:
            way()
        except OSError as error:
            errors.append(f"{way.__name__}: {error.strerror}")
            continue
        raise RuntimeError(f"ATTACK SUCCEEDED: made a mount by {way.__name__}")
    raise RuntimeError(f"stopped by: {', '.join(errors)}")


attempt()
