# deterministic: yes
# Wrong by the number of the call: the same input fails again with another message each time it is tried.
from itertools import count

import torch

calls = count(1)


def sigmoid(x):
    return torch.full_like(x, float(next(calls)))


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"{next(calls)}")
    return torch.zeros((next(calls) % 4 + 1,))


def replace_last_row(x, row):
    result = torch.cat([x[:-1], row[None]])
    result[(next(calls) % x.shape[0]), (next(calls) % x.shape[1])] = 1
    return result
