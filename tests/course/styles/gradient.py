# %% autograd-grad: a detached clone and torch.autograd.grad
import torch


def gradient(fn, x):
    leaf = x.detach().clone().requires_grad_(True)
    return torch.autograd.grad(fn(leaf), leaf)[0]


# %% backward-on-a-copy: backward and .grad of an own leaf
import torch


def gradient(fn, x):
    w = x.clone().detach()
    w.requires_grad = True
    y = fn(w)
    y.backward()
    return w.grad


# %% detach-is-enough: a view that is never written to
import torch


def gradient(fn, x):
    view = x.detach().requires_grad_()
    fn(view).backward()
    return view.grad.clone().detach()


# %% torch-func: functional, detached before and after
import torch


def gradient(fn, x):
    return torch.func.grad(fn)(x.detach()).detach()


# %% func-on-x-itself: torch.func.grad at an x that may require grad, detached at the end
from torch.func import grad as derivative


def gradient(fn, x):
    g = derivative(fn)(x)
    return g.detach()


# %% jacobian: of a scalar function that is its gradient
from torch.autograd.functional import jacobian


def gradient(fn, x):
    return jacobian(fn, x)


# %% vjp: vector-Jacobian product with one
import torch


def gradient(fn, x):
    value, pull_back = torch.func.vjp(fn, x.detach())
    (slope,) = pull_back(torch.ones_like(value))
    return slope


# %% saves-and-restores: works on x itself and puts everything back
import torch


def gradient(fn, x):
    saved_flag, saved_grad = x.requires_grad, x.grad
    try:
        x.requires_grad_(True)
        x.grad = None
        fn(x).backward()
        result = x.grad
    finally:
        x.requires_grad_(saved_flag)
        x.grad = saved_grad
    return result


# %% parameter-and-optimizer-zero: an nn.Parameter, zero_grad before
import torch
from torch import nn


class Point(nn.Module):
    def __init__(self, x):
        super().__init__()
        self.x = nn.Parameter(x.detach().clone())


def gradient(fn, x):
    point = Point(x)
    point.zero_grad()
    fn(point.x).backward()
    return point.x.grad.detach()


# %% hook: catches the gradient on its way
import torch


def gradient(fn, x):
    caught = []
    leaf = torch.tensor(x.tolist(), dtype=x.dtype, device=x.device, requires_grad=True)
    middle = leaf * 1
    middle.register_hook(lambda g: caught.append(g.clone()))
    fn(middle).backward()
    assert len(caught) == 1
    return caught[0]


# %% retain-grad: the .grad of what is no leaf
import torch


def gradient(fn, x):
    root = x.detach().clone().requires_grad_()
    copy = root.clone()
    copy.retain_grad()
    fn(copy).backward()
    return copy.grad


# %% under-no-grad: a decorator that switches recording off, and on again within
import torch


@torch.no_grad()
def gradient(fn, x):
    z = x.clone()
    z.requires_grad_()
    with torch.enable_grad():
        out = fn(z)
    (g,) = torch.autograd.grad(outputs=[out], inputs=[z], grad_outputs=[torch.ones_like(out)])
    return g


# %% create-graph-and-detach: more than needed, and detached
import torch


def gradient(fn, x):
    t = x.detach().clone()
    t.requires_grad_()
    g, = torch.autograd.grad(fn(t), t, create_graph=True, retain_graph=True)
    return g.detach().clone()


# %% in-double: computes in float64 and rounds at the end
import torch


def gradient(fn, x):
    xx = x.detach().to(torch.float64).requires_grad_()
    fn(xx).backward()
    return xx.grad.to(x.dtype)


# %% element-by-element: one directional derivative an element, by forward mode
import torch
from torch.func import jvp


def gradient(fn, x):
    x = x.detach()
    slopes = []
    for k in range(x.numel()):
        direction = torch.zeros(x.numel(), dtype=x.dtype)
        direction[k] = 1
        direction = direction.reshape(x.shape)
        slopes.append(jvp(fn, (x,), (direction,))[1])
    return torch.stack(slopes).reshape(x.shape).to(x.dtype)


# %% class-with-call: an object instead of a function, with a default argument more
import torch


class Gradient:
    calls = 0

    def __call__(self, fn, x, verbose=False):
        type(self).calls += 1
        leaf = torch.empty_like(x, requires_grad=False)
        leaf.copy_(x.detach())
        leaf.requires_grad_()
        fn(leaf).sum().backward()
        if verbose:
            print(leaf.grad)
        return leaf.grad


gradient = Gradient()


# %% through-numpy: the values go through NumPy into a new leaf
import numpy as np
import torch


def gradient(fn, x):
    array = np.array(x.detach().cpu().numpy(), copy=True)
    leaf = torch.from_numpy(array).to(x.device) if array.shape else torch.tensor(array[()], dtype=x.dtype)
    leaf.requires_grad_()
    fn(leaf).backward()
    return torch.clone(leaf.grad)


# %% russian: имена по-русски
import torch as т


def gradient(fn, x):
    """Градиент функции fn в точке x."""
    точка = x.detach().clone()
    точка.requires_grad_(True)
    значение = fn(точка)
    (наклон,) = т.autograd.grad(значение, (точка,))
    return наклон
