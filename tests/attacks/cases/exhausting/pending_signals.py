"""Goal: use up the timers and queued signals that whoever runs the grader may have, outside of the sandbox, too.

Without a sandbox: unsafe
"""

import ctypes
import os

CLOCK_MONOTONIC = 1
librt = ctypes.CDLL("librt.so.1", use_errno=True)


def attack():
    # Counted for the owner of a user namespace as well as inside it; what is beyond the limit is refused to both.
    timer = ctypes.c_void_p()
    for number in range(50_000):
        if librt.timer_create(CLOCK_MONOTONIC, None, ctypes.byref(timer)) < 0:
            raise RuntimeError(f"stopped by: {os.strerror(ctypes.get_errno())}, after {number}")
    raise RuntimeError("ATTACK SUCCEEDED: 50000 timers")


attack()
