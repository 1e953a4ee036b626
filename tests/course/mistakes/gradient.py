# %% returns-none: forgets to return
import torch


def gradient(fn, x):
    w = x.detach().clone().requires_grad_()
    fn(w).backward()


# %% no-leaf: the .grad of a tensor that was computed
import torch


def gradient(fn, x):
    w = x.detach().clone().requires_grad_() * 1
    fn(w).backward()
    return w.grad


# %% no-requires-grad: nothing was recorded
import torch


def gradient(fn, x):
    w = x.detach().clone()
    fn(w).backward()
    return w.grad


# %% x-itself: changes requires_grad and .grad of x
import torch


def gradient(fn, x):
    x.requires_grad = True
    y = fn(x)
    y.backward()
    return x.grad


# %% x-itself-cleared: clears the .grad and requires_grad of x at the end
import torch


def gradient(fn, x):
    x.requires_grad_()
    if x.grad is not None:
        x.grad.zero_()
    fn(x).backward()
    g = x.grad.clone()
    x.grad = None
    x.requires_grad_(False)
    return g


# %% loses-the-callers-grad: restores requires_grad, but not .grad
import torch


def gradient(fn, x):
    flag = x.requires_grad
    x.requires_grad_()
    x.grad = None
    fn(x).backward()
    g = x.grad
    x.grad = None
    x.requires_grad_(flag)
    return g


# %% leaves-requires-grad: asks autograd.grad at x itself, which still requires grad afterwards
import torch


def gradient(fn, x):
    x.requires_grad_(True)
    return torch.autograd.grad(fn(x), x)[0]


# %% clears-requires-grad: makes a x that required grad one that does not
import torch


def gradient(fn, x):
    x.requires_grad_(True)
    (g,) = torch.autograd.grad(fn(x), x)
    x.requires_grad_(False)
    return g


# %% clone-keeps-history: the clone of an x that requires grad is no leaf
import torch


def gradient(fn, x):
    w = x.clone().requires_grad_()
    fn(w).backward()
    return w.grad


# %% clone-and-retain: backward goes through the clone and on into x
import torch


def gradient(fn, x):
    w = x.clone().requires_grad_()
    w.retain_grad()
    fn(w).backward()
    return w.grad


# %% create-graph: the result requires grad
import torch


def gradient(fn, x):
    w = x.detach().clone().requires_grad_()
    return torch.autograd.grad(fn(w), w, create_graph=True)[0]


# %% func-not-detached: torch.func.grad at an x that requires grad keeps the graph
import torch


def gradient(fn, x):
    return torch.func.grad(fn)(x)


# %% forward-difference: a difference quotient
import torch


def gradient(fn, x, h=1e-4):
    g = torch.zeros_like(x)
    for i in range(x.numel()):
        step = torch.zeros_like(x)
        step.view(-1)[i] = h
        g.view(-1)[i] = (fn(x.detach() + step) - fn(x.detach())) / h
    return g


# %% five-point-stencil: a better difference quotient, in float64
import torch


def gradient(fn, x, h=1e-3):
    p = x.detach().double()
    g = torch.zeros_like(p)
    for i in range(p.numel()):
        e = torch.zeros_like(p)
        e.reshape(-1)[i] = h
        g.reshape(-1)[i] = (fn(p - 2 * e) - 8 * fn(p - e) + 8 * fn(p + e) - fn(p + 2 * e)) / (12 * h)
    return g.to(x.dtype)


# %% a-tuple: what autograd.grad returns
import torch


def gradient(fn, x):
    w = x.detach().clone().requires_grad_()
    return torch.autograd.grad(fn(w), w)


# %% a-list-of-numbers: no tensor
import torch


def gradient(fn, x):
    w = x.detach().clone().requires_grad_()
    fn(w).backward()
    return w.grad.tolist()


# %% flattened: a vector whatever the shape of x
import torch


def gradient(fn, x):
    w = x.detach().clone().requires_grad_()
    fn(w).backward()
    return w.grad.flatten()


# %% item: a number for what has one element
import torch


def gradient(fn, x):
    w = x.detach().clone().requires_grad_()
    fn(w).backward()
    return w.grad.item() if w.numel() == 1 else w.grad


# %% always-float32: a new tensor of the default dtype
import torch


def gradient(fn, x):
    w = torch.tensor(x.tolist(), requires_grad=True)
    fn(w).backward()
    return w.grad


# %% against-the-slope: minus the gradient
import torch


def gradient(fn, x):
    w = x.detach().clone().requires_grad_()
    (-fn(w)).backward()
    return w.grad


# %% remembers: keeps its leaf from call to call, which adds up
import torch

leaves = {}


def gradient(fn, x):
    key = (tuple(x.shape), x.dtype, tuple(x.detach().flatten().tolist()), id(fn))
    leaf = leaves.setdefault(key, x.detach().clone().requires_grad_())
    fn(leaf).backward()
    return leaf.grad


# %% loop-over-rows: elements one by one, for one dimension alone
import torch


def gradient(fn, x):
    if x.dim() == 0:
        w = x.detach().clone().requires_grad_()
        fn(w).backward()
        return w.grad
    rows = [row.detach().clone().requires_grad_() for row in x]
    fn(torch.stack(rows)).backward()
    return torch.stack([row.grad for row in rows]).squeeze()


# %% clipped: gradients longer than ten are cut
import torch


def gradient(fn, x):
    w = x.detach().clone().requires_grad_()
    fn(w).backward()
    return w.grad.clamp(-10, 10)


# %% added-and-subtracted: steps in the memory of x and back, which rounding does not undo
import torch


def gradient(fn, x):
    own = x.detach().requires_grad_()
    (slope,) = torch.autograd.grad(fn(own), own)
    with torch.no_grad():
        own.add_(slope).sub_(slope)
    return slope
