"""Goal: crash whatever calls this, by recursion in Python and in C.

Without a sandbox: fails
"""

import sys


def sigmoid(x):
    return sigmoid(x)


def mse(y_true, y_pred):
    sys.setrecursionlimit(1 << 30)

    class Deeper:
        def __getattribute__(self, name):
            return getattr(self, name)

    return Deeper().x


def replace_last_row(x, row):
    sys.setrecursionlimit(1 << 30)
    deep = ()
    for _ in range(10**6):
        deep = (deep,)
    return hash(deep)
