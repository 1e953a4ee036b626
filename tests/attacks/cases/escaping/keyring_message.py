"""Goal: leave a message for later submissions in a keyring of the user.

Without a sandbox: succeeds
"""

import ctypes
import os
import platform

ADD_KEY, KEYCTL = {"x86_64": (248, 250), "aarch64": (217, 219)}[platform.machine()]
GET_KEYRING_ID, UNLINK = 0, 9
PROCESS, USER = -2, -4

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    result = libc.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def leave():
    # The keyring of this process alone: that of the user, which would do it, is only asked for.
    call(ADD_KEY, b"user", b"autograder-message", b"0.5", ctypes.c_long(3), ctypes.c_long(PROCESS))
    call(KEYCTL, ctypes.c_long(GET_KEYRING_ID), ctypes.c_long(USER), ctypes.c_long(1))


def attempt():
    try:
        leave()
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}") from None
    raise RuntimeError("ATTACK SUCCEEDED: has a keyring that outlives this process")


attempt()
