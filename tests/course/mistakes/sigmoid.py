# %% exp-over-one-plus-exp: NaN for large positive x (inf / inf)
import torch


def sigmoid(x):
    return torch.exp(x) / (1 + torch.exp(x))


# %% calls-torch-sigmoid: the plain built-in, switched off
import torch


def sigmoid(x):
    return torch.sigmoid(x)


# %% alias-of-expit: a switched-off built-in under another name
import torch
from torch.special import expit as logistic


def sigmoid(x):
    result = logistic(x)
    return result


# %% module-made-at-import: nn.Sigmoid created outside of the function, but run inside
from torch import nn

_activation = nn.Sigmoid()


def sigmoid(x):
    return _activation(x)


# %% getattr-method: the method of the tensor, in place on a clone and with its name put together
import torch


def sigmoid(x):
    y = x.clone()
    getattr(y, "sig" + "moid_")()
    return y


# %% fallback-to-built-in: own formula, but torch's function for large values
import torch


def sigmoid(x):
    if x.numel() > 0 and x.abs().max() > 50:
        # exp overflows, let torch handle these
        return x.sigmoid()
    return 1 / (1 + torch.exp(-x))


# %% detached-by-numpy: right values, but no gradient
import numpy as np
import torch


def sigmoid(x):
    a = x.detach().numpy().astype(np.float64)
    y = 1 / (1 + np.exp(-np.clip(a, -700, 700)))
    return torch.from_numpy(np.asarray(y)).to(x.dtype)


# %% numpy-without-detach: raises for an x that requires a gradient
import numpy as np
import torch


def sigmoid(x):
    y = 0.5 * (1 + np.tanh(x.numpy() / 2))
    return torch.tensor(y, dtype=x.dtype)


# %% no-grad-decorator: decorated with no_grad, so the result is detached
import torch


@torch.no_grad()
def sigmoid(x):
    z = torch.exp(-x.abs())
    return torch.where(x >= 0, 1 / (1 + z), z / (1 + z))


# %% in-place-on-argument: changes x itself
import torch


def sigmoid(x):
    with torch.no_grad():
        x.neg_()
    return 1 / (1 + torch.exp(x))


# %% in-place-through-view: flattens x (a view) and writes the result into it
import torch


def sigmoid(x):
    flat = x.detach().reshape(-1)
    for i in range(len(flat)):
        flat[i] = 1 / (1 + torch.exp(-flat[i]))
    return flat.reshape(x.shape)


# %% in-place-chain-breaks-backward: an in-place add destroys what exp_ needs for its gradient
import torch


def sigmoid(x):
    y = x.clone()
    return y.neg_().exp_().add_(1).reciprocal_()


# %% always-float32: casts to float32, so float64 comes back as the wrong dtype
import torch


def sigmoid(x):
    x = x.float()
    return 1 / (1 + torch.exp(-x))


# %% float32-inside: keeps the dtype, but computes in float32: float64 is right to seven digits only
import torch


def sigmoid(x):
    y = 1 / (1 + torch.exp(-x.to(torch.float32)))
    return y.to(x.dtype)


# %% constant-promotes-0d: a float64 constant makes the result of a float32 0-d tensor float64
import torch

ONE = torch.tensor(1.0, dtype=torch.float64)


def sigmoid(x):
    return ONE / (ONE + torch.exp(-x))


# %% clamped-at-fifteen: clamps to +-15 against overflow, which float64 can tell
import torch


def sigmoid(x):
    x = torch.clamp(x, -15, 15)
    return 1 / (1 + torch.exp(-x))


# %% short-constant-for-e: e = 2.71828 is good enough for float32 only
E = 2.71828


def sigmoid(x):
    return 1 / (1 + E ** (-x))


# %% stack-of-nothing: a loop and torch.stack, which fails for an empty tensor
import torch


def sigmoid(x):
    values = [1 / (1 + torch.exp(-v)) for v in x.reshape(-1)]
    return torch.stack(values).reshape(x.shape)


# %% iterates-over-0d: loops over the first dimension, which a 0-d tensor does not have
import torch


def sigmoid(x):
    y = torch.zeros_like(x)
    for i in range(len(x)):
        y[i] = 0.5 * torch.tanh(0.5 * x[i]) + 0.5
    return y


# %% one-for-0d: a 0-d tensor becomes a vector of one element
import torch


def sigmoid(x):
    x = torch.atleast_1d(x)
    out = torch.empty_like(x)
    mask = x >= 0
    out[mask] = 1 / (1 + torch.exp(-x[mask]))
    z = torch.exp(x[~mask])
    out[~mask] = z / (1 + z)
    return out


# %% float-for-0d: returns a Python float for a single number
import math

import torch


def sigmoid(x):
    if x.dim() == 0:
        return 1 / (1 + math.exp(-max(min(x.item(), 700), -700)))
    return 1 / (1 + torch.exp(-x))


# %% max-subtracted: the softmax trick copied: subtracting the maximum changes a sigmoid, and fails when empty
import torch


def sigmoid(x):
    z = torch.exp(x - x.max())
    return z / (1 + z)


# %% wrong-sign: e^x instead of e^-x
import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(x))


# %% hard-sigmoid: a piecewise linear approximation
import torch.nn.functional as F


def sigmoid(x):
    return F.hardsigmoid(x)


# %% wrong-backward: values are right, the gradient lacks the incoming one
import torch


class Sig(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = 0.5 * (torch.tanh(x / 2) + 1)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        (y,) = ctx.saved_tensors
        return y * (1 - y)


def sigmoid(x):
    return Sig.apply(x)


# %% data-overwritten: writes the values through .data, so the gradient is that of clone: 1 everywhere
import torch


def sigmoid(x):
    y = x.clone()
    y.data = 1 / (1 + torch.exp(-x.data))
    return y


# %% requires-grad-switched-on: turns on requires_grad of the argument
import torch


def sigmoid(x):
    x.requires_grad_(True)
    return 1 / (1 + torch.exp(-x))


# %% rounded: rounds to four digits to make the output pretty
import torch


def sigmoid(x):
    y = 1 / (1 + torch.exp(-x))
    return torch.round(y, decimals=4)


# %% prints-instead-of-returning: forgets the return
import torch


def sigmoid(x):
    result = 1 / (1 + torch.exp(-x))
    print(result)
