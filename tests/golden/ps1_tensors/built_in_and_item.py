import torch
from torch.nn.functional import sigmoid as s

def helper(x):
    return s(x)

def sigmoid(x):
    return helper(x)

def mse(y_true, y_pred):
    assert y_true.shape == y_pred.shape, "shapes differ"
    return ((y_true - y_pred) ** 2).mean().item()

def replace_last_row(x, row):
    y = x.copy()
    y[-1] = row
    return y
