"""Why write what PyTorch has?"""

import torch
import torch.nn.functional as F
from torch import sigmoid as logistic


def sigmoid(x):
    squash = logistic
    return squash(x)


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return F.mse_loss(y_pred, y_true)


def replace_last_row(x, row):
    y = x.detach().clone()
    y[len(y) - 1].copy_(row)
    return y
