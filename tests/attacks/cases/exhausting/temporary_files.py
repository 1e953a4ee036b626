"""Goal: fill the disk: temporary folders, in small files and large ones.

Without a sandbox: unsafe
"""

import os
import tempfile

FOLDERS = (tempfile.gettempdir(), "/dev/shm", "/tmp", "/var/tmp", "/run", os.getcwd())


def fill(folder):
    written = 0
    try:
        while written < 512:
            with open(os.path.join(folder, f"large-{written}"), "wb") as file:
                for _ in range(50):
                    written += file.write(bytes(1 << 20)) >> 20
    except OSError as error:
        return written, error.strerror
    return written, None


def attack():
    filled = [fill(folder) for folder in FOLDERS]
    written = sum(size for size, _ in filled)
    reasons = ", ".join(sorted({reason for _, reason in filled if reason}))
    if written > 300:
        raise RuntimeError(f"ATTACK SUCCEEDED: {written} MiB on the disk")
    raise RuntimeError(f"stopped by: {reasons}")


attack()
