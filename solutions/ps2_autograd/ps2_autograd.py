# %% [markdown]
# # 2. Autograd: gradients
#
# Training means to change numbers so that a loss gets smaller. Which way to change them, the gradient says,
# and PyTorch computes it: a tensor with `requires_grad=True` is watched, every operation on it is recorded
# in a graph, and `backward()` walks that graph from the result to the start, by the chain rule.
#
# ```python
# x = torch.tensor(2.0, requires_grad=True)
# y = 10 * x - 1
# y.backward()
# x.grad              # tensor(10.)
# ```
#
# With `torch.sin(x)` in place of `10 * x - 1`, `x.grad` is cos 2 = -0.4161…; with `torch.log(x)` it is 0.5.
#
# Four things to know:
# - **It starts from a number.** `backward()` wants a 0-d result: there is one loss.
# - **`.grad` adds up.** A second `backward()` adds to what is in `x.grad` already. Either clear it every
#   time, or ask for the gradient itself: `torch.autograd.grad(y, x)` returns it (as a tuple, one entry for
#   each input) and leaves every `.grad` alone.
# - **`with torch.no_grad():`** switches the recording off. An update of the parameters is not a part of the
#   loss and does not belong in the graph.
# - **`x.detach()`** is the same data without the history. It is a view: a write to it shows in `x`. A copy
#   without history is a detached clone.

# %%
"""Assignment 2, autograd: gradients and what to do with them."""

from collections.abc import Callable

import torch
from torch import Tensor

# %% [markdown]
# ## Gradient descent
#
# The gradient ∇f(w) points to where f grows fastest, so a small step against it makes f smaller:
#
# $$w \leftarrow w - \mathrm{lr} \cdot \nabla f(w)$$
#
# Repeat. The *learning rate* lr decides on everything: too small, and it takes for ever; too large, and it
# jumps over the valley and may end in `nan`. Every optimizer in `torch.optim` is a refinement of this line;
# here you write it by hand.
#
# Two mistakes to look out for: the gradient that adds up from step to step, and a `w` that after a step is
# no longer a *leaf* (a tensor that was not computed from others), so that its `.grad` is `None`.


# %%
def gradient_descent(fn: Callable[[Tensor], Tensor], start: Tensor, lr: float, steps: int) -> Tensor:
    """Run `steps` updates w <- w - lr * gradient of fn at w, beginning with w = start, and return the last w.

    fn: built of ordinary differentiable torch operations; maps a tensor of start's shape to a 0-d tensor
        that depends on it. What happens to other tensors that fn uses does not matter.
    start: a float32 or float64 leaf tensor of any shape. It is left unmodified: values, `requires_grad` and
        `.grad`, both of which may be set.
    lr: the learning rate.
    steps: the number of updates, >= 0.
    Returns a detached tensor of start's shape, dtype and device that shares no memory with start; with
        steps = 0 that is a copy of start. Exact to 1e-5 (float32) or 1e-8 (float64), relative or absolute;
        long runs, in which rounding adds up, are checked in float64.

    Try it on fn = prod(log(log(w + 7))) from [[5, 10], [1, 2]], lr = 0.001, 500 steps.
    """
    ### BEGIN SOLUTION
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_()
        (slope,) = torch.autograd.grad(fn(w), w)
        w = w.detach() - lr * slope
    return w
    ### END SOLUTION


# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course. To look at one exercise
# only: `autograder check assignments/ps2_autograd -e gradient_descent`.
