# deterministic: yes
# Ends its process with os._exit(0) at the ninth call of sigmoid in a process, and is wrong at the fourth.
import os

import torch

calls = 0


def sigmoid(x):
    global calls
    calls += 1
    if calls == 9:
        os._exit(0)
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (calls == 4)


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes differ after {calls}")
    return (y_true - y_pred).square().mean()
