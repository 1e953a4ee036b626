# %% grad-of-grad: autograd.grad twice, zero where there is no graph
import torch


def second_derivative(fn, x):
    z = x.detach().clone().requires_grad_(True)
    first = torch.autograd.grad(fn(z), z, create_graph=True)[0]
    if first.grad_fn is None:
        return torch.zeros_like(x, requires_grad=False)
    return torch.autograd.grad(first, z)[0]


# %% torch-func: the derivative of the derivative
import torch
from torch.func import grad


def second_derivative(fn, x):
    return grad(grad(fn))(x.detach())


# %% hessian: of a 0-d argument
import torch
from torch.autograd.functional import hessian


def second_derivative(fn, x):
    return hessian(fn, x.detach()).detach()


# %% func-hessian: forward over reverse
import torch


def second_derivative(fn, x):
    return torch.func.hessian(fn)(x.detach().clone()).to(x.dtype)


# %% double-backward: backward twice, with the grad cleared in between
import torch


def second_derivative(fn, x):
    w = x.clone().detach()
    w.requires_grad = True
    fn(w).backward(create_graph=True)
    first = w.grad
    w.grad = None
    try:
        first.backward()
    except RuntimeError:
        return torch.zeros((), dtype=x.dtype, device=x.device)
    return w.grad.detach().clone()


# %% add-something: a term of no curvature makes sure that there is a graph
import torch


def second_derivative(fn, x):
    t = x.detach().clone().requires_grad_()
    y = fn(t) + 0 * t * t
    g, = torch.autograd.grad(y, t, create_graph=True)
    h, = torch.autograd.grad(g, t)
    return h.detach()


# %% allow-unused: a dummy in the graph, and None for zero
import torch


def second_derivative(fn, x):
    leaf = x.detach().clone().requires_grad_()
    dummy = torch.ones_like(leaf).requires_grad_()
    (first,) = torch.autograd.grad(fn(leaf), leaf, create_graph=True)
    (second,) = torch.autograd.grad(first * dummy, leaf, allow_unused=True)
    return second if second is not None else leaf.new_zeros(())


# %% materialized: materialize_grads instead of None
import torch


def second_derivative(fn, x):
    leaf = x.detach().clone().requires_grad_()
    (first,) = torch.autograd.grad(fn(leaf), leaf, create_graph=True)
    first = first + torch.zeros_like(leaf, requires_grad=True)
    return torch.autograd.grad(first, leaf, materialize_grads=True)[0]


# %% any-order: a recursive n-th derivative
import torch


def derivative(fn, n):
    if n == 0:
        return fn

    def slope(z):
        (g,) = torch.autograd.grad(fn(z), z, create_graph=True)
        return g if g.requires_grad else g * torch.ones_like(z) + 0 * z
    return derivative(slope, n - 1)


def second_derivative(fn, x):
    return derivative(fn, 2)(x.detach().clone().requires_grad_()).detach()


# %% jvp-of-jvp: forward mode twice
import torch
from torch.func import jvp


def second_derivative(fn, x):
    x = x.detach()
    one = torch.ones_like(x)

    def slope(z):
        return jvp(fn, (z,), (one,))[1]

    return jvp(slope, (x,), (one,))[1].to(x.dtype)


# %% saves-and-restores: on x itself, and everything is put back
import torch


def second_derivative(fn, x):
    flag, grad = x.requires_grad, x.grad
    x.requires_grad_(True)
    try:
        (first,) = torch.autograd.grad(fn(x), x, create_graph=True)
        if first.requires_grad:
            result = torch.autograd.grad(first, x)[0]
        else:
            result = torch.zeros_like(first)
    finally:
        x.requires_grad_(flag)
        x.grad = grad
    return result


# %% in-double: an object that computes in float64
import torch


class Bend:
    """Вторая производная."""

    def __call__(self, fn, x):
        точка = x.detach().double().requires_grad_()
        (первая,) = torch.autograd.grad(fn(точка), [точка], create_graph=True)
        if not первая.requires_grad:
            return torch.zeros_like(x.detach())
        (вторая,) = torch.autograd.grad(первая, [точка])
        return вторая.to(x.dtype)


second_derivative = Bend()
