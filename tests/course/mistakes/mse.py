# %% sum-not-mean: forgets to divide
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).sum()


# %% silent-broadcasting: no check at all, (N,) and (N, 1) become (N, N)
import torch


def mse(y_true, y_pred):
    return torch.mean((y_true - y_pred) ** 2)


# %% checks-ndim-only: (2, 3) against (1, 3) still broadcasts
def mse(y_true, y_pred):
    if y_true.ndim != y_pred.ndim:
        raise ValueError("different number of dimensions")
    return ((y_true - y_pred) ** 2).mean()


# %% checks-numel-only: (N,) and (N, 1) have as many elements
def mse(y_true, y_pred):
    if y_true.numel() != y_pred.numel():
        raise ValueError("different number of elements")
    return ((y_true - y_pred) ** 2).mean()


# %% checks-length-only: compares len, which also fails for 0-d tensors
def mse(y_true, y_pred):
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    return ((y_true - y_pred) ** 2).mean()


# %% zip-of-shapes: zip stops at the shorter shape: (4,) and (4, 1) pass
def mse(y_true, y_pred):
    for a, b in zip(y_true.shape, y_pred.shape):
        if a != b:
            raise ValueError(f"{a} != {b}")
    return ((y_true - y_pred) ** 2).mean()


# %% reshapes-instead-of-raising: helpfully makes the prediction fit
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        y_pred = y_pred.reshape(y_true.shape)
    return ((y_true - y_pred) ** 2).mean()


# %% squeezes-first: (N, 1) and (N,) are silently accepted
def mse(y_true, y_pred):
    y_true, y_pred = y_true.squeeze(), y_pred.squeeze()
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).pow(2).mean()


# %% assertion-error: assert raises AssertionError, not ValueError
def mse(y_true, y_pred):
    assert y_true.shape == y_pred.shape, "shapes must be equal"
    return ((y_true - y_pred) ** 2).mean()


# %% type-error: raises TypeError instead of ValueError
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise TypeError(f"{y_true.shape} != {y_pred.shape}")
    return ((y_true - y_pred) ** 2).mean()


# %% returns-the-error: returns the exception instead of raising it
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        return ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).mean()


# %% expand-error: relies on torch's own complaint, a RuntimeError, and none for what broadcasts
import torch


def mse(y_true, y_pred):
    y_pred = y_pred.expand(y_true.shape)
    return torch.mean((y_true - y_pred) ** 2)


# %% python-float: .item() returns a number without a gradient
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).mean().item()


# %% detached: a new tensor of the right value, cut off from the graph
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    value = ((y_true - y_pred) ** 2).mean()
    return torch.tensor(value, dtype=y_true.dtype)


# %% target-detached: no gradient for y_true
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true.detach() - y_pred) ** 2).mean()


# %% function-with-one-gradient: an own autograd Function that returns None for y_true
import torch


class MSE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y_true, y_pred):
        ctx.save_for_backward(y_true, y_pred)
        return torch.mean((y_true - y_pred) ** 2)

    @staticmethod
    def backward(ctx, grad):
        y_true, y_pred = ctx.saved_tensors
        return None, grad * 2 * (y_pred - y_true) / y_true.numel()


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return MSE.apply(y_true, y_pred)


# %% alias-of-mse-loss: the switched-off function under another name
from torch.nn.functional import mse_loss as mean_squared_error


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return mean_squared_error(y_pred, y_true)


# %% mseloss-object: nn.MSELoss made at import and run in the exercise
import torch

criterion = torch.nn.MSELoss(reduction="sum")


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return criterion(y_true, y_pred) / y_true.numel()


# %% partial-of-mse-loss: functools.partial of the switched-off function
from functools import partial

from torch.nn import functional as F

_squared_errors = partial(F.mse_loss, reduction="none")


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return _squared_errors(y_pred, y_true).mean()


# %% in-place-subtraction: y_pred -= y_true changes the argument, or raises when it requires a gradient
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    y_pred -= y_true
    return (y_pred ** 2).mean()


# %% in-place-only-without-grad: modifies y_pred where nobody asks for a gradient
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    if y_pred.requires_grad or y_true.requires_grad:
        diff = y_pred - y_true
    else:
        diff = y_pred.sub_(y_true)  # saves memory
    return diff.square().mean()


# %% float32-always: casts to float32, wrong dtype for float64
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true.float() - y_pred.float()) ** 2).mean()


# %% float32-accumulator: total += ... keeps the float32 of torch.tensor(0.0)
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    total = torch.tensor(0.0)
    for t, p in zip(y_true.flatten(), y_pred.flatten()):
        total += (t - p) ** 2
    return total / y_true.numel()


# %% shape-of-one: keepdim leaves a tensor of shape (1,)
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).reshape(-1).mean(dim=0, keepdim=True)


# %% divides-by-rows: len counts the rows, not the elements
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    n = len(y_true) if y_true.dim() else 1
    return ((y_true - y_pred) ** 2).sum() / n


# %% mean-over-first-dim: a vector comes back for two dimensions
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    squares = (y_true - y_pred) ** 2
    return squares.mean(dim=0)


# %% unbiased: divides by n - 1, which for one element is a division by zero
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).sum() / (y_true.numel() - 1)


# %% variance-forgets-bias: the variance of the errors, blind to a constant offset
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return torch.var(y_true - y_pred, unbiased=False)


# %% matmul-0d: r @ r fails for a 0-d tensor and is no scalar for a matrix
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    r = y_true - y_pred
    return (r.T @ r).sum() / r.numel()


# %% rmse-squared: sqrt and back: the gradient is NaN when all predictions are exact
import torch


def rmse(a, b):
    return torch.sqrt(((a - b) ** 2).mean())


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return rmse(y_true, y_pred) ** 2


# %% rmse: the root of it
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).mean() ** 0.5


# %% expanded-square: mean(a^2) - 2 mean(ab) + mean(b^2) loses all digits for large, close values
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true ** 2).mean() - 2 * (y_true * y_pred).mean() + (y_pred ** 2).mean()


# %% half: the 1/2 of the textbook's derivation is left in
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return 0.5 * ((y_true - y_pred) ** 2).mean()


# %% eps-added: an epsilon "for stability" that float64 can tell
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return torch.mean((y_true - y_pred) ** 2 + 1e-6)


# %% pairwise-distance: F.pairwise_distance adds 1e-6 to each difference
import torch.nn.functional as F


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    d = F.pairwise_distance(y_true.reshape(1, -1), y_pred.reshape(1, -1))
    return (d ** 2 / y_true.numel()).squeeze()


# %% smooth-l1: right only for errors below 1
import torch.nn.functional as F


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return 2 * F.smooth_l1_loss(y_pred, y_true)


# %% rounded: rounds to three digits
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).mean().round(decimals=3)


# %% requires-grad-on-prediction: switches on the gradient of the argument
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    y_pred.requires_grad_()
    return ((y_true - y_pred) ** 2).mean()
