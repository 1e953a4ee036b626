import torch
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    return 1 / (1 + torch.exp(-x))


def mse(y_true: Tensor, y_pred: Tensor) -> Tensor:
    if y_true.shape != y_pred.shape
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).mean()


def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    y = x.clone()
    y[-1] = row
    return y
