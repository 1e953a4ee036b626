# %% grads-add-up: no zero_grad
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w = torch.zeros((), dtype=x.dtype, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, requires_grad=True)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            ((w * x[i : i + size] + b - y[i : i + size]) ** 2).mean().backward()
            with torch.no_grad():
                w -= lr * w.grad
                b -= lr * b.grad
    return w.detach(), b.detach()


# %% zeroed-once-an-epoch: zero_grad in the outer loop
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w = torch.zeros((), dtype=x.dtype, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=lr)
    size = batch_size or len(x)
    for _ in range(epochs):
        optimizer.zero_grad()
        for i in range(0, len(x), size):
            ((w * x[i : i + size] + b - y[i : i + size]) ** 2).mean().backward()
            optimizer.step()
    return w.detach(), b.detach()


# %% step-once-an-epoch: gradients of all batches, then one step
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w = torch.zeros((), dtype=x.dtype, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=lr)
    size = batch_size or len(x)
    for _ in range(epochs):
        optimizer.zero_grad()
        for i in range(0, len(x), size):
            ((w * x[i : i + size] + b - y[i : i + size]) ** 2).mean().backward()
        optimizer.step()
    return w.detach(), b.detach()


# %% no-batches: batch_size is not looked at
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for _ in range(epochs):
        e = w * x + b - y
        w, b = w - lr * 2 * (e * x).mean(), b - lr * 2 * e.mean()
    return w, b


# %% last-batch-dropped: whole batches only
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    size = min(batch_size or len(x), len(x))
    for _ in range(epochs):
        for i in range(0, len(x) - size + 1, size):
            e = w * x[i : i + size] + b - y[i : i + size]
            w, b = w - lr * 2 * (e * x[i : i + size]).mean(), b - lr * 2 * e.mean()
    return w, b


# %% large-batch-dropped: nothing happens if batch_size exceeds N
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    size = len(x) if batch_size is None else batch_size
    if size > len(x):
        return w, b
    for _ in range(epochs):
        for i in range(0, len(x), size):
            e = w * x[i : i + size] + b - y[i : i + size]
            w, b = w - lr * 2 * (e * x[i : i + size]).mean(), b - lr * 2 * e.mean()
    return w, b


# %% divided-by-batch-size: the short batch counts less
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            e = w * x[i : i + size] + b - y[i : i + size]
            w, b = w - lr * 2 * (e * x[i : i + size]).sum() / size, b - lr * 2 * e.sum() / size
    return w, b


# %% sum-loss: no mean
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            e = w * x[i : i + size] + b - y[i : i + size]
            w, b = w - lr * 2 * (e * x[i : i + size]).sum(), b - lr * 2 * e.sum()
    return w, b


# %% no-factor-two: the 2 of the square is forgotten
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            e = w * x[i : i + size] + b - y[i : i + size]
            w, b = w - lr * (e * x[i : i + size]).mean(), b - lr * e.mean()
    return w, b


# %% absolute-loss: mean absolute error
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w = torch.zeros((), dtype=x.dtype, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, requires_grad=True)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            loss = (w * x[i : i + size] + b - y[i : i + size]).abs().mean()
            dw, db = torch.autograd.grad(loss, [w, b])
            with torch.no_grad():
                w -= lr * dw
                b -= lr * db
    return w.detach(), b.detach()


# %% shuffled: DataLoader with shuffle=True
import torch
from torch.utils.data import DataLoader, TensorDataset


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    loader = DataLoader(TensorDataset(x, y), batch_size=batch_size or len(x), shuffle=True)
    for _ in range(epochs):
        for xs, ys in loader:
            e = w * xs + b - ys
            w, b = w - lr * 2 * (e * xs).mean(), b - lr * 2 * e.mean()
    return w, b


