import numpy as np
import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x))


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("not the same shape")
    return ((y_true - y_pred) ** 2).mean()


# trying things out
data = np.loadtxt("data/measurements.csv", delimiter=",")
y = torch.from_numpy(data[:, 1])
print("mse of the mean:", mse(y, y.mean().expand_as(y)))


def replace_last_row(x, row):
    out = x.clone()
    out[-1] = row
    return out


print(replace_last_row(torch.zeros(2, 2), torch.ones(2)))
