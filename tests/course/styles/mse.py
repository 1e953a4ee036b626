# %% plain: subtract, square, mean
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes differ: {tuple(y_true.shape)} and {tuple(y_pred.shape)}")
    return ((y_true - y_pred) ** 2).mean()


# %% lambda-with-raise: a lambda that raises through a helper
def _fail(message):
    raise ValueError(message)


mse = lambda a, b: (a - b).square().mean() if a.size() == b.size() else _fail("different shapes!")


# %% element-loop: one Python step for each element
import torch


def mse(y_true, y_pred):
    if list(y_true.shape) != list(y_pred.shape):
        raise ValueError("y_true and y_pred must have the same shape")
    true_flat = y_true.reshape(-1)
    pred_flat = y_pred.reshape(-1)
    total = 0
    count = 0
    for t, p in zip(true_flat, pred_flat):
        error = t - p
        total = total + error * error
        count += 1
    return total / count


# %% recursion-with-strict-zip: compares the shapes on the way down, and turns any complaint into ValueError
def _sum_and_count(a, b):
    if a.dim() == 0 and b.dim() == 0:
        return (a - b) ** 2, 1
    total, n = 0.0, 0
    for left, right in zip(a, b, strict=True):
        s, k = _sum_and_count(left, right)
        total = total + s
        n += k
    return total, n


def mse(y_true, y_pred):
    try:
        total, n = _sum_and_count(y_true, y_pred)
    except TypeError as e:  # iteration over a 0-d tensor: one has more dimensions
        raise ValueError("shape mismatch") from e
    return total / n


# %% own-exception-class: raises a subclass of ValueError
import torch


class ShapeMismatchError(ValueError):
    """Raised when two tensors do not have the same shape."""

    def __init__(self, expected, actual):
        super().__init__(f"expected {tuple(expected)}, got {tuple(actual)}")
        self.expected = expected
        self.actual = actual


def mse(y_true, y_pred):
    if y_pred.shape != y_true.shape:
        raise ShapeMismatchError(y_true.shape, y_pred.shape)
    diff = torch.sub(y_pred, y_true)
    return torch.mean(torch.pow(diff, 2))


# %% assert-turned-into-valueerror: try / except around an assertion
import torch


def mse(y_true, y_pred):
    try:
        assert y_true.ndim == y_pred.ndim, "ndim"
        assert all(m == n for m, n in zip(y_true.shape, y_pred.shape)), "size"
    except AssertionError as reason:
        print("oh no:", reason)
        raise ValueError(f"different {reason}")
    residual = y_true - y_pred
    return residual.abs().pow(2).sum() / residual.numel()


# %% dot-product: flattened residuals times themselves
import torch


def mse(y_true, y_pred):
    if tuple(y_true.shape) != tuple(y_pred.shape):
        raise ValueError("shapes must agree")
    r = (y_true - y_pred).flatten()
    return r @ r / len(r)


# %% norm-squared: the squared Euclidean norm over n, whose gradient is 0 where all errors are 0
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    return torch.linalg.vector_norm(y_true - y_pred) ** 2 / y_true.numel()


# %% variance-plus-bias: E[d^2] = Var[d] + E[d]^2
import torch


def mse(y_true, y_pred):
    """Mean squared error through the bias-variance decomposition."""
    if y_true.shape != y_pred.shape:
        raise ValueError(y_true.shape, y_pred.shape)
    d = y_true - y_pred
    bias = d.mean()
    variance = d.var(correction=0)
    return variance + bias ** 2


# %% huber-with-infinite-delta: twice the Huber loss with no linear part is the squared error
import math

import torch.nn.functional as F


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shape mismatch")
    return 2 * F.huber_loss(y_pred, y_true, delta=math.inf)


# %% gaussian-likelihood: the Gaussian negative log-likelihood with variance 1 is half of it
import torch
from torch import nn

nll = nn.GaussianNLLLoss(full=False, reduction="mean")


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("y_true and y_pred have different shapes")
    a, b = y_true.reshape(1, -1), y_pred.reshape(1, -1)
    return nll(b, a, torch.ones_like(b)) * 2


# %% einsum: a contraction of the residuals
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("not the same shape")
    d = y_true - y_pred
    return torch.einsum("...,...->", d, d) / d.numel() if d.dim() == 0 else torch.einsum("i,i->", d.ravel(), d.ravel()) / d.numel()


# %% mean-of-means: takes the mean of the last dimension until no dimension is left
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("Формы не совпадают")
    squares = (y_true - y_pred) ** 2
    while squares.dim() > 0:
        squares = squares.mean(dim=-1)
    return squares


# %% cdist-of-two-points: two points of an n-dimensional space
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("bad shapes")
    distance = torch.cdist(y_true.reshape(1, -1), y_pred.reshape(1, -1))
    return distance.squeeze().square() / y_true.numel()


# %% autograd-function: own forward and backward, with a gradient for both
import torch


class MSEFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y_true, y_pred):
        diff = y_pred - y_true
        ctx.save_for_backward(diff)
        return diff.pow(2).mean()

    @staticmethod
    def backward(ctx, grad_output):
        diff, = ctx.saved_tensors
        grad_pred = grad_output * 2 * diff / diff.numel()
        return -grad_pred, grad_pred


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("y_true.shape != y_pred.shape")
    return MSEFunction.apply(y_true, y_pred)


# %% numpy-inside-function: NumPy forward, tensors backward
import numpy as np
import torch


class _NumpyMSE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        value = np.mean(np.square(a.detach().cpu().numpy() - b.detach().cpu().numpy()), dtype=np.float64)
        return torch.tensor(float(value), dtype=a.dtype, device=a.device)

    @staticmethod
    def backward(ctx, g):
        a, b = ctx.saved_tensors
        d = g * 2.0 * (a - b) / a.numel()
        return d if ctx.needs_input_grad[0] else None, -d if ctx.needs_input_grad[1] else None