# %% strided-batches: every k-th sample instead of neighbours
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    size = batch_size or len(x)
    count = -(-len(x) // size)
    for _ in range(epochs):
        for i in range(count):
            xs, ys = x[i::count], y[i::count]
            e = w * xs + b - ys
            w, b = w - lr * 2 * (e * xs).mean(), b - lr * 2 * e.mean()
    return w, b


# %% even-chunks: chunk makes batches of nearly equal size
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    count = -(-len(x) // (batch_size or len(x)))
    for _ in range(epochs):
        for xs, ys in zip(x.tensor_split(count), y.tensor_split(count)):
            e = w * xs + b - ys
            w, b = w - lr * 2 * (e * xs).mean(), b - lr * 2 * e.mean()
    return w, b


# %% restarts: every epoch begins at zero
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    size = batch_size or len(x)
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for _ in range(epochs):
        w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
        for i in range(0, len(x), size):
            e = w * x[i : i + size] + b - y[i : i + size]
            w, b = w - lr * 2 * (e * x[i : i + size]).mean(), b - lr * 2 * e.mean()
    return w, b


# %% random-start: w and b as nn.Linear makes them
import torch
from torch import nn


def fit_line(x, y, lr, epochs, batch_size=None):
    model = nn.Linear(1, 1).to(x.dtype)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            optimizer.zero_grad()
            nn.functional.mse_loss(model(x[i : i + size, None])[:, 0], y[i : i + size]).backward()
            optimizer.step()
    return model.weight.detach().reshape(()), model.bias.detach().reshape(())


# %% one-element: results of shape (1,)
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros(1, dtype=x.dtype), torch.zeros(1, dtype=x.dtype)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            e = w * x[i : i + size] + b - y[i : i + size]
            w, b = w - lr * 2 * (e * x[i : i + size]).mean(), b - lr * 2 * e.mean()
    return w, b


# %% numbers: Python numbers instead of tensors
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w = b = 0.0
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            e = w * x[i : i + size] + b - y[i : i + size]
            w, b = w - lr * 2 * (e * x[i : i + size]).mean().item(), b - lr * 2 * e.mean().item()
    return w, b


# %% broadcast: columns against rows
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w = torch.zeros((), dtype=x.dtype, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, requires_grad=True)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            loss = ((w * x[i : i + size, None] + b - y[i : i + size]) ** 2).mean()
            dw, db = torch.autograd.grad(loss, [w, b])
            with torch.no_grad():
                w -= lr * dw
                b -= lr * db
    return w.detach(), b.detach()


# %% still-parameters: requires_grad of the results
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w = torch.zeros((), dtype=x.dtype, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=lr)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            optimizer.zero_grad()
            ((w * x[i : i + size] + b - y[i : i + size]) ** 2).mean().backward()
            optimizer.step()
    return w, b


# %% stacked: one tensor of two numbers
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            e = w * x[i : i + size] + b - y[i : i + size]
            w, b = w - lr * 2 * (e * x[i : i + size]).mean(), b - lr * 2 * e.mean()
    return torch.stack([w, b])


# %% zero-epochs-float32: the dtype of the start
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    if epochs == 0:
        return torch.tensor(0.0), torch.tensor(0.0)
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            e = w * x[i : i + size] + b - y[i : i + size]
            w, b = w - lr * 2 * (e * x[i : i + size]).mean(), b - lr * 2 * e.mean()
    return w, b


# %% centred-in-place: moves x to its mean first
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    x -= x.mean()
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            e = w * x[i : i + size] + b - y[i : i + size]
            w, b = w - lr * 2 * (e * x[i : i + size]).mean(), b - lr * 2 * e.mean()
    return w, b


# %% momentum: SGD with momentum
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    w = torch.zeros((), dtype=x.dtype, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=lr, momentum=0.9)
    size = batch_size or len(x)
    for _ in range(epochs):
        for i in range(0, len(x), size):
            optimizer.zero_grad()
            ((w * x[i : i + size] + b - y[i : i + size]) ** 2).mean().backward()
            optimizer.step()
    return w.detach(), b.detach()


# %% default-of-32: None makes batches of 32, the whole of small data alone
def fit_line(x, y, lr, epochs, batch_size=None):
    size = 32 if batch_size is None else batch_size
    w, b = x.new_zeros(()), x.new_zeros(())
    for _ in range(epochs):
        for xs, ys in zip(x.split(size), y.split(size)):
            error = w * xs + b - ys
            slopes = (2 * error * xs).mean(), (2 * error).mean()
            w, b = w - lr * slopes[0], b - lr * slopes[1]
    return w, b


# %% float32-rate: lr is made a tensor, which is float32
import torch


def fit_line(x, y, lr, epochs, batch_size=None):
    size, lr = batch_size or len(x), torch.tensor(lr)
    w, b = x.new_zeros(()), x.new_zeros(())
    for _ in range(epochs):
        for xs, ys in zip(x.split(size), y.split(size)):
            error = w * xs + b - ys
            slopes = (2 * error * xs).mean(), (2 * error).mean()
            w, b = w - lr * slopes[0], b - lr * slopes[1]
    return w, b
