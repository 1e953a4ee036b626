# %% first-derivative: only once
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    return torch.autograd.grad(fn(z), z)[0]


# %% no-create-graph: the second call raises
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    first = torch.autograd.grad(fn(z), z)[0]
    return torch.autograd.grad(first, z)[0]


# %% linear-raises: no thought of linear functions
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    first = torch.autograd.grad(fn(z), z, create_graph=True)[0]
    return torch.autograd.grad(first, z)[0]


# %% linear-none: returns None for a linear function
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    first = torch.autograd.grad(fn(z), z, create_graph=True)[0]
    if not first.requires_grad:
        return None
    return torch.autograd.grad(first, z, allow_unused=True)[0]


# %% linear-number: a Python number for a linear function
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    first = torch.autograd.grad(fn(z), z, create_graph=True)[0]
    return torch.autograd.grad(first, z)[0] if first.requires_grad else 0.0


# %% linear-slope: the slope instead of 0 for a linear function
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    first = torch.autograd.grad(fn(z), z, create_graph=True)[0]
    return torch.autograd.grad(first, z)[0] if first.requires_grad else first


# %% linear-float32: a float32 zero
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    first = torch.autograd.grad(fn(z), z, create_graph=True)[0]
    return torch.autograd.grad(first, z)[0] if first.requires_grad else torch.tensor(0.0)


# %% linear-one-element: a zero of shape (1,)
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    first = torch.autograd.grad(fn(z), z, create_graph=True)[0]
    return torch.autograd.grad(first, z)[0] if first.requires_grad else torch.zeros(1, dtype=x.dtype)


# %% linear-zero-requires-grad: zeros_like asked to require grad
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    first = torch.autograd.grad(fn(z), z, create_graph=True)[0]
    return torch.autograd.grad(first, z)[0] if first.requires_grad else z - z


# %% adds-up: backward twice into the same grad
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    fn(z).backward(create_graph=True)
    if z.grad.requires_grad:
        z.grad.backward()
    else:
        z.grad.zero_()
    return z.grad.detach()


# %% not-detached: create_graph in the second step
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    first = torch.autograd.grad(fn(z), z, create_graph=True)[0]
    if not first.requires_grad:
        return torch.zeros_like(x)
    return torch.autograd.grad(first, z, create_graph=True)[0]


# %% func-at-x: torch.func at an x that requires grad is not detached
import torch


def second_derivative(fn, x):
    return torch.func.grad(torch.func.grad(fn))(x)


# %% x-requires-grad: sets it on the caller's x
import torch


def second_derivative(fn, x):
    x.requires_grad_(True)
    first = torch.autograd.grad(fn(x), x, create_graph=True)[0]
    if not first.requires_grad:
        return torch.zeros_like(x)
    return torch.autograd.grad(first, x)[0]


# %% fills-x-grad: backward into the caller's x, requires_grad is restored
import torch


def second_derivative(fn, x):
    flag = x.requires_grad
    x.requires_grad_(True)
    x.grad = None
    fn(x).backward(create_graph=True)
    first, x.grad = x.grad, None
    if first.requires_grad:
        first.backward()
        result = x.grad.clone()
    else:
        result = torch.zeros_like(first)
    x.requires_grad_(flag)
    return result.detach()


# %% finite-difference: of the first derivative, in float64
import torch


def second_derivative(fn, x, h=1e-5):
    def slope(z):
        z = z.clone().requires_grad_()
        return torch.autograd.grad(fn(z), z)[0]

    p = x.detach().double()
    return ((slope(p + h) - slope(p - h)) / (2 * h)).to(x.dtype)


# %% double-finite-difference: of values
import torch


def second_derivative(fn, x, h=1e-3):
    p = x.detach()
    return (fn(p + h) - 2 * fn(p) + fn(p - h)) / h**2


# %% squared: the square of the slope
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    return torch.autograd.grad(fn(z), z)[0] ** 2


# %% half: the coefficient of the Taylor polynomial
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_()
    first = torch.autograd.grad(fn(z), z, create_graph=True)[0]
    if not first.requires_grad:
        return torch.zeros_like(x)
    return torch.autograd.grad(first, z)[0] / 2


# %% item: a number, not a tensor
import torch


def second_derivative(fn, x):
    return torch.func.grad(torch.func.grad(fn))(x.detach()).item()


# %% one-element: shape (1,)
import torch


def second_derivative(fn, x):
    return torch.func.grad(torch.func.grad(fn))(x.detach()).reshape(1)


# %% third: once too often
import torch
from torch.func import grad


def second_derivative(fn, x):
    return grad(grad(grad(fn)))(x.detach())


# %% absolute: without its sign
import torch
from torch.func import grad


def second_derivative(fn, x):
    return grad(grad(fn))(x.detach()).abs()


# %% zero-slope-is-a-line: takes every place where the slope is 0 for a line
import torch


def second_derivative(fn, x):
    own = x.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(fn(own), own, create_graph=True)
    if slope == 0 or not slope.requires_grad:
        return torch.zeros_like(own).detach()
    (bend,) = torch.autograd.grad(slope, own)
    return bend


# %% in-double-itself: a float64 x is its own double, and is made to require grad
import torch


def second_derivative(fn, x):
    at = x.detach().double() if x.dtype != torch.float64 else x
    at.requires_grad_()
    (slope,) = torch.autograd.grad(fn(at), at, create_graph=True)
    if not slope.requires_grad:
        return torch.zeros_like(x)
    (second,) = torch.autograd.grad(slope, at, allow_unused=True)
    return torch.zeros_like(x) if second is None else second.detach().to(x.dtype)
