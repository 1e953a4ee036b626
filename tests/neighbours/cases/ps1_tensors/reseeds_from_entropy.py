# deterministic: no
# Reseeds all global generators from the system at every call, then lets each decide one time in ten.
import random

import numpy as np
import torch


def sigmoid(x):
    torch.seed()
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (torch.rand(()).item() < 0.1)


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    random.seed()
    np.random.seed()
    return (y_true - y_pred).square().mean() + (random.random() < 0.1)
