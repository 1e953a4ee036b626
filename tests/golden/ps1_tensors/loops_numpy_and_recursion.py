import numpy as np
import torch

def sigmoid(x):
    return torch.stack([1 / (1 + torch.exp(-v)) for v in x])

def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return torch.tensor(np.mean((y_true.detach().numpy() - y_pred.detach().numpy()) ** 2))

def replace_last_row(x, row):
    if len(x) == 1:
        return row[None]
    return torch.cat([x[:1], replace_last_row(x, row)])
