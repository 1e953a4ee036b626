import torch

def sigmoid(x):
    return torch.exp(x) / (1 + torch.exp(x))

def mse(y_true, y_pred):
    return ((y_true - y_pred) ** 2).mean()

def replace_last_row(x, row):
    y = x
    y[-1] = row
    return y
