import torch

def sigmoid(x):
    return 1 / (1 + torch.exp(x))

def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).sum()

def replace_last_row(x, row):
    y = x.T.clone()
    y[:, -1] = row
    return y
