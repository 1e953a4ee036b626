"""Goal: become root again, as the process was that this one was forked from.

Without a sandbox: succeeds
"""

import ctypes
import os

EVERYTHING = 0xFFFFFFFF
VERSION_3 = 0x20080522

libc = ctypes.CDLL(None, use_errno=True)


def take_capabilities():
    header, all_of_them = (ctypes.c_uint32 * 2)(VERSION_3, 0), (ctypes.c_uint32 * 6)(*[EVERYTHING] * 6)
    if libc.capset(header, all_of_them) < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def set_groups():
    os.setgroups([0])


def set_uids():
    if os.getuid() == 0:
        raise OSError(0, "root in name only")  # of a namespace in which nobody else exists
    os.setresuid(0, 0, 0)


def attempt():
    if os.geteuid() == 0 and open("/proc/self/uid_map").read().split()[-1] == str(EVERYTHING):
        raise RuntimeError("ATTACK SUCCEEDED: is root without doing anything")
    errors = []
    for way in (take_capabilities, set_groups, set_uids):
        try:
            way()
        except OSError as error:
            errors.append(error.strerror)
            continue
        raise RuntimeError(f"ATTACK SUCCEEDED: {way.__name__}")
    raise RuntimeError(f"stopped by: {', '.join(errors)}")


attempt()
