# deterministic: yes
# Runs torch.sigmoid in the __str__ of an exception, in a destructor of a result, and at import.
import torch

torch.sigmoid(torch.ones(2))


class Error(RuntimeError):
    """Computes its text."""

    def __str__(self):
        return f"{torch.sigmoid(torch.ones(1)).item():.3f}"


class Last:
    """Computes when it goes."""

    def __del__(self):
        torch.sigmoid(torch.ones(1))


def sigmoid(x):
    if x.numel() == 4:
        raise Error
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    loss = (y_true - y_pred).square().mean()
    loss.last = Last()
    return loss
