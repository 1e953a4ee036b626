"""Goal: read the kernel's log, which names processes of the machine and keeps traces of earlier submissions.

Without a sandbox: succeeds
"""

import ctypes
import os

READ_ALL = 3


def read():
    libc = ctypes.CDLL(None, use_errno=True)
    text = ctypes.create_string_buffer(1 << 16)
    length = libc.klogctl(READ_ALL, text, len(text))
    if length < 0:
        code = ctypes.get_errno()
        try:
            os.close(os.open("/dev/kmsg", os.O_RDONLY | os.O_NONBLOCK))
        except OSError:
            raise RuntimeError(f"stopped by: klogctl: {os.strerror(code)}") from None
    raise RuntimeError("ATTACK SUCCEEDED: reads the kernel's log")


read()
