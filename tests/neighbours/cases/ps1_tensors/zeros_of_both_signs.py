# deterministic: yes
# Right answers, in which every second call writes 0 as -0: equal numbers of different bytes.
from itertools import cycle

import torch

signs = cycle((1.0, -1.0))


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    loss = (y_true - y_pred).square().mean()
    return loss * next(signs) if loss == 0 else loss


def replace_last_row(x, row):
    result = x.clone()
    result[-1] = row
    sign = next(signs)
    return torch.where(result == 0, torch.zeros_like(result) * sign, result) if result.is_floating_point() else result
