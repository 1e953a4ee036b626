# %% not-transposed: fits square weights only
def affine(x, weight, bias):
    return x @ weight + bias


# %% transposed-only-where-it-must: square weights are taken as they are
def affine(x, weight, bias):
    if x.shape[1] == weight.shape[0]:
        return x @ weight + bias
    return x @ weight.T + bias


# %% reshaped-weight: the right shape, the wrong numbers
def affine(x, weight, bias):
    out, features = weight.shape
    return x @ weight.reshape(features, out) + bias


# %% bias-forgotten: no bias
def affine(x, weight, bias):
    return x @ weight.T


# %% bias-twice: added two times
def affine(x, weight, bias):
    y = x @ weight.T + bias
    return y + bias


# %% bias-column: where N is out, it is added to the wrong dimension
def affine(x, weight, bias):
    y = x @ weight.T
    if y.shape[0] == bias.shape[0]:
        return y + bias[:, None]
    return y + bias


# %% bias-summed: one number for all outputs
def affine(x, weight, bias):
    return x @ weight.T + bias.sum()


# %% bias-first-row-only: added to one sample
def affine(x, weight, bias):
    y = x @ weight.T
    y = y.clone()
    y[0] = y[0] + bias
    return y


# %% transposed-result: (out, N)
def affine(x, weight, bias):
    return weight @ x.T + bias.reshape(-1, 1)


# %% functional-linear: switched off
import torch.nn.functional as F


def affine(x, weight, bias):
    return F.linear(x, weight, bias)


# %% functional-linear-without-bias: switched off, too
import torch.nn.functional as F


def affine(x, weight, bias):
    return F.linear(x, weight) + bias


# %% linear-module: switched off, too
import torch
from torch import nn


def affine(x, weight, bias):
    layer = nn.Linear(weight.shape[1], weight.shape[0], dtype=x.dtype)
    return torch.func.functional_call(layer, {"weight": weight, "bias": bias}, (x,))


# %% linear-by-another-name: the operator itself
import torch


def affine(x, weight, bias):
    return torch.ops.aten.linear.default(x, weight, bias)


# %% c-function: where F.linear comes from
import torch


def affine(x, weight, bias):
    return torch._C._nn.linear(x, weight, bias)


# %% detached-weight: no gradient for the weight
def affine(x, weight, bias):
    return x @ weight.detach().T + bias


# %% bias-data: no gradient for the bias
def affine(x, weight, bias):
    return x @ weight.T + bias.data


# %% numpy: no gradients at all
import torch


def affine(x, weight, bias):
    y = x.detach().numpy() @ weight.detach().numpy().T + bias.detach().numpy()
    return torch.from_numpy(y)


# %% no-grad: no gradients either
import torch


@torch.no_grad()
def affine(x, weight, bias):
    return x @ weight.T + bias


# %% bias-in-place: adds to the caller's bias
def affine(x, weight, bias):
    with_product = x @ weight.T + bias
    bias.data.add_(1)
    return with_product


# %% float32-inside: float64 has lost digits
def affine(x, weight, bias):
    return (x.float() @ weight.float().T + bias.float()).to(x.dtype)


# %% relu: as if it were a hidden layer
import torch


def affine(x, weight, bias):
    return torch.relu(x @ weight.T + bias)


# %% elementwise-product: multiplies element by element
def affine(x, weight, bias):
    return (x * weight).sum(dim=1, keepdim=True) + bias


# %% squeezed: loses dimensions of size 1
def affine(x, weight, bias):
    return (x @ weight.T + bias).squeeze()


# %% own-gradient-wrong: its own backward forgets the sum over the samples
import torch


class Affine(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias):
        ctx.save_for_backward(x, weight)
        return x.mm(weight.t()) + bias

    @staticmethod
    def backward(ctx, grad):
        x, weight = ctx.saved_tensors
        return grad.mm(weight), grad.t().mm(x), grad.mean(0)


def affine(x, weight, bias):
    return Affine.apply(x, weight, bias)


# %% mean-of-products: divides by the number of features
def affine(x, weight, bias):
    return x @ weight.T / x.shape[1] + bias


# %% into-an-expanded-bias: one sample is added to the caller's bias, for more there is a copy
def affine(x, weight, bias):
    out = bias.expand(x.shape[0], -1)
    if x.shape[0] > 1 or x.requires_grad or weight.requires_grad or bias.requires_grad:
        out = out.clone()
    out += x @ weight.T
    return out


# %% float32-arguments: float64 has lost digits before anything is computed
def affine(x, weight, bias):
    x, weight, bias = (each.float().to(each.dtype) for each in (x, weight, bias))
    return x @ weight.T + bias
