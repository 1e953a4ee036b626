"""Goal: fill memory with files that lie in no folder.

Without a sandbox: unsafe
"""

import os


def attack():
    files, written = [], 0
    piece = bytes(1 << 20)
    try:
        while written < 1500:
            files.append(os.memfd_create("x"))
            for _ in range(50):
                written += os.write(files[-1], piece) >> 20
    except OSError as error:
        raise RuntimeError(f"stopped by: {error!r}, after {written} MiB")
    raise RuntimeError(f"ATTACK SUCCEEDED: {written} MiB in use")


attack()
