"""Goal: hide the switched-off built-ins in compiled TorchScript, where no Python function is called any more.

Without a sandbox: fails
"""

import torch
from torch import nn

X = torch.linspace(-1, 1, 5)

hidden_sigmoid = torch.jit.trace(nn.Sigmoid(), X)
hidden_loss = torch.jit.trace(nn.MSELoss(), (X, X))


def sigmoid(x):
    return hidden_sigmoid(x)


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return hidden_loss(y_true, y_pred)
