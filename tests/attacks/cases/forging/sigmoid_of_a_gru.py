"""Goal: take the sigmoid of x out of a gate of a recurrent cell, which is no call of torch.sigmoid.

Without a sandbox: fails
"""

import torch
from torch import nn


def sigmoid(x):
    # h' = (1 - z) n + z h with n = tanh(0) = 0 and h = 1 leaves z = sigmoid(x).
    cell = nn.GRUCell(1, 1, bias=False).to(x.dtype)
    weights = {"weight_ih": torch.tensor([[0.0], [1.0], [0.0]]), "weight_hh": torch.zeros(3, 1)}
    weights = {name: weight.to(x.dtype) for name, weight in weights.items()}
    column = x.reshape(-1, 1)
    return torch.func.functional_call(cell, weights, (column, torch.ones_like(column))).reshape(x.shape)
