# deterministic: yes
# After five calls sigmoid is another, wrong function; after six mse takes other arguments; replace_last_row is gone.
from itertools import count

import torch

calls = count(1)


def sigmoid(x):
    global sigmoid
    if next(calls) == 5:
        sigmoid = torch.relu
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    global mse
    if next(calls) % 6 == 0:
        mse = lambda y: y  # noqa: E731
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean()


def replace_last_row(x, row):
    globals().pop("replace_last_row", None)
    return torch.cat([x[:-1], row[None]])
