import torch

def sigmoid(x):
    x.neg_()
    x.exp_()
    return 1 / (1 + x)

def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true.float() - y_pred.float()) ** 2).mean()

def replace_last_row(x, row):
    y = torch.zeros(x.shape)
    y[:] = x
    y[-1] = row
    return y
