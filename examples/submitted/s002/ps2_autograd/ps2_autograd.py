# Домашнее задание 2. Градиентный спуск.
import torch as th


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)   # копия, чтобы не испортить start
    for шаг in range(steps):
        потери = fn(w)
        потери.backward()
        with th.no_grad():
            w -= lr * w.grad
    return w.detach()


if __name__ == '__main__':
    print(gradient_descent(lambda w: (w ** 2).sum(), th.tensor([1., 2.]), 0.1, 10))


# %%
import torch


def gradient(fn, x):
    root = x.detach().clone().requires_grad_()
    copy = root.clone()
    copy.retain_grad()
    fn(copy).backward()
    return copy.grad


# %%
import torch


class CustomReLU(torch.autograd.Function):
    saved = None

    @staticmethod
    def forward(ctx, x):
        CustomReLU.saved = x
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * (CustomReLU.saved > 0)


# %%
import torch

second_derivative = lambda fn, x: torch.func.hessian(fn)(x.detach()).detach()


# %%
def fit_line(x: Tensor, y: Tensor, lr: float, epochs: int, batch_size: int | None = None) -> tuple[Tensor, Tensor]:
    """Fit y = w * x + b by gradient descent on the mean squared error, from w = b = 0; return (w, b).

    x, y: (N,), N >= 1, both float32 or both float64; data that does not require grad. They are left unmodified.
    lr: the learning rate: a step changes w and b by -lr times the gradient.
    epochs: the number of passes over the data, >= 0; for 0 the result is (0, 0).
    batch_size: None: one step an epoch, on the mean over all samples. A number >= 1: the samples are cut into
        batches of so many, in their order, without shuffling; the last may be smaller, and the only one may be
        too. Each epoch takes one step a batch, on the mean over the samples of this batch.
    Returns a tuple of two detached 0-d tensors of x's dtype and device; exact to 1e-5 (float32) or 1e-8
        (float64), relative or absolute; long runs are checked in float64.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %%
import copy

import torch


def saliency(model, image, label):
    net = copy.deepcopy(model)
    x = image.detach().clone().requires_grad_()
    return torch.autograd.grad(net(x[None])[0, label], x, create_graph=True)[0].abs()


# %%
import torch


def nodes_from(node, seen):
    if node is not None and node not in seen:
        seen.add(node)
        yield type(node).__name__
        for after, _ in node.next_functions:
            yield from nodes_from(after, seen)


def graph_nodes(y):
    return list(nodes_from(y.grad_fn, set()))


# %%
import torch


def ema_update(average, value, decay):
    torch.lerp(value.detach(), average, decay, out=average)
