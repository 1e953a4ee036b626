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


# %% no-shape-check: the shapes are never compared, so (N,) with (N, 1) broadcasts silently to (N, N)
import torch


def mse(y_true, y_pred):
    return torch.mean((y_true - y_pred) ** 2)


# %% only-len: compares only len(), so (N,) with (N, 1) passes the check and broadcasts
import torch


def mse(y_true, y_pred):
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    return ((y_true - y_pred) ** 2).mean()


# %% only-numel: compares the number of elements, so (N,) with (N, 1) passes the check and broadcasts
import torch
from torch import Tensor


def mse(y_true: Tensor, y_pred: Tensor) -> Tensor:
    if y_true.numel() != y_pred.numel():
        raise ValueError("sizes differ")
    diff = y_true - y_pred
    return (diff * diff).sum() / diff.numel()


# %% only-ndim: compares the number of dimensions only, so (1, 3) and (2, 3) pass and broadcast
import torch


def mse(y_true, y_pred):
    if y_true.dim() != y_pred.dim():
        raise ValueError(f"expected {y_true.dim()}-d, got {y_pred.dim()}-d")
    return (y_true - y_pred).pow(2).mean()


# %% only-first-size: compares only shape[0], which lets (N,) with (N, 1) through and raises IndexError for 0-d tensors
import torch

def mse(y_true, y_pred):
    if y_true.shape[0] != y_pred.shape[0]:
        raise ValueError('shape mismatch')
    return torch.mean(torch.square(y_true - y_pred))


# %% assert-shape: uses assert, which raises AssertionError instead of ValueError
import torch


def mse(y_true, y_pred):
    assert y_true.shape == y_pred.shape, "shapes must match"
    return ((y_true - y_pred) ** 2).mean()


# %% returns-none-on-mismatch: returns None for different shapes instead of raising ValueError
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        print("Ошибка: разные размеры!")
        return None
    return ((y_true - y_pred) ** 2).mean()


# %% returns-valueerror: returns the ValueError object instead of raising it
import torch

def mse(y_true, y_pred):
    if y_true.size() != y_pred.size():
        return ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).mean()


# %% mae: takes the mean of absolute differences, the square is missing
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shape mismatch")
    return torch.abs(y_true - y_pred).mean()


# %% len-of-0d: divides by len(y_true), which is the number of rows for 2-d tensors and an error for 0-d ones
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).sum() / len(y_true)


# %% mean-dim-zero: averages over dim 0 only, so a 2-d argument gives a vector
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).mean(dim=0)


# %% half-factor: has the factor 1/2 of the textbook's loss
import torch

def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError('different shapes')
    # 1/2 for a nicer derivative
    return 0.5 * torch.mean((y_true - y_pred) ** 2)


# %% square-of-mean: squares the mean difference instead of averaging the squares
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("bad shapes")
    return (y_true - y_pred).mean() ** 2


# %% plus-instead-of-minus: adds the arguments instead of subtracting them
import torch


def mse(y_true, y_pred):
    if not y_true.shape == y_pred.shape:
        raise ValueError()
    error = y_true + y_pred
    return torch.mean(error * error)


# %% minus-one-bessel: divides by N - 1 (the unbiased variance), which is also a division by zero for one element
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    d = (y_true - y_pred) ** 2
    return d.sum() / (d.numel() - 1)


# %% variance-of-difference: takes the variance of the difference, which ignores a constant offset
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return torch.var(y_true - y_pred, unbiased=False)


# %% item: returns a Python float through .item(), which is no tensor and has no gradient
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    loss = torch.mean((y_true - y_pred) ** 2)
    return loss.item()


# %% keepdim-one: unsqueezes the result, so it has shape (1,) instead of ()
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("Shapes must be equal")
    res = ((y_true - y_pred) ** 2).flatten()
    return res.mean(dim=0, keepdim=True)


# %% wrapped-in-list: torch.tensor([value]) gives shape (1,) and has no graph
import torch

def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("Shapes must be equal")
    total = ((y_true - y_pred) ** 2).mean()
    return torch.tensor([total.item()], dtype=y_true.dtype)


# %% retensor-requires-grad: wraps the number into a new torch.tensor with requires_grad=True, which is not connected to the arguments
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    val = float(((y_true - y_pred) ** 2).mean())
    return torch.tensor(val, dtype=y_true.dtype, requires_grad=True)


# %% numpy-mean: computes with NumPy, so the graph is cut
import numpy as np
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    a = y_true.detach().numpy()
    b = y_pred.detach().numpy()
    return torch.tensor(np.mean((a - b) ** 2), dtype=y_true.dtype)


# %% detach-y-true: detaches y_true, so there is no gradient for the first argument
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    target = y_true.detach()    # targets don't need a gradient
    return ((y_pred - target) ** 2).mean()


# %% data-both: uses .data of both arguments, so the loss has no graph
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    diff = y_true.data - y_pred.data
    return (diff ** 2).mean()


# %% inplace-sub: subtracts in place with -=, which overwrites y_true
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    y_true -= y_pred
    return (y_true ** 2).mean()


# %% inplace-pred-sub: y_pred.sub_ writes the difference into y_pred
import torch
from torch import Tensor

def mse(y_true: Tensor, y_pred: Tensor) -> Tensor:
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    err = y_pred.sub_(y_true)
    return err.pow(2).mean()


# %% alias-mse-loss: runs the switched-off F.mse_loss under an alias
from torch.nn.functional import mse_loss as mean_squared


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return mean_squared(y_pred, y_true)


