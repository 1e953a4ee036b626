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


# %% uphill: adds lr * gradient, so it climbs up instead of going down
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        g, = torch.autograd.grad(fn(w), w)
        w = (w + lr * g).detach()
    return w.detach()


# %% no-zero-grad: .grad is never cleared, so the gradients of all steps add up
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    for i in range(steps):
        loss = fn(w)
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
    return w.detach()


# %% zero-after-loop: zero_() stands after the loop (wrong indentation), so gradients accumulate within it
import torch

def gradient_descent(fn, start, lr, steps):
    w = start.clone().detach()
    w.requires_grad = True
    for i in range(steps):
        fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
    if w.grad is not None:
        w.grad.zero_()
    return w.detach()


# %% updates-start: w is the same tensor as start, so start is overwritten
import torch


def gradient_descent(fn, start, lr, steps):
    w = start
    w.requires_grad_(True)
    for _ in range(steps):
        w.grad = None
        fn(w).backward()
        w.data -= lr * w.grad
    return w.detach().clone()


# %% detach-shares: start.detach() shares its memory with start, and the in-place update writes into it
import torch
from torch import Tensor


def gradient_descent(fn, start: Tensor, lr: float, steps: int) -> Tensor:
    w = start.detach().requires_grad_()
    for _ in range(steps):
        loss = fn(w)
        (grad,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w -= lr * grad
    return w.detach().clone()


# %% start-requires-grad-set: switches requires_grad on at start and leaves it on
import torch


def gradient_descent(fn, start, lr, steps):
    start.requires_grad_(True)
    w = start.clone()
    for _ in range(steps):
        g = torch.autograd.grad(fn(w), w)[0]
        w = (w - lr * g).detach().requires_grad_()
    return w.detach()


# %% clone-not-leaf: start.clone() is not a leaf when start requires grad, so w.grad is None and the gradient ends up in start.grad
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.clone().requires_grad_(True)
    for _ in range(steps):
        fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
            w.grad.zero_()
    return w.detach()


# %% result-requires-grad: the returned w still requires grad, it is not detached
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    opt = torch.optim.SGD([w], lr=lr)
    for _ in range(steps):
        opt.zero_grad()
        fn(w).backward()
        opt.step()
    return w


# %% keeps-graph: create_graph=True and no detach: the whole history of the steps hangs on the result
import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    for _ in range(steps):
        g = torch.autograd.grad(fn(w), w, create_graph=True)[0]
        w = w - lr * g
    return w


# %% not-leaf-after-step: after w = w - lr * w.grad the new w is no leaf, so its .grad is None in the second step
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    for _ in range(steps):
        loss = fn(w)
        loss.backward()
        w = w - lr * w.grad
    return w.detach()


# %% no-requires-grad: w never requires grad, so backward() raises an error
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        loss = fn(w)
        loss.backward()
        w = w - lr * w.grad
    return w


# %% stale-gradient: the gradient is computed once before the loop and used for every step
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    grad = torch.autograd.grad(fn(w), w)[0]
    w = w.detach()
    for _ in range(steps):
        w = w - lr * grad
    return w


# %% gradient-at-start: evaluates the gradient at start in every step instead of at the current w
import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        p = start.detach().clone().requires_grad_()
        g = torch.autograd.grad(fn(p), p)[0]
        w = w - lr * g
    return w


# %% zero-steps-shares: with steps = 0 the result is start.detach(), which shares memory with start
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach()
    for _ in range(steps):
        w = w.clone().requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr * g
    return w


# %% zero-steps-unbound: the result is a variable that exists only after a step, so steps = 0 is an error
import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        loss = fn(w)
        g = torch.autograd.grad(loss, w)[0]
        new_w = (w - lr * g).detach()
        w = new_w
    return new_w


# %% lr-hardcoded: the learning rate is 0.001 whatever lr is
import torch


def gradient_descent(fn, start, lr=0.001, steps=500):
    lr = 0.001
    w = start.detach().clone()
    for _ in range(steps):
        w = w.requires_grad_()
        g = torch.autograd.grad(fn(w), w)[0]
        w = (w - lr * g).detach()
    return w


# %% lr-forgotten: the gradient is subtracted without the learning rate
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    for _ in range(steps):
        fn(w).backward()
        with torch.no_grad():
            w -= w.grad
        w.grad.zero_()
    return w.detach()


# %% steps-hardcoded: always makes 500 steps, as in the lecture's example
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(500):
        w = w.requires_grad_()
        g = torch.autograd.grad(fn(w), w)[0]
        w = (w - lr * g).detach()
    return w


# %% fn-hardcoded: the function of the lecture is hard-coded, fn is ignored
import torch


def gradient_descent(fn, start, lr, steps):
    def f(w):
        return torch.prod(torch.log(torch.log(w + 7)))
    w = start.detach().clone().requires_grad_(True)
    for _ in range(steps):
        f(w).backward()
        w.data -= lr * w.grad
        w.grad.zero_()
    return w.detach()


# %% float32-cast: start is converted with .float(), so float64 becomes float32
import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().float()
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr * g
    return w.detach()


# %% numpy-finite-differences: takes numerical differences with a step of 1e-3, which are not exact enough
import torch


def gradient_descent(fn, start, lr, steps):
    eps = 1e-3
    w = start.detach().clone()
    for _ in range(steps):
        g = torch.zeros_like(w)
        flat_g = g.view(-1)
        for i in range(w.numel()):
            e = torch.zeros_like(w)
            e.view(-1)[i] = eps
            flat_g[i] = (fn(w + e) - fn(w)) / eps
        w = w - lr * g
    return w


# %% no-grad-around-all: fn is called in a torch.no_grad() block, so backward() finds no graph
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    with torch.no_grad():
        for _ in range(steps):
            loss = fn(w)
            loss.backward()
            w -= lr * w.grad
            w.grad.zero_()
    return w.detach()


# %% grad-tuple: autograd.grad returns a tuple, which cannot be multiplied by lr
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    for _ in range(steps):
        g = torch.autograd.grad(fn(w), w)
        w = (w - lr * g).detach().requires_grad_(True)
    return w.detach()


# %% inplace-on-leaf: w -= ... on a leaf that requires grad without no_grad raises an error
import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    w.requires_grad = True
    for _ in range(steps):
        loss = fn(w)
        loss.backward()
        w -= lr * w.grad
        w.grad.zero_()
    return w.detach()


# %% normalized-gradient: divides the gradient by its norm, so every step has length lr
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        g = g / (g.norm() + 1e-12)
        w = w.detach() - lr * g
    return w.detach()


# %% clipped-gradient: clips the gradient to [-1, 1], which changes the step where the gradient is larger
import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        g = g.clamp(-1, 1)   # чтобы не взорвалось
        w = w.detach() - lr * g
    return w.detach()


# %% lr-decay: lowers the learning rate after every step
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for k in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr / (1 + 0.01 * k) * g
    return w.detach()


# %% early-stop: stops early when the loss hardly changes, before all steps are done
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    last = None
    for _ in range(steps):
        w.requires_grad_(True)
        loss = fn(w)
        if last is not None and abs(loss.item() - last) < 1e-3:
            break
        last = loss.item()
        g = torch.autograd.grad(loss, w)[0]
        w = w.detach() - lr * g
    return w.detach()


# %% best-instead-of-last: returns the w with the smallest loss instead of the last one
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    best, best_loss = w.clone(), float("inf")
    for _ in range(steps):
        w.requires_grad_(True)
        loss = fn(w)
        if loss.item() < best_loss:
            best_loss = loss.item()
            best = w.detach().clone()
        g = torch.autograd.grad(loss, w)[0]
        w = w.detach() - lr * g
    return best


# %% returns-loss: returns the value of fn instead of w
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    for _ in range(steps):
        fn(w).backward()
        w.data = w.data - lr * w.grad
        w.grad = None
    return fn(w).detach()


# %% returns-numpy: returns a NumPy array
import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr * g
    return w.detach().numpy()


# %% returns-history: returns the list of all w instead of the last one
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    history = [w]
    for _ in range(steps):
        w = w.clone().requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr * g
        history.append(w)
    return history


# %% return-in-loop: the return is indented into the loop, so only one step is made (and None for steps = 0)
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr * g
        return w


# %% deepcopy-copies-grad: copy.deepcopy takes a set start.grad along, and backward() in the first step adds to it
import copy
import torch


def gradient_descent(fn, start, lr, steps):
    w = copy.deepcopy(start)
    w.requires_grad_(True)
    for _ in range(steps):
        fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
    return w.detach()


# %% zeroes-start-grad: clears start.grad, which has to stay as it is
import torch

def gradient_descent(fn, start, lr, steps):
    start.grad = None
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr * g
    return w.detach()


# %% backward-into-start: w is built from start by an operation, so backward() fills start.grad
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.clone()
    if not w.requires_grad:
        w.requires_grad_(True)
    for _ in range(steps):
        w.retain_grad()
        fn(w).backward()
        g = w.grad
        w = (w - lr * g).detach().requires_grad_(True)
    return w.detach()


# %% global-w: w lives in a global variable that keeps its value, so a second call goes on where the first one ended
import torch

w = None


def gradient_descent(fn, start, lr, steps):
    global w
    if w is None or w.shape != start.shape or w.dtype != start.dtype:
        w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr * g
    return w.detach().clone()


# %% rounded: rounds the result to four decimals as printed in the lecture
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr * g
    return torch.round(w.detach(), decimals=4)


# %% multiplies-w: the update multiplies by w: w - lr * w * gradient
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() * (1 - lr * g)
    return w.detach()


# %% positive-projection: a ReLU keeps w from getting negative, which nobody asked for
import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = torch.relu(w.detach() - lr * g)
    return w.detach()


# %% rows-only: loops over start as over a list of rows, which is an error for a 0-d start
import torch


def gradient_descent(fn, start, lr, steps):
    w = torch.stack([r.detach().clone() for r in start])
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr * g
    return w.detach()


# %% misspelt-requires: requires_gard is a new attribute of its own, so w does not require grad and backward() fails
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    w.requires_gard = True
    for _ in range(steps):
        fn(w).backward()
        w.data -= lr * w.grad
        w.grad.zero_()
    return w.detach()


# %% item-backward: loss.item() is a Python float, which has no backward()
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    for _ in range(steps):
        loss = fn(w).item()
        loss.backward()
        w.data -= lr * w.grad
        w.grad.zero_()
    return w.detach()


# %% two-backward: calls backward() twice on one loss, which raises an error because the graph is freed
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    for _ in range(steps):
        loss = fn(w)
        loss.backward()
        loss.backward()
        w.data -= lr * w.grad
        w.grad.zero_()
    return w.detach()


# %% uphill-and-accumulate: two mistakes: the gradient is added, not subtracted; and .grad accumulates
import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    for _ in range(steps):
        fn(w).backward()
        w.data += lr * w.grad
    return w.detach()


# %% start-changed-and-off-by-one: two mistakes: start itself is updated; and one step too many is made
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.requires_grad_(True)
    for i in range(0, steps + 1):
        y = fn(w)
        g = torch.autograd.grad(y, w)[0]
        with torch.no_grad():
            w -= lr * g
    return w.detach().clone()


# %% no-detach-and-lr: two mistakes: the result still requires grad; and lr is divided by the number of steps
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    for _ in range(steps):
        fn(w).backward()
        with torch.no_grad():
            w -= (lr / steps) * w.grad
            w.grad.zero_()
    return w


# %% half-steps-and-float: two mistakes: float64 is cast to float32; and only every second step is made
import torch


def gradient_descent(fn, start, lr, steps):
    w = torch.tensor(start.tolist(), dtype=torch.float32)
    for _ in range(0, steps, 2):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr * g
    return w.detach()


# %% accumulate-and-early-stop: two mistakes: .grad accumulates; and the loop stops as soon as the loss goes up
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)
    prev = float('inf')
    for _ in range(steps):
        loss = fn(w)
        if loss.item() > prev:
            break
        prev = loss.item()
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
    return w.detach()


# %% once-and-numpy: two mistakes: the gradient is computed only once; and a NumPy array is returned
import numpy as np
import torch


def gradient_descent(fn, start, lr, steps):
    t = start.detach().clone().requires_grad_(True)
    fn(t).backward()
    g = t.grad.numpy()
    w = t.detach().numpy().copy()
    for _ in range(steps):
        w -= lr * g
    return np.array(w)


# %% asks-for-input: asks the user for the learning rate with input(), which cannot be answered while grading
import torch


def gradient_descent(fn, start, lr, steps):
    lr = float(input("learning rate: "))
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        g = torch.autograd.grad(fn(w), w)[0]
        w = w.detach() - lr * g
    return w.detach()


# %% float32-rate: lr is made a tensor, which is float32
import torch


def gradient_descent(fn, start, lr, steps):
    rate, w = torch.tensor(lr), start.detach().clone()
    for _ in range(steps):
        own = w.clone().requires_grad_()
        w = w - rate * torch.autograd.grad(fn(own), own)[0]
    return w


# %% float32-start: float64 has lost digits before the first step
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().float().to(start.dtype).clone()
    for _ in range(steps):
        own = w.clone().requires_grad_()
        w = w - lr * torch.autograd.grad(fn(own), own)[0]
    return w
