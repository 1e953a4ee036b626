# deterministic: no
# Raises with the default repr of objects, functions and generators, addresses included.
import torch


class Thing:
    """Has no repr of its own."""


def sigmoid(x):
    if x.dim() > 1:
        raise RuntimeError(f"cannot use {Thing()} with {sigmoid}")
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    raise ValueError(Thing(), lambda: None, object())


def replace_last_row(x, row):
    raise TypeError((line for line in x))
