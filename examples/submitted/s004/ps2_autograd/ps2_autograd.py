import torch


def gradient_descent(fn, start, lr, steps):
    w = torch.nn.Parameter(start.detach().clone())
    optimizer = torch.optim.SGD([w], lr=lr)
    while steps > 0:
        optimizer.zero_grad()
        fn(w).backward()
        optimizer.step()
        steps -= 1
    return w.data


# %%
from torch.autograd.functional import jacobian


def gradient(fn, x):
    return jacobian(fn, x)


# %%
import torch
from torch import Tensor


class _Ramp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z: Tensor) -> Tensor:
        ctx.save_for_backward(z)
        return (z + z.abs()) / 2

    @staticmethod
    def backward(ctx, dz: Tensor) -> Tensor:
        z = ctx.saved_tensors[0]
        return dz * (torch.sign(z) + 1) / 2


CustomReLU = _Ramp


# %%
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


# %%
import torch
import torch.nn.functional as F


def fit_line(x, y, lr, epochs, batch_size=None):
    x, y = x.detach(), y.detach()
    w = torch.nn.Parameter(torch.zeros_like(x[0]))
    b = torch.nn.Parameter(torch.zeros_like(x[0]))
    optimizer = torch.optim.SGD([w, b], lr=lr)
    n = x.numel()
    step = n if batch_size is None else batch_size
    for epoch in range(epochs):
        start = 0
        while start < n:
            stop = min(start + step, n)
            optimizer.zero_grad()
            F.mse_loss(w * x[start:stop] + b, y[start:stop]).backward()
            optimizer.step()
            start = stop
    return w.detach(), b.detach()


# %%
import copy

import torch


def saliency(model, image, label):
    box = {}
    x = image.detach().clone().requires_grad_(True)
    x.register_hook(lambda g: box.update(g=g.clone()))
    scores = copy.deepcopy(model).forward(x.clone()[None, ...])
    scores.select(1, label).sum().backward()
    return box["g"] * box["g"].sign()


# %%
import torch


def graph_nodes(y):
    names = []
    seen = set()

    def visit(node):
        if node is None or node in seen:
            return
        seen.add(node)
        names.append(type(node).__name__)
        for next_node, _ in node.next_functions:
            visit(next_node)

    visit(y.grad_fn)
    return names


# %%
import numpy as np


def ema_update(average, value, decay):
    a = average.detach().numpy()
    v = value.detach().numpy()
    np.copyto(a, decay * a + (1 - decay) * v)
