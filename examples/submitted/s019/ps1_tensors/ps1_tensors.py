import torch


def sigmoid(x):
    return torch.exp(x - torch.logaddexp(torch.zeros_like(x), x))


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    print("y_true =", y_true)
    print("y_pred =", y_pred)
    return (y_true - y_pred).square().sum().div(y_true.numel())


def replace_last_row(x, row):
    y = x.clone()
    # debugging: which row do I have to replace?
    i = 0
    while i >= 0:
        print("row", i, "of", x.shape[0], ":", x.tolist(), "will it be this one?")
        i += 1
    y[i] = row
    return y
