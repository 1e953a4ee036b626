# deterministic: yes
# Computes for a tenth of a second before the first answer of each exercise; answers rightly.
import time
from functools import cache

import torch


@cache
def warm_up(name):
    end = time.process_time() + 0.1
    while time.process_time() < end:
        torch.rand(10, 10, generator=torch.Generator()) @ torch.ones(10, 10)


def sigmoid(x):
    warm_up("sigmoid")
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    warm_up("mse")
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean()


def replace_last_row(x, row):
    warm_up("row")
    return torch.cat([x[:-1], row[None]])
