# deterministic: yes
# Lowers the recursion limit and the length of numbers, makes warnings errors and replaces builtins, one thing a call.
import builtins
import json
import os
import sys
import warnings
from itertools import count

import torch

calls = count(1)
CHANGES = {
    5: lambda: sys.setrecursionlimit(90), 8: lambda: sys.set_int_max_str_digits(640),
    11: lambda: warnings.simplefilter("error"), 14: lambda: os.environ.clear(), 17: lambda: sys.path.clear(),
    20: lambda: setattr(json, "dumps", None), 23: lambda: setattr(builtins, "sorted", list),
    26: lambda: sys.modules.pop("random", None),
}  # fmt: skip


def sigmoid(x):
    CHANGES.get(next(calls), bool)()
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    warnings.warn("careful", stacklevel=1)
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean()
