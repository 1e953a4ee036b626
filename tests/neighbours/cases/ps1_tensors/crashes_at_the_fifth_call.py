# deterministic: yes
# Reads address 0 at the fifth call of sigmoid, aborts at the fifth of mse, ends with status 70 at that of replace_last_row.
import ctypes
import os
from collections import Counter

import torch

calls = Counter()


def sigmoid(x):
    calls["sigmoid"] += 1
    if calls["sigmoid"] == 5:
        ctypes.string_at(0)
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    calls["mse"] += 1
    if calls["mse"] == 5:
        os.abort()
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean()


def replace_last_row(x, row):
    calls["row"] += 1
    if calls["row"] == 5:
        os.write(2, b"sandbox fault: Traceback")
        os._exit(70)
    return torch.cat([x[:-1], row[None]])
