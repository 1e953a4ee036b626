"""Assignment 2, autograd: gradients and what to do with them."""

from collections.abc import Callable

import torch
from torch import Tensor


# %%
def gradient_descent(fn: Callable[[Tensor], Tensor], start: Tensor, lr: float, steps: int) -> Tensor:
    """Run `steps` updates w <- w - lr * gradient of fn at w, beginning with w = start, and return the last w.

    fn: built of ordinary differentiable torch operations; maps a tensor of start's shape to a 0-d tensor
        that depends on it. What happens to other tensors that fn uses does not matter.
    start: a float32 or float64 leaf tensor of any shape. It is left unmodified: values, `requires_grad` and
        `.grad`, both of which may be set.
    lr: the learning rate.
    steps: the number of updates, >= 0.
    Returns a detached tensor of start's shape, dtype and device that shares no memory with start.
    """
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_(True)
        (gradient,) = torch.autograd.grad(fn(w), w)
        w = w.detach() - lr * gradient  # a new leaf in every step
    return w


# The case of the lecture
print(gradient_descent(lambda w: torch.log(torch.log(w + 7)).prod(), torch.tensor([[5.0, 10.0], [1.0, 2.0]]), 0.001, 500))


# %%
import torch


def gradient(fn, x):
    leaf = x.detach().clone().requires_grad_(True)
    return torch.autograd.grad(fn(leaf), leaf)[0]


# %%
import torch


class CustomReLU(torch.autograd.Function):
    generate_vmap_rule = True

    @staticmethod
    def forward(x):
        return torch.where(x > 0, x, 0.0)

    @staticmethod
    def setup_context(ctx, inputs, output):
        (x,) = inputs
        ctx.save_for_backward(x)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return torch.where(x > 0, grad_output, 0.0)


# %%
import torch
from torch.autograd.functional import hessian


def second_derivative(fn, x):
    return hessian(fn, x.detach()).detach()


# %%
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


# %%
import torch
from torch.func import functional_call


def saliency(model, image, label):
    x = image.detach().clone().unsqueeze(0).requires_grad_(True)
    state = {name: buffer.detach().clone() for name, buffer in model.named_buffers()}
    logit = functional_call(model, state, (x,))[0, label]
    (g,) = torch.autograd.grad(logit, x)
    return g.squeeze(0).abs()


# %%
import torch


def graph_nodes(y):
    nodes = [y.grad_fn] if y.grad_fn else []
    i = 0
    while i < len(nodes):
        nodes += [n for n in dict.fromkeys(f for f, _ in nodes[i].next_functions) if n and n not in nodes]
        i += 1
    return [type(node).__name__ for node in nodes]


# %%
import torch


def ema_update(average, value, decay):
    average.lerp_(value.detach(), 1 - decay)
