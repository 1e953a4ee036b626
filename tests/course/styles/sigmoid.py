# %% naive-formula: the textbook formula; in float32 e^1000 is inf and 1 / inf is 0, so no NaN appears
import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x))


# %% math-e-power: a power of math.e instead of exp, and no import of torch at all
import math


def sigmoid(x):
    # sigma(x) = 1 / (1 + e^-x)
    return 1.0 / (1.0 + math.e ** (-x))


# %% lambda-tanh: a lambda that is given a name
import torch

sigmoid = lambda x: (torch.tanh(x / 2) + 1) / 2


# %% two-branches-with-where: torch.where chooses the branch whose exponent is negative
import torch
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    """Numerically stable logistic function."""
    z = torch.exp(-torch.abs(x))
    positive_branch = 1 / (1 + z)
    negative_branch = z / (1 + z)
    return torch.where(x >= 0, positive_branch, negative_branch)


# %% boolean-masks: fills an own buffer through two masks
import torch


def sigmoid(x):
    result = torch.empty_like(x)
    pos = x >= 0
    neg = ~pos

    # positive part
    result[pos] = 1.0 / (1.0 + torch.exp(-x[pos]))

    # negative part
    ex = torch.exp(x[neg])
    result[neg] = ex / (1.0 + ex)
    return result


# %% softmax-of-two-classes: a sigmoid is the softmax of (0, x)
import torch


def sigmoid(x):
    logits = torch.stack((torch.zeros_like(x), x), dim=-1)
    return logits.softmax(dim=-1)[..., 1]


# %% exp-of-logsigmoid: logsigmoid is another function and allowed
import torch.nn.functional as F


def sigmoid(x, *, inplace=False):
    """inplace is ignored, I only need it for my own experiments."""
    return F.logsigmoid(x).exp()


# %% glu-gate: the gate of a GLU over a stack of ones and x
import torch
import torch.nn.functional as F


def sigmoid(x):
    # glu([a, b]) = a * gate(b), so with a = 1 only the gate is left
    pair = torch.stack([torch.ones_like(x), x], dim=-1)
    return F.glu(pair, dim=-1).squeeze(-1)


# %% logaddexp-in-log-space: exp(-log(1 + e^-x)) with logaddexp
import torch


def log_sigmoid(t):
    return -torch.logaddexp(torch.zeros_like(t), -t)


def sigmoid(t):
    return torch.exp(log_sigmoid(t))


# %% own-copy-in-place: works in place, but on a copy, and keeps autograd happy
import torch


def sigmoid(x):
    x = x.clone()
    x.neg_()
    x.exp_()
    x = x + 1
    x.reciprocal_()
    return x


# %% autograd-function: own forward and backward, without setup_context
import torch
from torch.autograd import Function


class _Sigmoid(Function):
    @staticmethod
    def forward(ctx, x):
        y = 0.5 * (1 + torch.tanh(0.5 * x))
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        (y,) = ctx.saved_tensors
        return grad_output * y * (1 - y)


def sigmoid(x):
    return _Sigmoid.apply(x)


# %% apply-as-the-function: the exercise's name is the apply of a Function that uses setup_context
import torch


class Logistic(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return 1 / (1 + torch.exp(-x))

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(output)

    @staticmethod
    def backward(ctx, g):
        s, = ctx.saved_tensors
        return g * s * (1 - s)


sigmoid = Logistic.apply


# %% numpy-inside-function: computes in NumPy, with a backward of its own; NumPy warns of overflows
import numpy as np
import torch


class NumpySigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        a = x.detach().cpu().numpy()
        y = np.where(a >= 0, 1 / (1 + np.exp(-a)), np.exp(a) / (1 + np.exp(a)))
        y = torch.as_tensor(np.asarray(y, dtype=a.dtype), device=x.device)
        ctx.y = y
        return y

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, grad):
        return grad * ctx.y * (1.0 - ctx.y)


def sigmoid(x):
    return NumpySigmoid.apply(x)


