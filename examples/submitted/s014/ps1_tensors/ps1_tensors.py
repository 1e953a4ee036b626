import math

import numpy as np


def sigmoid(x):
    a = x.detach().numpy()
    return 1.0 / (1.0 + np.exp(-np.clip(a, -700, 700)))


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("bad shapes")
    return float(((y_true - y_pred) ** 2).mean())


def replace_last_row(x, row):
    a = np.array(x.detach().numpy(), copy=True)
    a[-1] = row.detach().numpy()
    return a


print(math.isclose(sigmoid(__import__("torch").tensor(0.0)), 0.5))