# %% nn-mseloss: runs the switched-off nn.MSELoss
import torch.nn as nn


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    criterion = nn.MSELoss()
    return criterion(y_pred, y_true)


# %% shape-is-not: compares the shapes with "is not", which is true for two equal shapes as well, so it always raises
import torch


def mse(y_true, y_pred):
    if y_true.shape is not y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).mean()


# %% check-inverted: the condition is the wrong way round: ValueError for equal shapes
import torch

def mse(y_true, y_pred):
    if y_true.shape == y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).mean()


# %% squeeze-both: squeezes both arguments before the check, so (N,) with (N, 1) is accepted instead of raising ValueError
import torch


def mse(y_true, y_pred):
    y_true = y_true.squeeze()
    y_pred = y_pred.squeeze()
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ** 2).mean()


# %% view-as-fix: reshapes y_pred to the shape of y_true instead of raising ValueError
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        y_pred = y_pred.view_as(y_true)     # подгоняем форму
    return ((y_true - y_pred) ** 2).mean()


# %% broadcast-shapes: checks only whether broadcasting is possible, so (N,) with (N, 1) passes
import torch


def mse(y_true, y_pred):
    try:
        torch.broadcast_shapes(y_true.shape, y_pred.shape)
    except RuntimeError:
        raise ValueError("incompatible shapes")
    return torch.mean((y_true - y_pred) ** 2)


# %% float-cast: converts to float32, so float64 arguments give a float32 result
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true.float() - y_pred.float()) ** 2).mean()


# %% dot-product: diff @ diff works for 1-d only and is a matrix product (or an error) for 2-d
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    diff = y_true - y_pred
    return diff @ diff / diff.numel()


# %% loop-rows: loops over range(len(...)) like in C++, which fails on a 0-d tensor and treats 2-d rows as numbers
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    s = 0
    for i in range(len(y_true)):
        s = s + (y_true[i] - y_pred[i]) ** 2
    return s / len(y_true)


# %% skip-last-element: the loop stops one element too early
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    a, b = y_true.reshape(-1), y_pred.reshape(-1)
    n = a.numel()
    total = torch.zeros((), dtype=a.dtype, device=a.device)
    for i in range(n - 1):
        total = total + (a[i] - b[i]) ** 2
    return total / n


# %% median: takes the median of the squares instead of their mean
import torch

def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    sq = (y_true - y_pred) ** 2
    return torch.median(sq)


# %% xor-power: writes ^ 2 for the square, which is XOR in Python and an error for floats
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return ((y_true - y_pred) ^ 2).mean()


# %% returns-tuple: returns a pair (loss, difference) instead of the loss
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    diff = y_true - y_pred
    loss = (diff ** 2).mean()
    return loss, diff


# %% relative-error: divides the differences by y_true, that is a relative error
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (((y_true - y_pred) / y_true) ** 2).mean()


# %% breakpoint-left: a breakpoint() from debugging is left in the function
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    d = y_true - y_pred
    breakpoint()
    return (d ** 2).mean()


# %% no-check-and-sum: two mistakes: the shapes are not compared; and the squares are summed, not averaged
import torch


def mse(y_true, y_pred):
    return torch.sum((y_true - y_pred) ** 2)


# %% assert-and-item: two mistakes: assert raises AssertionError instead of ValueError; and .item() returns a float
import torch


def mse(y_true, y_pred):
    assert y_true.shape == y_pred.shape
    return torch.mean((y_true - y_pred) ** 2).item()


# %% rmse-and-len: two mistakes: the root of the mean squared error is taken; and only len() is compared
import torch

def mse(y_true, y_pred):
    if len(y_true) != len(y_pred):
        raise ValueError('длины не совпадают')
    return ((y_true - y_pred) ** 2).mean().sqrt()


# %% sklearn-style: two mistakes: NumPy cuts the graph and gives a NumPy number; and the shapes are not compared
import numpy as np


def mse(y_true, y_pred):
    y_true = np.array(y_true.tolist())
    y_pred = np.array(y_pred.tolist())
    return np.average((y_true - y_pred) ** 2)


# %% mean-dim1-typeerror: two mistakes: averages over the last dimension only; and raises TypeError instead of ValueError
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise TypeError("shape")
    return torch.mean((y_true - y_pred) ** 2, dim=-1)


# %% inplace-pow-and-half: two mistakes: sub_ changes y_true in place; and there is a factor 1/2
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    y_true.sub_(y_pred)
    return (y_true ** 2).sum() / (2 * y_true.numel())


# %% no-grad-and-runtimeerror: two mistakes: computed under no_grad; and RuntimeError is raised instead of ValueError
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise RuntimeError("The size of tensor a must match the size of tensor b")
    with torch.no_grad():
        return ((y_true - y_pred) ** 2).mean()


# %% example-hardcoded: written for the three numbers of an example; for any other size it looks at the first element only
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    a = y_true.reshape(-1)
    b = y_pred.reshape(-1)
    if len(a) == 3:
        return (a[0] - b[0]) ** 2 / 3 + (a[1] - b[1]) ** 2 / 3 + (a[2] - b[2]) ** 2 / 3
    return (a[0] - b[0]) ** 2


# %% float32-arguments: float64 has lost digits before anything is computed
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    difference = y_true.float().to(y_true.dtype) - y_pred.float().to(y_pred.dtype)
    return (difference**2).mean()
