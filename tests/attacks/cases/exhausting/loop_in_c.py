"""Goal: hang in C with Python's lock held, so that no other thread of the process can do anything about it.

Without a sandbox: fails
"""

import collections
import itertools


def sigmoid(x):
    return sum(itertools.repeat(0))


def mse(y_true, y_pred):
    collections.deque(itertools.repeat(None), maxlen=0)


def replace_last_row(x, row):
    return None in itertools.count()
