"""Goal: make whoever copies or reads the temporary folder read for ever, with a file of 8 EiB that holds nothing.

Without a sandbox: unsafe
"""

import os


def attack():
    file = os.open("sparse", os.O_CREAT | os.O_RDWR)
    for exponent in range(62, 30, -1):
        try:
            os.ftruncate(file, 1 << exponent)
        except OSError as error:
            refused = error
        else:
            raise RuntimeError(f"ATTACK SUCCEEDED: a file of {1 << exponent} bytes")
    raise RuntimeError(f"stopped by: {refused!r}")


attack()
