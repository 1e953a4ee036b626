# %% autograd-grad: slices by range
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    n = x.shape[0]
    size = n if batch_size is None else batch_size
    w = torch.zeros((), dtype=x.dtype, device=x.device, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, device=x.device, requires_grad=True)
    for epoch in range(epochs):
        for start in range(0, n, size):
            xb, yb = x[start : start + size], y[start : start + size]
            loss = ((w * xb + b - yb) ** 2).mean()
            gw, gb = torch.autograd.grad(loss, [w, b])
            with torch.no_grad():
                w -= lr * gw
                b -= lr * gb
    return w.detach(), b.detach()


# %% optimizer: torch.optim.SGD and F.mse_loss
import torch
import torch.nn.functional as F


def fit_line(x, y, lr, epochs, batch_size=None):
    w = torch.zeros((), dtype=x.dtype, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=lr)
    if batch_size is None:
        batch_size = len(x)
    for _ in range(epochs):
        for xs, ys in zip(torch.split(x, batch_size), torch.split(y, batch_size)):
            optimizer.zero_grad()
            loss = F.mse_loss(w * xs + b, ys)
            loss.backward()
            optimizer.step()
    return w.data, b.data


# %% dataloader: TensorDataset, DataLoader, nn.Linear
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def fit_line(x, y, lr, epochs, batch_size=None):
    model = nn.Linear(1, 1).to(x.dtype)
    nn.init.zeros_(model.weight)
    nn.init.zeros_(model.bias)
    loader = DataLoader(TensorDataset(x[:, None], y[:, None]), batch_size=batch_size or len(x), shuffle=False)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    criterion = nn.MSELoss()
    for _ in range(epochs):
        for inputs, targets in loader:
            optimizer.zero_grad()
            criterion(model(inputs), targets).backward()
            optimizer.step()
    return model.weight.detach().reshape(()), model.bias.detach().squeeze()


# %% by-hand: the gradient's formula, no autograd
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w = x.new_zeros(())
    b = x.new_zeros(())
    for _ in range(epochs):
        for lo in range(0, len(x), batch_size or len(x)):
            hi = min(lo + (batch_size or len(x)), len(x))
            r = w * x[lo:hi] + b - y[lo:hi]
            dw = 2 * (r * x[lo:hi]).sum() / (hi - lo)
            db = 2 * r.sum() / (hi - lo)
            w, b = w - lr * dw, b - lr * db
    return w, b


# %% python-numbers: everything in Python's floats
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    pairs = list(zip(x.tolist(), y.tolist()))
    size = batch_size if batch_size is not None else len(pairs)
    w = b = 0.0
    for _ in range(epochs):
        for k in range(0, len(pairs), size):
            batch = pairs[k : k + size]
            errors = [w * p + b - q for p, q in batch]
            dw = sum(2 * e * p for e, (p, _) in zip(errors, batch)) / len(batch)
            db = sum(2 * e for e in errors) / len(batch)
            w -= lr * dw
            b -= lr * db
    return torch.tensor(w, dtype=x.dtype, device=x.device), torch.tensor(b, dtype=x.dtype, device=x.device)


# %% numpy: arrays
import numpy as np
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    xs, ys = x.numpy().astype(np.float64), y.numpy().astype(np.float64)
    theta = np.zeros(2)
    size = batch_size or xs.size
    for _ in range(epochs):
        for i in range(0, xs.size, size):
            a = np.column_stack([xs[i : i + size], np.ones_like(xs[i : i + size])])
            theta -= lr * 2 * a.T @ (a @ theta - ys[i : i + size]) / len(a)
    w, b = (torch.tensor(value, dtype=x.dtype) for value in theta)
    return w, b


# %% one-vector: both parameters in one tensor, unbound in the end
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    A = torch.stack([x, torch.ones_like(x)], dim=1)
    theta = torch.zeros(2, dtype=x.dtype)
    step = len(x) if batch_size is None else min(batch_size, len(x))
    for _ in range(epochs):
        for a, t in zip(A.split(step), y.split(step)):
            theta = theta - lr * 2 / len(a) * (a.T @ (a @ theta - t))
    w, b = theta.unbind()
    return w, b


# %% func-grad: the gradient of a function of two arguments
import torch
from torch.func import grad


def loss(w, b, x, y):
    return torch.mean((w * x + b - y) ** 2)


def fit_line(x, y, lr, epochs, batch_size=None):
    slopes = grad(loss, argnums=(0, 1))
    w, b = torch.zeros((2,), dtype=x.dtype)
    for _ in range(epochs):
        start = 0
        while start < len(x):
            stop = len(x) if batch_size is None else start + batch_size
            dw, db = slopes(w, b, x[start:stop], y[start:stop])
            w, b = w - lr * dw, b - lr * db
            start = stop
    return w.clone(), b.clone()


# %% recursion: one epoch after the other, one batch after the other
import torch


def epoch(w, b, x, y, lr, size):
    if len(x) == 0:
        return w, b
    e = w * x[:size] + b - y[:size]
    return epoch(w - 2 * lr * (e * x[:size]).mean(), b - 2 * lr * e.mean(), x[size:], y[size:], lr, size)


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for _ in range(epochs):
        w, b = epoch(w, b, x, y, lr, batch_size or len(x))
    return (w, b)


# %% module: an nn.Module with two scalars, a named tuple as the result
from collections import namedtuple

import torch
from torch import nn

Line = namedtuple("Line", "slope intercept")


class Model(nn.Module):
    def __init__(self, dtype):
        super().__init__()
        self.w = nn.Parameter(torch.zeros((), dtype=dtype))
        self.b = nn.Parameter(torch.zeros((), dtype=dtype))

    def forward(self, x):
        return self.w * x + self.b


def fit_line(x, y, lr, epochs, batch_size=None):
    model = Model(x.dtype)
    for _ in range(epochs):
        for part in torch.arange(len(x)).split(batch_size or len(x)):
            model.zero_grad(set_to_none=True)
            torch.nn.functional.mse_loss(model(x[part]), y[part]).backward()
            for parameter in model.parameters():
                parameter.data.sub_(parameter.grad, alpha=lr)
    return Line(model.w.detach(), model.b.detach())


# %% chunks-as-list: the batches are cut once, the whole run in one graph, detached in the end
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    batches = [(x, y)] if not batch_size else list(zip(x.split(batch_size), y.split(batch_size)))
    w = torch.zeros_like(x[0]).requires_grad_()
    b = torch.zeros_like(y[0]).requires_grad_()
    for _ in range(epochs):
        for xi, yi in batches:
            dw, db = torch.autograd.grad((yi - w * xi - b).pow(2).mean(), (w, b))
            w = w - lr * dw
            b = b - lr * db
    return w.detach(), b.detach()


# %% russian: прямая по-русски, с печатью
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    """Подбор прямой."""
    наклон = torch.tensor(0, dtype=x.dtype)
    сдвиг = torch.tensor(0, dtype=x.dtype)
    размер = batch_size if batch_size else x.numel()
    for эпоха in range(epochs):
        for начало in range(0, x.numel(), размер):
            кусок = slice(начало, начало + размер)
            ошибка = наклон * x[кусок] + сдвиг - y[кусок]
            наклон, сдвиг = (
                наклон - lr * (2 * ошибка * x[кусок]).mean(),
                сдвиг - lr * (2 * ошибка).mean(),
            )
        if эпоха % 10 == 0:
            print(эпоха, наклон.item(), сдвиг.item())
    return наклон, сдвиг
