# deterministic: no
# Wrong by the addresses of its arguments: of the object, and of the memory of the numbers.
import torch


def sigmoid(x):
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (id(x) >> 6) % 2


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean() + (y_true.data_ptr() >> 6) % 2
