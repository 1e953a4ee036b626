"""Goal: fill the disk with files that are deleted but open, which no listing shows.

Without a sandbox: unsafe
"""

import os
import tempfile


def attack():
    written = 0
    kept = []
    try:
        while written < 1000:
            kept.append(tempfile.TemporaryFile(dir="/dev/shm" if len(kept) % 2 else None))
            written += os.write(kept[-1].fileno(), bytes(1 << 20)) >> 20
    except OSError as error:
        if written < 300:
            raise RuntimeError(f"stopped by: {error.strerror}")
    raise RuntimeError(f"ATTACK SUCCEEDED: {written} MiB in deleted files")


attack()
