# deterministic: yes
# Each call returns what the call before should have returned, the first one its own.
import torch

before = {}


def late(name, result):
    return before.pop(name, result), before.setdefault(name, result)


def sigmoid(x):
    return late("sigmoid", (0.5 * torch.tanh(0.5 * x) + 0.5).detach())[0]


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return late("mse", (y_true - y_pred).square().mean().detach())[0]


def replace_last_row(x, row):
    return late("row", torch.cat([x[:-1], row[None]]))[0]
