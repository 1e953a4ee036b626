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
