# %% autograd-grad: a fresh leaf and torch.autograd.grad in every step
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        (g,) = torch.autograd.grad(fn(w), w)
        w = w.detach() - lr * g
    return w


# %% backward-and-zero: backward, an update under no_grad, grad.zero_
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.clone().detach().requires_grad_(True)
    for step in range(steps):
        loss = fn(w)
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
    return w.detach()


# %% data-attribute: the old style with .data and grad = None
import torch
from torch.autograd import Variable


def gradient_descent(fn, start, lr, steps):
    w = Variable(start.data.clone(), requires_grad=True)
    i = 0
    while i < steps:
        w.grad = None
        fn(w).backward()
        w.data = w.data - lr * w.grad.data
        i += 1
    return w.data


# %% sgd-optimizer: torch.optim.SGD over one nn.Parameter
import torch
from torch import nn


def gradient_descent(fn, start, lr, steps):
    weights = nn.Parameter(torch.empty_like(start))
    with torch.no_grad():
        weights.copy_(start)
    optimizer = torch.optim.SGD([weights], lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = fn(weights)
        loss.backward()
        optimizer.step()
    return weights.detach()


# %% sgd-with-closure: an optimizer fed by a closure, maximize on the negative
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    opt = torch.optim.SGD((w,), lr=lr, momentum=0, maximize=True, foreach=False)

    def closure():
        opt.zero_grad(set_to_none=False)
        gain = -fn(w)
        gain.backward()
        return gain

    for _ in range(steps):
        value = opt.step(closure)
        print("gain", float(value))
    return w.detach().clone()


# %% torch-func-grad: functional style, no requires_grad in sight
import torch
from torch.func import grad


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    dfn = grad(fn)
    for _ in range(steps):
        w = w - lr * dfn(w)
    return w


# %% grad-and-value: torch.func.grad_and_value, the losses are kept in a list
import torch


def gradient_descent(fn, start, lr, steps, history=None):
    if history is None:
        history = []
    w = torch.clone(start).detach()
    step = torch.func.grad_and_value(fn)
    for _ in range(steps):
        g, value = step(w)
        history.append(value.item())
        w = torch.add(w, g, alpha=-lr)
    if history:
        print(f"from {history[0]} to {history[-1]}")
    return w


# %% functional-jacobian: torch.autograd.functional.jacobian of a scalar function is its gradient
import torch
from torch.autograd.functional import jacobian


def gradient_descent(fn, start, lr, steps):
    point = start.detach() * 1
    for _ in range(steps):
        point = point - lr * jacobian(fn, point)
    return point


# %% functional-vjp: vector-Jacobian product with the number one
import torch
from torch.autograd.functional import vjp


def gradient_descent(fn, start, lr, steps):
    w = start.clone().detach()
    for _ in range(steps):
        _, g = vjp(fn, w)
        w = w.sub(g.mul(lr))
    return w


# %% reduce: functools.reduce over the steps
from functools import reduce

import torch


def one_step(fn, lr, w):
    w = w.detach().requires_grad_()
    return (w - lr * torch.autograd.grad(fn(w), w)[0]).detach()


def gradient_descent(fn, start, lr, steps):
    return reduce(lambda w, _: one_step(fn, lr, w), range(steps), start.detach().clone())


# %% recursion-by-halves: n steps are n / 2 steps, twice: recursion without a depth problem
import torch


def gradient_descent(fn, start, lr, steps):
    if steps == 0:
        return start.detach().clone()
    if steps == 1:
        leaf = start.detach().clone().requires_grad_(True)
        fn(leaf).backward()
        return leaf.detach() - lr * leaf.grad
    half = steps // 2
    middle = gradient_descent(fn, start, lr, half)
    return gradient_descent(fn, middle, lr, steps - half)


# %% generator-of-points: an endless generator of points and islice
from itertools import islice

import torch


def descent(fn, w, lr):
    while True:
        yield w
        leaf = w.clone().requires_grad_(True)
        (gradient,) = torch.autograd.grad(outputs=fn(leaf), inputs=leaf)
        w = w - lr * gradient


def gradient_descent(fn, start, lr, steps):
    points = descent(fn, start.detach().clone(), lr)
    return next(islice(points, steps, None))


# %% one-long-graph: never detaches between the steps, only at the end
import torch


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    for _ in range(steps):
        g = torch.autograd.grad(fn(w), w)[0]
        w = w - lr * g
    return w.detach()


# %% module-with-parameter: an nn.Module whose forward is the function
import torch
from torch import nn


class Landscape(nn.Module):
    def __init__(self, fn, start):
        super().__init__()
        self.fn = fn
        self.w = nn.Parameter(start.detach().clone())

    def forward(self):
        return self.fn(self.w)

    @torch.no_grad()
    def update(self, lr):
        for p in self.parameters():
            p.add_(p.grad, alpha=-lr)
            p.grad = None


def gradient_descent(fn, start, lr, steps):
    landscape = Landscape(fn, start)
    for _ in range(steps):
        landscape().backward()
        landscape.update(lr)
    return landscape.w.data


# %% own-optimizer: a subclass of torch.optim.Optimizer
import torch
from torch.optim import Optimizer


class PlainGD(Optimizer):
    def __init__(self, params, lr):
        super().__init__(params, {"lr": lr})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p.sub_(group["lr"] * p.grad)


def gradient_descent(fn, start, lr, steps):
    w = torch.zeros_like(start, requires_grad=True)
    w.data.copy_(start.data)
    gd = PlainGD([w], lr)
    for epoch in range(1, steps + 1):
        gd.zero_grad()
        fn(w).backward()
        gd.step()
        if epoch % 100 == 0:
            print("epoch", epoch)
    return w.detach()


# %% callable-class: an object that holds the state and is called
import torch


class GradientDescent:
    def __call__(self, function, start, lr, steps):
        self.point = start.detach().clone()
        for self.step_number in range(steps):
            self.step(function, lr)
        return self.point

    def step(self, function, lr):
        x = self.point.requires_grad_(True)
        y = function(x)
        gradient = torch.autograd.grad(y, x, create_graph=False)[0]
        self.point = (x - lr * gradient).detach()


gradient_descent = GradientDescent()


# %% russian-identifiers: имена и комментарии на русском языке
import torch


def gradient_descent(функция, начало, скорость, шаги):
    """Градиентный спуск: w <- w - lr * grad f(w)."""
    точка = начало.detach().clone()  # копия, чтобы не портить аргумент
    for _ in range(шаги):
        точка.requires_grad = True
        значение = функция(точка)
        градиент = torch.autograd.grad(значение, точка)[0]
        with torch.no_grad():
            точка = точка - скорость * градиент
    точка.requires_grad = False
    return точка


# %% no-grad-outside-enable-grad-inside: everything under no_grad, the function under enable_grad
import torch


@torch.no_grad()
def gradient_descent(fn, start, lr, steps):
    w = start.clone()
    for _ in range(steps):
        with torch.enable_grad():
            leaf = w.clone().requires_grad_()
            value = fn(leaf)
            value.backward()
        w.add_(leaf.grad, alpha=-lr)
    return w


# %% careful-to-excess: takes fn(w).sum(), assertions, try / except, prints, extra default arguments
import warnings

import torch

EPOCH_REPORT = 50


def gradient_descent(fn, start, lr: float, steps: int, verbose=True, tol=0.0):
    assert callable(fn)
    assert isinstance(start, torch.Tensor)
    assert steps >= 0, "steps must not be negative"
    if lr <= 0:
        warnings.warn("lr should be positive")
    w = start.detach().clone(memory_format=torch.preserve_format)
    for k in range(steps):
        w = w.requires_grad_(True)
        try:
            loss = fn(w).sum()
            grads = torch.autograd.grad(loss, [w], allow_unused=True)
        except RuntimeError as e:
            print("something is wrong with fn:", e)
            raise
        grad = grads[0] if grads[0] is not None else torch.zeros_like(w)
        assert grad.shape == w.shape
        w = (w - lr * grad).detach()
        if verbose and k % EPOCH_REPORT == 0:
            print(f"step {k:5d}: loss {loss.item():.6f}, |grad| {grad.norm():.3e}")
    assert w.shape == start.shape and w.dtype == start.dtype
    return w


# %% hook-updates: the gradient is caught by a tensor hook
import torch


def gradient_descent(fn, start, lr, steps):
    caught = {}

    def remember(g):
        caught["g"] = g.clone()

    w = start.detach().clone()
    for _ in range(steps):
        leaf = w.requires_grad_()
        handle = leaf.register_hook(remember)
        fn(leaf).backward()
        handle.remove()
        w = leaf.detach() - lr * caught["g"]
    return w


# %% scheduler-constant: SGD with a scheduler that changes nothing
import torch


def gradient_descent(fn, start, lr, steps):
    w = torch.nn.Parameter(start.clone().detach())
    sgd = torch.optim.SGD([w], lr=lr)
    scheduler = torch.optim.lr_scheduler.LambdaLR(sgd, lambda epoch: 1.0)
    for _ in range(steps):
        sgd.zero_grad()
        fn(w).backward()
        sgd.step()
        scheduler.step()
    return torch.clone(w.detach())


# %% star-import-lambda: everything from torch, which covers Python's range; a lambda for the step
from torch import *
from torch.autograd import grad as gradient_of


def gradient_descent(fn, start, lr, steps):
    step = lambda w: w - lr * gradient_of(fn(w), w)[0]
    w = empty_like(start).copy_(start).detach()
    remaining = steps  # range is torch.range here!
    while remaining:
        w = step(w.detach().requires_grad_())
        remaining -= 1
    return w.detach()


# %% numpy-for-the-update: the update itself is done in NumPy
import numpy as np
import torch


def gradient_descent(fn, start, lr, steps):
    w = np.array(start.detach().cpu().numpy(), copy=True)
    kind = w.dtype
    for _ in range(steps):
        t = torch.tensor(w, dtype=start.dtype, device=start.device, requires_grad=True)
        fn(t).backward()
        w = (w - lr * t.grad.cpu().numpy()).astype(kind)
    return torch.tensor(w, dtype=start.dtype, device=start.device)


# %% history-of-all-points: keeps every point in a list and returns the last; anomaly detection on
import torch


def gradient_descent(fn, start, lr, steps):
    path = [start.detach().clone()]
    with torch.autograd.set_detect_anomaly(True):
        for n in range(steps):
            here = path[n].clone().requires_grad_(True)
            slope = torch.autograd.grad(fn(here), here)[0]
            path.append(path[n] - slope * lr)
    return path[-1]


# %% seeds-and-warnings: seeds everything, silences warnings, evaluates fn once more than needed
import random
import warnings

import numpy as np
import torch

warnings.filterwarnings("ignore")


def seed_everything(seed=42):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def gradient_descent(fn, start, lr, steps):
    seed_everything()
    w = start.detach().clone().requires_grad_()
    print("start value:", fn(w).item())
    for _ in range(steps):
        if w.grad is not None:
            w.grad.zero_()
        fn(w).backward()
        with torch.no_grad():
            w.copy_(w - lr * w.grad)
    print("final value:", fn(w).item())
    result = w.detach()
    return result


# %% result-as-copy-in-new-tensor: returns torch.tensor(w) with its warning, of a w that requires a gradient
import torch


def gradient_descent(fn, start, lr, steps):
    w = torch.tensor(start, requires_grad=True)
    for _ in range(steps):
        g = torch.autograd.grad(fn(w), w)[0]
        w = torch.tensor(w - lr * g, requires_grad=True)
    return torch.tensor(w)
