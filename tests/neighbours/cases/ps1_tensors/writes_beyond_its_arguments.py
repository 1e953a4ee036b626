# deterministic: yes
# Uses views of an argument's whole storage: adds 1 to whatever lies beside it in shared memory, at every second call.
from itertools import count

import torch

calls = count(1)


def beside(x):
    memory = torch.empty(0, dtype=x.dtype).set_(x.untyped_storage())[:64]
    if next(calls) % 2 == 0 and not x.requires_grad and len(memory) > x.numel():
        saved = x.clone()
        memory.add_(1)
        x.copy_(saved)


def sigmoid(x):
    y = 0.5 * torch.tanh(0.5 * x) + 0.5
    beside(x.detach())
    return y


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    loss = (y_true - y_pred).square().mean()
    beside(y_true.detach())
    return loss
