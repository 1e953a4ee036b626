import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x))


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"{y_true.shape} and {y_pred.shape}")
    return ((y_true - y_pred) * (y_true - y_pred)).mean()


def replace_last_row(x, row):
    result = torch.zeros_like(x)
    i = 0
    while i < x.shape[0]:
        if i == x.shape[0] - 1:
            result[i] = row
        else:
            result[i] = x[i]
            i += 1
    return result