def mse(y_true, y_pred):
    if np.shape(y_true.detach().cpu()) != np.shape(y_pred.detach().cpu()):
        raise ValueError("NumPy says: different shapes")
    return _NumpyMSE.apply(y_true, y_pred)


# %% callable-object: a class with __call__, and checks in a static method
import torch


class MeanSquaredError:
    """My own nn.MSELoss."""

    @staticmethod
    def _validate(a, b):
        if a.shape != b.shape:
            raise ValueError("MeanSquaredError: %s vs. %s" % (a.shape, b.shape))

    def __call__(self, y_true, y_pred):
        self._validate(y_true, y_pred)
        return torch.mean((y_true - y_pred) * (y_true - y_pred))


mse = MeanSquaredError()


# %% module-with-reduction: an nn.Module with a reduction argument
from torch import nn


class Loss(nn.Module):
    def __init__(self, reduction="mean"):
        super().__init__()
        self.reduction = reduction

    def forward(self, input, target):
        if input.shape != target.shape:
            raise ValueError("input and target must have the same shape")
        squared = (input - target).pow(2)
        return getattr(squared, self.reduction)()


_loss = Loss()


def mse(y_true, y_pred, reduction=None):
    if reduction is not None:
        return Loss(reduction)(y_true, y_pred)
    return _loss(y_true, y_pred)


# %% decorator-same-shape: the check sits in a decorator
from functools import wraps


def same_shape(fn):
    @wraps(fn)
    def checked(first, second):
        if first.shape != second.shape:
            raise ValueError(f"{fn.__name__}: {first.shape} != {second.shape}")
        return fn(first, second)

    return checked


@same_shape
def mse(targets, predictions):
    n = targets.nelement()
    return sum(((targets - predictions) ** 2).flatten()) / n


# %% partial-of-a-metric: functools.partial of a general p-norm error
import functools

import torch


def lp_error(y_true, y_pred, p, root):
    if y_true.shape != y_pred.shape:
        raise ValueError("shape")
    e = torch.abs(y_true - y_pred).pow(p).mean()
    return e ** (1 / p) if root else e


mse = functools.partial(lp_error, p=2, root=False)


# %% star-import: the names of torch without torch.
from torch import *


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError
    return mean(square(subtract(y_true, y_pred)))


# %% own-copy-in-place: in-place operations on a fresh difference
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("nope")
    d = y_pred.clone()
    d -= y_true
    d = d * d
    d /= d.numel()
    return d.sum()


# %% russian-identifiers: имена и сообщения на русском языке
import torch


def mse(истина, прогноз):
    """Средний квадрат ошибки."""
    if истина.shape != прогноз.shape:
        raise ValueError(f"Размеры {tuple(истина.shape)} и {tuple(прогноз.shape)} различаются")
    ошибка = истина - прогноз
    квадраты = ошибка * ошибка
    # делим на число элементов, а не на число строк!
    return torch.sum(квадраты) / torch.numel(квадраты)


# %% forbidden-at-import: compares with F.mse_loss at import, names it in the module, never runs it in the exercise
import torch
import torch.nn.functional as F
from torch.nn import MSELoss
from torch.nn.functional import mse_loss

reference = MSELoss()


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes are different, mse_loss would broadcast here")
    return torch.add(y_true, y_pred, alpha=-1).square().mean()


def compare():
    a, b = torch.randn(10), torch.randn(10)
    assert torch.isclose(mse(a, b), F.mse_loss(a, b))
    assert torch.isclose(mse(a, b), reference(a, b))


compare()
assert mse_loss is F.mse_loss


# %% batches-of-rows: a generator of partial sums over pieces
import torch


def pieces(t, size=16):
    yield from t.reshape(-1).split(size)


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes do not match")
    partial_sums = [((a - b) ** 2).sum() for a, b in zip(pieces(y_true), pieces(y_pred))]
    return torch.stack(partial_sums).sum() / y_true.numel()


# %% float64-accumulation: computes in double and returns the dtype of the arguments
import warnings

import torch


def mse(y_true: torch.FloatTensor, y_pred: torch.FloatTensor) -> float:
    if y_true.shape != y_pred.shape:
        warnings.warn("somebody forgot a squeeze")
        raise ValueError(f"{y_true.shape} vs {y_pred.shape}")
    return (y_true.double() - y_pred.double()).square().mean().to(y_pred.dtype)


# %% shape-compared-by-numbers: checks len(shape) and each size in a loop, messages and prints galore
import torch

DEBUG = True


def log(*args):
    if DEBUG:
        print("[mse]", *args)


def mse(y_true, y_pred):
    log("true", y_true.shape, "pred", y_pred.shape)
    if len(y_true.shape) != len(y_pred.shape):
        log("different number of dimensions")
        raise ValueError("different number of dimensions")
    for axis in range(len(y_true.shape)):
        if y_true.size(axis) != y_pred.size(axis):
            raise ValueError(f"axis {axis} differs")
    mean = torch.tensor(0.0, dtype=y_true.dtype, device=y_true.device)
    for i, (t, p) in enumerate(zip(y_true.reshape(-1), y_pred.reshape(-1)), start=1):
        mean = mean + ((t - p) ** 2 - mean) / i  # running mean
    log("result", mean.item())
    return mean


# %% complex-abs: squares through a complex number; silly, but right
import torch


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    error = torch.complex(y_true - y_pred, torch.zeros_like(y_true))
    return torch.view_as_real(error * error.conj())[..., 0].mean()
