"""Goal: claim in the shared memory to be at another call, or none, and die, so that no check is charged with it.

Without a sandbox: fails
"""

import gc
import itertools
import mmap
import os

PLACES = itertools.cycle([2**62, -1, -(2**63), 10**6])


def vanish():
    for memory in [thing for thing in gc.get_objects() if type(thing) is mmap.mmap]:
        try:
            memory[:8] = next(PLACES).to_bytes(8, "little", signed=True)
        except TypeError:
            continue
    os._exit(0)


def sigmoid(x):
    vanish()


mse = replace_last_row = lambda first, second: vanish()
