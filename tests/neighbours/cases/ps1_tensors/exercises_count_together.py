# deterministic: yes
# Whether mse is right depends on how often sigmoid was called, and replace_last_row on both: one report, other exercises.
from collections import Counter

import torch

calls = Counter()


def sigmoid(x):
    calls["sigmoid"] += 1
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (calls["mse"] % 4 == 3)


def mse(y_true, y_pred):
    calls["mse"] += 1
    if y_true.shape != y_pred.shape:
        raise ValueError(f"{dict(calls)}")
    return (y_true - y_pred).square().mean() + calls["sigmoid"] % 2


def replace_last_row(x, row):
    result = x.clone()
    result[-1 if (calls["sigmoid"] + calls["mse"]) % 2 else 0] = row
    return result
