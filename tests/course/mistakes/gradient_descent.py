# %% gradients-add-up: never zeroes the gradient
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    for _ in range(steps):
        fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
    return w.detach()


# %% still-requires-grad: returns a w that requires a gradient
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    for _ in range(steps):
        fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad = None
    return w


# %% still-in-the-graph: returns the end of a long graph
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    for _ in range(steps):
        w = w - lr * torch.autograd.grad(fn(w), w)[0]
    return w


# %% zero-steps-shares-memory: detach is a view: with steps = 0 the result is start's own memory
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach()
    for _ in range(steps):
        leaf = w.clone().requires_grad_()
        w = w - lr * torch.autograd.grad(fn(leaf), leaf)[0]
    return w


# %% zero-steps-returns-start: an early return of start itself
import torch


def gradient_descent(fn, start, lr, steps):
    if steps == 0:
        return start
    w = start.detach().clone()
    for _ in range(steps):
        w = w.detach().requires_grad_()
        w = w - lr * torch.autograd.grad(fn(w), w)[0]
    return w.detach()


# %% zero-steps-name-error: the result exists only inside the loop
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        leaf = w.requires_grad_()
        result = (leaf - lr * torch.autograd.grad(fn(leaf), leaf)[0]).detach()
        w = result.clone()
    return result


# %% changes-start: the in-place update goes through a detached view
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().requires_grad_()
    for _ in range(steps):
        g = torch.autograd.grad(fn(w), w)[0]
        with torch.no_grad():
            w -= lr * g
    return w.detach().clone()


# %% start-requires-grad: switches on the gradient of start
import torch


def gradient_descent(fn, start, lr, steps):
    start.requires_grad_(True)
    w = start.clone()
    for _ in range(steps):
        w = w - lr * torch.autograd.grad(fn(w), w)[0]
    return w.detach().clone()


# %% start-grad-filled: backward through a clone of start leaves a gradient in start.grad
import torch


def gradient_descent(fn, start, lr, steps):
    before = start.requires_grad
    w = start.requires_grad_(True).clone()
    for _ in range(steps):
        w.retain_grad()
        fn(w).backward()
        w = (w - lr * w.grad).detach().requires_grad_()
    start.requires_grad_(before)
    return w.detach().clone()


# %% start-grad-cleared: tidies up start.grad
import torch


def gradient_descent(fn, start, lr, steps):
    start.grad = None
    w = start.detach().clone().requires_grad_()
    for _ in range(steps):
        w.grad = None
        fn(w).backward()
        w.data -= lr * w.grad
    return w.detach()


# %% clone-is-no-leaf: works until start requires a gradient: then the clone has no .grad
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.clone().requires_grad_()
    for _ in range(steps):
        fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
            w.grad.zero_()
    return w.detach()


# %% one-step-too-many: range(steps + 1)
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps + 1):
        w.requires_grad_()
        w = w.detach() - lr * torch.autograd.grad(fn(w), w)[0]
    return w


# %% one-step-too-few: range(1, steps)
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(1, steps):
        w.requires_grad_()
        w = w.detach() - lr * torch.autograd.grad(fn(w), w)[0]
    return w


# %% do-while: makes at least one step
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    done = 0
    while True:
        w.requires_grad_()
        w = w.detach() - lr * torch.autograd.grad(fn(w), w)[0]
        done += 1
        if done >= steps:
            break
    return w


# %% ascent: climbs
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_()
        w = w.detach() + lr * torch.autograd.grad(fn(w), w)[0]
    return w


# %% same-gradient-every-time: computes the gradient once, at the start
import torch


def gradient_descent(fn, start, lr, steps):
    leaf = start.detach().clone().requires_grad_()
    fn(leaf).backward()
    w = start.detach().clone()
    for _ in range(steps):
        w = w - lr * leaf.grad
    return w


# %% adam: another optimizer than asked for
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([w], lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        fn(w).backward()
        optimizer.step()
    return w.detach()


# %% momentum: SGD with momentum; the first step is right
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    optimizer = torch.optim.SGD([w], lr=lr, momentum=0.9)
    for _ in range(steps):
        optimizer.zero_grad()
        fn(w).backward()
        optimizer.step()
    return w.detach()


# %% weight-decay: a little regularisation that nobody asked for
import torch


def gradient_descent(fn, start, lr, steps):
    w = torch.nn.Parameter(start.detach().clone())
    optimizer = torch.optim.SGD([w], lr=lr, weight_decay=1e-4)
    for _ in range(steps):
        optimizer.zero_grad()
        fn(w).backward()
        optimizer.step()
    return w.detach()


# %% stops-early: ends when the gradient is small, before all steps are done
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_()
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach()
        if g.norm() < 1e-3:
            break
        w = w - lr * g
    return w


# %% keeps-the-best: returns the best point instead of the last one
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    best, best_value = w.clone(), float("inf")
    for _ in range(steps + 1):
        leaf = w.clone().requires_grad_()
        value = fn(leaf)
        if value.item() < best_value:
            best, best_value = w.clone(), value.item()
        w = w - lr * torch.autograd.grad(value, leaf)[0]
    return best


# %% clips-gradients: clips the norm of the gradient to 1
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    for _ in range(steps):
        w.grad = None
        fn(w).backward()
        torch.nn.utils.clip_grad_norm_([w], max_norm=1.0)
        w.data.sub_(lr * w.grad)
    return w.detach()


# %% lr-decays: lowers the learning rate along the way
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_()
        w = w.detach() - lr * torch.autograd.grad(fn(w), w)[0]
        lr *= 0.99
    return w


# %% finite-differences: a numerical gradient, not precise enough for float64
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    h = 1e-4
    for _ in range(steps):
        g = torch.zeros_like(w)
        for i in range(w.numel()):
            bump = torch.zeros_like(w).view(-1)
            bump[i] = h
            bump = bump.view_as(w)
            g.view(-1)[i] = (fn(w + bump) - fn(w - bump)) / (2 * h)
        w = w - lr * g
    return w.detach()


# %% float32-weights: rebuilds the start as float32
import torch


def gradient_descent(fn, start, lr, steps):
    w = torch.tensor(start.tolist(), requires_grad=True)
    for _ in range(steps):
        fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad = None
    return w.detach()


# %% float32-inside: descends in float32 and casts back
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().to(torch.float32, copy=True)
    for _ in range(steps):
        w = w.requires_grad_()
        w = w.detach() - lr * torch.autograd.grad(fn(w), w)[0]
    return w.to(start.dtype)


# %% flattens: hands the function a flat vector instead of start's shape
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().reshape(-1)
    for _ in range(steps):
        w.requires_grad_()
        w = w.detach() - lr * torch.autograd.grad(fn(w), w)[0]
    return w.reshape(start.shape)


# %% one-coordinate-at-a-time: uses each new number already for the next one, as in Gauss-Seidel
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        for i in range(w.numel()):
            leaf = w.clone().requires_grad_()
            g = torch.autograd.grad(fn(leaf), leaf)[0]
            w.view(-1)[i] -= lr * g.view(-1)[i]
    return w


# %% returns-the-value: returns the loss instead of the point
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    for _ in range(steps):
        w.grad = None
        fn(w).backward()
        w.data -= lr * w.grad
    return fn(w).detach()


# %% numpy-result: returns a NumPy array
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    for _ in range(steps):
        w.grad = None
        fn(w).backward()
        w.data -= lr * w.grad
    return w.detach().numpy()


# %% star-import-covers-range: range is torch.range after the star import, and wants another argument
from torch import *
from torch import autograd


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_()
        w = w.detach() - lr * autograd.grad(fn(w), w)[0]
    return w