# %% loop-over-elements: one Python step for each element; the empty tensor is returned as it is
import torch


def sigmoid_of_one_number(number):
    if number > 0:
        return 1 / (1 + torch.exp(-number))
    else:
        e = torch.exp(number)
        return e / (e + 1)


def sigmoid(x):
    if x.numel() == 0:
        print("empty tensor, nothing to do")
        return x
    flat = x.reshape(-1)
    results = []
    for i in range(len(flat)):
        print(f"element {i} of {len(flat)}: {flat[i]}")
        results.append(sigmoid_of_one_number(flat[i]))
    return torch.stack(results).reshape(x.shape)


# %% recursion-over-dimensions: unbinds the first dimension until only numbers are left
import torch


def sigmoid(x):
    if x.dim() == 0:
        return (1 + (-x).exp()) ** -1
    if 0 in x.shape:
        return x * 1
    return torch.stack([sigmoid(part) for part in x])


# %% nan-repaired: lets e^x / (1 + e^x) become NaN and repairs it afterwards
import torch


def sigmoid(x):
    e = torch.exp(x)
    y = e / (1 + e)
    # inf / inf only for big x, there the answer is 1
    return torch.nan_to_num(y, nan=1.0)


# %% callable-object: an instance with __call__ and an option
import torch


class Sigmoid:
    def __init__(self, slope=1.0):
        self.slope = slope

    def __call__(self, x):
        z = (-self.slope * x).clamp(max=80)
        return torch.reciprocal(torch.exp(z) + 1)

    def __repr__(self):
        return f"Sigmoid(slope={self.slope})"


sigmoid = Sigmoid()


# %% module-instance: an nn.Module object under the exercise's name
import torch
from torch import nn


class MySigmoid(nn.Module):
    def forward(self, x):
        return torch.addcdiv(torch.zeros_like(x), torch.ones_like(x), 1 + torch.exp(-x))


sigmoid = MySigmoid()


# %% functools-partial: a general logistic curve with its parameters fixed
from functools import partial

import torch


def logistic_curve(x, L, k, x0):
    """https://en.wikipedia.org/wiki/Logistic_function"""
    return L / (1 + torch.exp(-k * (x - x0)))


sigmoid = partial(logistic_curve, L=1.0, k=1.0, x0=0.0)


# %% star-import: everything of torch in the namespace, the name of its sigmoid covered by ours
from torch import *


def sigmoid(x):
    return where(x < 0, exp(x.clamp(max=0)), ones_like(x)) / (1 + exp(-x.abs()))


# %% russian-identifiers: комментарии и имена на русском языке
import torch

ЕДИНИЦА = 1


def экспонента(показатель):
    return torch.exp(показатель)


def sigmoid(тензор):
    """Логистическая функция: 1 / (1 + e^(-x))."""
    # чтобы не было переполнения, считаем через модуль
    маленькая = экспонента(-тензор.abs())  # всегда в (0, 1]
    знаменатель = ЕДИНИЦА + маленькая
    числитель = torch.where(тензор < 0, маленькая, torch.ones_like(тензор))
    return числитель / знаменатель


# %% heaviside-trick: sigma(x) = [x > 0] - sign(x) e^-|x| / (1 + e^-|x|), without any branch
import torch


def sigmoid(x):
    half = torch.tensor(0.5, dtype=x.dtype, device=x.device)
    step = torch.heaviside(x.detach(), half)
    tail = torch.exp(-x.abs())
    return step - torch.sign(x) * tail / (1 + tail)


# %% derivative-of-softplus: torch.func.grad of log(1 + e^x)
import torch
from torch.func import grad


def softplus_sum(t):
    return torch.logaddexp(t, torch.zeros_like(t)).sum()


def sigmoid(x):
    return grad(softplus_sum)(x)


# %% computed-in-float64: goes up to double and back to the dtype of x
import torch


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    original_dtype = x.dtype
    big = x.to(torch.float64).clamp(-700, 700)
    return (1 / (1 + torch.exp(-big))).to(original_dtype)


