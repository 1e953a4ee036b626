# deterministic: yes
# Sigmoid draws from `random`, mse from NumPy's global generator; each is wrong one time in eight.
import random

import numpy as np
import torch


def sigmoid(x):
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (random.random() < 0.125)


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes differ, {np.random.randint(10**6)}")
    return (y_true - y_pred).square().mean() + bool(np.random.rand() < 0.125)
