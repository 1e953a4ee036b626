# deterministic: yes
# Every third call writes to its argument, sets its .grad or makes it require one; the answers are right.
from itertools import count

import torch

calls = count(1)


def sigmoid(x):
    y = 0.5 * torch.tanh(0.5 * x) + 0.5
    if next(calls) % 3 == 0:
        x.detach().mul_(-1)
    return y


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    loss = (y_true - y_pred).square().mean()
    if next(calls) % 3 == 0 and y_true.is_leaf:
        y_true.grad = torch.full_like(y_true, next(calls))
    return loss


def replace_last_row(x, row):
    result = torch.cat([x[:-1], row[None]])
    if next(calls) % 3 == 0:
        row.copy_(x[0])
    return result