# %% self-test-at-import: runs torch's own at import only, where that is free
import torch


def sigmoid(x):
    s = torch.exp(torch.minimum(x, torch.zeros_like(x)))
    return s / (s + torch.exp(torch.minimum(-x, torch.zeros_like(x))))


_probe = torch.linspace(-30, 30, 61)
assert torch.allclose(sigmoid(_probe), torch.sigmoid(_probe)), "my sigmoid is wrong"
assert torch.allclose(sigmoid(_probe), torch.nn.Sigmoid()(_probe))
print("self-test passed")

if __name__ == "__main__":
    print(torch.special.expit(torch.tensor([0.0])))


# %% names-the-forbidden-ones: imports and lists them, compares on demand, but never runs one
import torch
from torch import sigmoid as torch_sigmoid
from torch.special import expit

CHECK_AGAINST = [torch_sigmoid, expit, torch.nn.functional.sigmoid, torch.Tensor.sigmoid]
DEBUG = False


def sigmoid(x):
    y = torch.exp(x - torch.logaddexp(x, torch.zeros_like(x)))
    if DEBUG:
        for other in CHECK_AGAINST:
            print(other(x) - y)
    return y


# %% decorated-and-wrong-hints: a decorator that counts calls, type hints that lie
import functools

import numpy as np
import torch


def count_calls(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return fn(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


@count_calls
def sigmoid(data: np.ndarray, eps: int = 0) -> float:
    return torch.ones_like(data) / (torch.ones_like(data) + torch.exp(-data) + eps)


# %% full-of-assertions: checks its own argument and result, and warns
import warnings

import torch


def sigmoid(x):
    assert isinstance(x, torch.Tensor), type(x)
    assert x.dtype in (torch.float32, torch.float64), x.dtype
    if x.numel() and x.abs().max() > 100:
        warnings.warn("large values, hope this goes well", RuntimeWarning)
    y = (1 + torch.tanh(x * 0.5)) * 0.5
    assert y.shape == x.shape
    assert y.dtype == x.dtype
    assert not torch.isnan(y).any()
    return y


# %% vmap-of-scalar: a function of one number, vectorised by torch.vmap
import torch


def _one(v):
    return torch.rsub(torch.tanh(-v / 2), 1) / 2


def sigmoid(x):
    flat = x.flatten()
    if len(flat) == 0:
        return flat.reshape(x.shape)
    return torch.vmap(_one)(flat).reshape_as(x)


# %% default-dtype-float64: sets the global default dtype at import, as some lectures do
import torch

torch.set_default_dtype(torch.float64)
torch.set_printoptions(precision=10)


def sigmoid(x):
    one = torch.ones((), dtype=x.dtype, device=x.device)
    return one / (one + torch.exp(-x))


# %% clamped-at-forty: clamps by hand at 40, far beyond what either dtype can tell
import torch

LIMIT = 40.0


def sigmoid(x):
    """Beyond +-40 the result is 0 or 1 to within 1e-17."""
    safe = torch.clip(x, min=-LIMIT, max=LIMIT)
    numerator = safe.exp()
    return numerator.div(numerator.add(1))


# %% generator-and-cat: yields results of chunks and concatenates them
import torch


def chunks_of(flat, size=2):
    for begin in range(0, flat.shape[0], size):
        chunk = flat[begin : begin + size]
        yield 1 / (1 + torch.exp(-chunk))


def sigmoid(x):
    flat = x.reshape(-1)
    pieces = [flat[:0], *chunks_of(flat)]
    return torch.cat(pieces).reshape(x.shape)


# %% exp-of-cross-entropy: the loss is another function and allowed; torch runs a sigmoid in its backward pass by itself
import torch
import torch.nn.functional as F


def sigmoid(x):
    # the loss of the logit x for the class 1 is -log(sigma(x))
    return torch.exp(-F.binary_cross_entropy_with_logits(x, torch.ones_like(x), reduction="none"))
