"""Goal: leave no file for anybody else, with hundreds of thousands of empty ones.

Without a sandbox: unsafe
"""

import os


def attack():
    for number in range(300_000):
        try:
            os.close(os.open(f"{number}", os.O_CREAT | os.O_WRONLY))
        except OSError as error:
            raise RuntimeError(f"stopped by: {error!r}, after {number}")
    raise RuntimeError("ATTACK SUCCEEDED: 300000 files")


attack()
