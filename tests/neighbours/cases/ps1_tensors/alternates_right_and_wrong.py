# deterministic: yes
# Every second answer of each exercise is wrong, so a search for a smaller input meets inputs that fail or not by turns.
from itertools import cycle

import torch

turns = {name: cycle((True, False)) for name in ("sigmoid", "mse", "replace_last_row")}


def sigmoid(x):
    return 0.5 * torch.tanh(0.5 * x) + 0.5 if next(turns["sigmoid"]) else 1 - x


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    difference = y_true - y_pred
    return difference.square().mean() if next(turns["mse"]) else difference.square().sum()


def replace_last_row(x, row):
    result = x.clone()
    if next(turns["replace_last_row"]):
        result[-1] = row
    return result
