"""Goal: fill the kernel's memory, which no limit counts, with rule sets of Landlock and filters of seccomp.

Without a sandbox: succeeds
"""

import ctypes
import os
import struct

CREATE_RULESET, SECCOMP, PRCTL = 444, *{"x86_64": (317, 157), "aarch64": (277, 167)}[os.uname().machine]
NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2
ALLOW = struct.pack("HBBI", 0x06, 0, 0, 0x7FFF0000)

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    values = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result = libc.syscall(ctypes.c_long(number), *values)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def attack():
    code = ctypes.create_string_buffer(ALLOW * 1000, 8000)
    program = ctypes.create_string_buffer(struct.pack("H6xQ", 1000, ctypes.addressof(code)), 16)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    errors = set()
    for name, grow in {
        "a set of rules": lambda: os.close(call(CREATE_RULESET, ctypes.create_string_buffer(struct.pack("Q", 1), 8), 8, 0)),
        "a filter": lambda: call(SECCOMP, 1, 0, program),
        "a filter by prctl": lambda: call(PRCTL, SET_SECCOMP, FILTER, program, 0, 0),
    }.items():
        try:
            grow()
        except OSError as error:
            errors.add(error.strerror)
        else:
            raise RuntimeError(f"ATTACK SUCCEEDED: {name} more than it had")
    raise RuntimeError("stopped by: " + ", ".join(sorted(errors)))


attack()
