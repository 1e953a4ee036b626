# deterministic: yes
# All three exercises share one counter and are wrong whenever it is a multiple of eleven, in checks and in searches.
from itertools import count

import torch

calls = count(1)


def wrong():
    return next(calls) % 11 == 0


def sigmoid(x):
    return torch.zeros_like(x) if wrong() else 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean() + (1 if wrong() else 0)


def replace_last_row(x, row):
    result = x.clone()
    result[0 if wrong() else -1] = row
    return result
