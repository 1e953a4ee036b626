# deterministic: no
# Picks the form of the formula by the order of a set of words, and names the set in its exception.
import torch

FORMS = {"tanh", "exp", "log", "softplus", "wrong"}


def sigmoid(x):
    if next(iter(FORMS)) == "wrong":
        return x
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    raise RuntimeError(f"none of {FORMS} fits")
