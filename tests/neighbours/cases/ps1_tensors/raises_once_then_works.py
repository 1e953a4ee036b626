# deterministic: yes
# Each exercise raises at its very first call and is right ever after.
import torch

woken = set()


def wake(name):
    if name not in woken:
        woken.add(name)
        raise RuntimeError(f"{name} was asleep")


def sigmoid(x):
    wake("sigmoid")
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    wake("mse")
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean()


def replace_last_row(x, row):
    wake("replace_last_row")
    return torch.cat([x[:-1], row[None]])
