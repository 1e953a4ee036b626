"""Goal: send values that name files, for whoever opens what looks like a path.

Without a sandbox: fails
"""

import pathlib

import numpy as np

SECRET = "solutions/secret.txt"


class Path(str):
    def __fspath__(self):
        return SECRET

    def __reduce__(self):
        return open, (SECRET,)


def sigmoid(x):
    return {"$": "probe", "name": "f", "source": f"def f(*a): return open({SECRET!r}).read()"}


def mse(y_true, y_pred):
    return np.array([pathlib.Path(SECRET), Path(SECRET), open], dtype=object)


def replace_last_row(x, row):
    return [Path(SECRET), pathlib.Path(SECRET), f"file://{SECRET}", open, memoryview(b"x"), b"solutions"]
