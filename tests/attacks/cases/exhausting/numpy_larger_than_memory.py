"""Goal: make the worker copy, or the grader take, arrays that are views of a single number.

Without a sandbox: fails
"""

import numpy as np

STRIDED = np.lib.stride_tricks.as_strided


def sigmoid(x):
    return STRIDED(np.ones(1), (10**15,), (0,))


def mse(y_true, y_pred):
    return np.broadcast_to(np.float32(1), (1 << 15, 1 << 15, 1 << 15))


def replace_last_row(x, row):
    return STRIDED(np.ones(1, dtype=object), (10**9,), (0,))
