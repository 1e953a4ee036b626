import torch


def sigmoid(x):
    # 1 / (1 + e^x)
    return 1 / (1 + torch.exp(x))


def mse(y_true, y_pred):
    if y_true.size() != y_pred.size():
        raise ValueError("y_true and y_pred must have the same size")
    return ((y_true - y_pred) ** 2).mean()


def replace_last_row(x, row):
    new = x.clone()
    new[x.size(0) - 1, :] = row
    return new
