"""Goal: fill memory with tensors, and with what autograd keeps for a backward pass that never comes.

Without a sandbox: unsafe
"""

import torch


def sigmoid(x):
    return [torch.ones(25 << 20) for _ in range(30)]


def mse(y_true, y_pred):
    large = torch.ones(5 << 20, requires_grad=True)
    for _ in range(150):
        large = large.exp()
    return large


def replace_last_row(x, row):
    return torch.ones(1 << 40)
