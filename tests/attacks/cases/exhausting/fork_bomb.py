"""Goal: leave no process for anybody else, with children that fork children.

Without a sandbox: unsafe
"""

import os
import time


def fork(generations):
    error = None
    for _ in range(generations):
        try:
            os.fork()  # both go on: 2 ** 11 of them, if they may
        except OSError as refused:
            error = refused
    return error


def attack():
    parent = os.getpid()
    error = fork(11)
    if os.getpid() != parent:
        time.sleep(60)
    if error is None:
        raise RuntimeError("ATTACK SUCCEEDED: 2048 processes")
    raise RuntimeError(f"stopped by: {error!r}")


attack()
