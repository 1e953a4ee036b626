# %% [markdown]
# # 2. Autograd: gradients
#
# Training means to change numbers so that a loss gets smaller. Which way to change them, the gradient says,
# and PyTorch computes it: a tensor with `requires_grad=True` is watched, every operation on it is recorded
# in a graph, and `backward()` walks that graph from the result to the start, by the chain rule.

# %%
"""Assignment 2, autograd: gradients and what to do with them."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

# %% [markdown]
# ## A first gradient
#
# The slope of 10x - 1 is 10, wherever you look:

# %% tags=["active-ipynb"]
# x = torch.tensor(2.0, requires_grad=True)
# y = 10 * x - 1
# y.backward()
# x.grad

# %% [markdown]
# With `torch.sin(x)` in place of `10 * x - 1`, `x.grad` is cos 2 = -0.4161…; with `torch.log(x)` it is 0.5. Many
# points at once are no more work: the sum of all y has, with respect to each x, the slope at that x.

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     import matplotlib.pyplot as plt
#
#     x = torch.linspace(0.2, 6, 200, requires_grad=True)
#     figure, axes = plt.subplots(1, 3, figsize=(10, 2.8), layout="constrained")
#     curves = {"10x - 1": 10 * x - 1, "sin x": torch.sin(x), "log x": torch.log(x)}
#     for ax, (name, y) in zip(axes, curves.items()):
#         (slopes,) = torch.autograd.grad(y.sum(), x)
#         ax.plot(x.detach(), y.detach(), label=name)
#         ax.plot(x.detach(), slopes, "--", label="slope")
#         ax.set_xlabel("x")
#         ax.legend()
#     plt.show()

# %% [markdown]
# Five things to know:
# - **It starts from a number.** `backward()` wants a 0-d result: there is one loss.
# - **Only leaves keep a `.grad`.** A *leaf* was not computed from other tensors that require grad: you made
#   it. What lies between leaf and result has its gradient passed through and forgotten.
# - **`.grad` adds up.** A second `backward()` adds to what is in `x.grad` already. Either clear it every
#   time, or ask for the gradient itself: `torch.autograd.grad(y, x)` returns it (as a tuple, one entry for
#   each input) and leaves every `.grad` alone.
# - **`with torch.no_grad():`** switches the recording off. An update of the parameters is not a part of the
#   loss and does not belong in the graph.
# - **`x.detach()`** is the same data without the history. It is a view: a write to it shows in `x`. A copy
#   without history is a detached clone.

# %% tags=["active-ipynb"]
# x = torch.tensor(2.0, requires_grad=True)
# y = x**2
# with torch.no_grad():
#     z = x**2
# y.requires_grad, z.requires_grad, y.detach().requires_grad, x.is_leaf, y.is_leaf

# %% [markdown]
# Adding up is a feature (a weight that is used twice gets the sum of both gradients, and so it must be), and
# the most common trap. Here a second call doubles the derivative, until somebody clears it:

# %% tags=["active-ipynb"]
# x = torch.tensor(2.0, requires_grad=True)
# (x**2).backward()
# once = x.grad.item()
# (x**2).backward()
# twice = x.grad.item()
# x.grad = None
# once, twice

# %% [markdown]
# ## The gradient of any function
#
# A gradient has the shape of what it was taken with respect to: one slope for each element, which says how
# much the result grows when that element does.
#
# Whoever asks for a gradient wants the numbers and nothing else. Calling `requires_grad_()` on somebody
# else's tensor changes it for good, and `backward()` leaves a `.grad` behind that the next call adds to. So
# take the gradient on a tensor of your own.


# %%
# 4 points: 2.5 by checks that you have, 1.5 by more after you hand in
def gradient(fn: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """Compute the gradient of fn at x.

    fn: built of ordinary differentiable torch operations; maps a tensor of x's shape to a 0-d tensor that
        depends on it. What happens to other tensors that fn uses does not matter.
    x: a float32 or float64 leaf tensor of any shape with at least one element. It is left unmodified: values,
        `requires_grad` and `.grad`, both of which may be set.
    Returns a detached tensor of x's shape, dtype and device; exact to 1e-5 (float32) or 1e-8 (float64),
        relative or absolute. A second call gives the same answer.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Gradient descent
#
# The gradient ∇f(w) points to where f grows fastest, so a small step against it makes f smaller:
#
# $$w \leftarrow w - \mathrm{lr} \cdot \nabla f(w)$$
#
# Repeat. The *learning rate* lr decides on everything: too small, and it takes for ever; too large, and it
# jumps over the valley and may end in `nan`. Every optimizer in `torch.optim` is a refinement of this line.
# Such an optimizer is given the parameters once, and then each round is the same three calls: `zero_grad()` forgets the
# gradient of the round before, `backward()` fills `.grad`, and `step()` makes the update, under `no_grad()`. One round
# by hand, and one by an optimizer:

# %% tags=["active-ipynb"]
# w = torch.tensor(4.0, requires_grad=True)
# (w**2).backward()
# with torch.no_grad():
#     w -= 0.1 * w.grad
#
# v = torch.tensor(4.0, requires_grad=True)
# optimizer = torch.optim.SGD([v], lr=0.1)
# optimizer.zero_grad()
# (v**2).backward()
# optimizer.step()
# w, v

# %% [markdown]
# Here it is the update itself that counts, by hand or by `torch.optim.SGD`, which is just this line.
#
# Two mistakes to look out for: the gradient that adds up from step to step, and a `w` that after a step is
# no longer a *leaf* (a tensor that was not computed from others), so that its `.grad` is `None`.


# %%
# 4 points: 2.5 by checks that you have, 1.5 by more after you hand in
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
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# What your function makes of f(w) = w₁² + w₂², by the learning rate. Which of the four would you take?

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     start = torch.tensor([4.0, -2.0])
#     plt.figure(figsize=(5, 3.2))
#     for lr in (0.01, 0.1, 0.95, 1.02):
#         points = [gradient_descent(lambda w: (w**2).sum(), start, lr, steps) for steps in range(30)]
#         plt.semilogy([(w**2).sum() for w in points], label=f"lr = {lr}")
#     plt.xlabel("steps")
#     plt.ylabel("f(w)")
#     plt.legend()
#     plt.show()

# %% [markdown]
# ## A function with a backward of its own
#
# Every operation that torch knows has two halves: *forward* computes the value, *backward* is given the
# gradient of the loss with respect to that value and returns the gradient with respect to the input. That is
# all that the chain rule asks of it. You can write both halves yourself, in a class derived from
# `torch.autograd.Function`; here is the exponential function:

# %% tags=["active-ipynb"]
# class Exp(torch.autograd.Function):
#     @staticmethod
#     def forward(ctx, x):
#         y = torch.exp(x)
#         ctx.save_for_backward(y)  # what backward will need
#         return y
#
#     @staticmethod
#     def backward(ctx, grad_output):
#         (y,) = ctx.saved_tensors
#         return grad_output * y  # chain rule: incoming gradient times own slope
#
#
# x = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True)
# Exp.apply(x).sum().backward()
# x.grad, torch.autograd.gradcheck(Exp.apply, x)

# %% [markdown]
# It is called as `Exp.apply(x)`, never as `Exp.forward(x)` or `Exp()(x)`. `ctx` is a bag for this one call. What is
# kept anywhere else, in the class or in a global variable, is overwritten by the next call, and a network makes many
# before the first backward. And `grad_output` is not yours: other branches of the graph may be given the same tensor.
# Compute a new one instead of changing it.
#
# `torch.autograd.gradcheck(Exp.apply, x)`, with a float64 x that requires grad, compares a backward with
# difference quotients.


# %%
# 4.25 points: 3 by checks that you have, 1.25 by more after you hand in
class CustomReLU(torch.autograd.Function):
    """The function max(x, 0), element by element, with its own backward; called as `CustomReLU.apply(x)`.

    A network uses it between other operations, several times before one backward pass. Values and gradients
    are exact to 1e-5 (float32) or 1e-8 (float64), relative or absolute. Built-in functions are allowed; but the
    gradient must come from the backward of this class. Double backward, NaN and infinities are not checked.
    """

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        """Compute max(x, 0).

        ctx: keeps for backward what it needs.
        x: a float32 or float64 tensor of any shape with at least one element. It is left unmodified.
        Returns a tensor of x's shape, dtype and device.
        """
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")

    @staticmethod
    def backward(ctx: Any, grad_output: Tensor) -> Tensor:
        """Compute the gradient with respect to x.

        grad_output: the incoming gradient, that with respect to the result of forward. It is left unmodified.
        Returns the incoming gradient where x > 0, and 0 where x < 0; where x = 0, either will do.
        """
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Second derivatives
#
# A gradient is computed by operations, too, so it can have a graph and be differentiated again. That costs
# memory, and torch does it only when asked:

# %% tags=["active-ipynb"]
# x = torch.tensor(2.0, requires_grad=True)
# y = torch.sin(x)
# (slope,) = torch.autograd.grad(y, x, create_graph=True)
# (bend,) = torch.autograd.grad(slope, x)
# slope, bend

# %% [markdown]
# These are cos 2 and -sin 2. Two surprises wait here. With `backward(create_graph=True)`, both passes add to the same
# `x.grad`, so that it ends up as the first derivative plus the second. And the slope of 10x - 1 is 10 whatever x is: a
# tensor that was not computed from x at all and has no graph. Asking torch to differentiate it is an error, although
# everybody knows the answer.


# %%
# 4 points: 2.5 by checks that you have, 1.5 by more after you hand in
def second_derivative(fn: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """Compute the second derivative of fn at x.

    fn: built of ordinary differentiable torch operations; maps a 0-d tensor to a 0-d tensor that depends on
        it. It may be linear, a * x + b with a != 0: then the second derivative is 0. What happens to other
        tensors that fn uses does not matter.
    x: a 0-d float32 or float64 leaf tensor. It is left unmodified: value, `requires_grad` and `.grad`, both of
        which may be set.
    Returns a detached 0-d tensor of x's dtype and device; exact to 1e-5 (float32) or 1e-8 (float64), relative
        or absolute.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Epochs and batches
#
# The loss of a data set is a mean over all its samples, and so is its gradient. *Gradient descent* (GD) looks
# at all of them before every step; with 60 000 pictures that is a long look for one short step. *Stochastic
# gradient descent* (SGD) takes a step after every *batch* of, say, 64 samples: their mean is an estimate of
# the whole, a little off, but a thousand times cheaper. One pass over all samples is an *epoch*; with batches
# of 64 it has 938 steps, the last of them on the 32 samples that are left. Usually the samples are shuffled
# before each epoch (assignment 3); here they keep their order, so that there is one right answer.
#
# For a line, y ≈ w · x + b, the loss of a batch is the mean of (w · x + b − y)². Its gradient by hand, which
# autograd gives as well:
#
# $$\frac{\partial}{\partial w} = \mathrm{mean}\left(2\,(w x + b - y)\,x\right) \qquad
#   \frac{\partial}{\partial b} = \mathrm{mean}\left(2\,(w x + b - y)\right)$$
#
# Both are taken at the same (w, b), and then both are changed. A tensor is cut into pieces by slices
# `x[0:64]`, `x[64:128]`, …, or by `x.split(64)`; a slice may reach beyond the end.


# %%
# 4.5 points: 2.75 by checks that you have, 1.75 by more after you hand in
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


# %% [markdown]
# The line that you fit, and the loss after so many epochs: ten small steps an epoch, or one.

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     torch.manual_seed(0)
#     x = 2 * torch.rand(100) - 1
#     y = 2 * x + 1 + 0.3 * torch.randn(100)
#     figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
#     left.scatter(x, y, s=8)
#     w, b = fit_line(x, y, 0.1, 30)
#     left.plot([-1, 1], [b - w, b + w], color="black")
#     left.set_xlabel("x")
#     left.set_ylabel("y")
#     for name, size in (("GD", None), ("SGD, batches of 10", 10)):
#         lines = [fit_line(x, y, 0.1, epochs, size) for epochs in range(21)]
#         right.plot([(w * x + b - y).square().mean() for w, b in lines], marker=".", label=name)
#     right.set_xlabel("epochs")
#     right.set_ylabel("loss")
#     right.legend()
#     plt.show()

# %% [markdown]
# ## Saliency maps: what does a network look at?
#
# So far, gradients were taken with respect to what is learned. They can be taken with respect to the *input*
# just as well: the network stays as it is, and the picture requires grad. The slope of one logit with respect
# to one pixel says how much that class gains if the pixel gets a little brighter. Its absolute value, drawn as
# a picture, shows which pixels the decision hangs on, and sometimes that a network has learned the wrong
# thing, say the photographer's mark in a corner.
#
# Take the logit itself, not its softmax, in which all classes have their say and whose slope is nearly zero
# where the network is sure. A network wants a batch, so one image becomes a batch of one: `image[None]` or
# `image.unsqueeze(0)` has shape (1, C, H, W).
#
# And a look should leave no traces. `logit.backward()` would add to the `.grad` of every parameter on its way,
# in the middle of somebody's training; ask for the one gradient that you want instead. One trace is easily
# overlooked: in train mode, batch normalisation updates its *buffers*, running mean and variance, at every
# forward pass, without any backward. `copy.deepcopy(model)` is a network to experiment with;
# `torch.func.functional_call(model, tensors, (x,))` runs a network with these `tensors`, by name, in the place
# of its own parameters or buffers, and writes to these instead.


# %%
# 4 points: 2.5 by checks that you have, 1.5 by more after you hand in
def saliency(model: nn.Module, image: Tensor, label: int) -> Tensor:
    """Compute abs(d logit[label] / d image): how much each pixel counts for a class.

    model: maps (N, C, H, W) to logits (N, K). It is used in the mode that it is in, train or eval, and left as
        it is: the mode, parameters, their `.grad` (which may be set) and `requires_grad` (some may be frozen),
        and buffers, that is also the running statistics which batch normalisation updates in train mode.
    image: (C, H, W), float32 or float64 as the parameters are; it does not require grad. It is left unmodified:
        values, `requires_grad` and `.grad`.
    label: a Python int, 0 <= label < K.
    Returns a detached tensor of the image's shape (C, H, W), dtype and device; exact to 1e-5 (float32) or 1e-8
        (float64), relative or absolute.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# A small network learns 20 000 digits in a second or two; below each digit, what it looks at. (How such a network is
# built and trained, the next assignments say.)

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     from autograder.course.data import load_mnist
#
#     torch.manual_seed(0)
#     images, labels = load_mnist(train=True)
#     images = images[:20_000].unsqueeze(1) / 255
#     model = nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))
#     optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
#     for batch in torch.arange(20_000).split(100):
#         optimizer.zero_grad()
#         nn.functional.cross_entropy(model(images[batch]), labels[batch]).backward()
#         optimizer.step()
#
#     figure, axes = plt.subplots(2, 8, figsize=(9, 2.6), layout="constrained")
#     for image, label, (above, below) in zip(images, labels.tolist(), axes.T):
#         above.imshow(image[0], cmap="gray")
#         above.set_title(label)
#         below.imshow(saliency(model, image, label)[0], cmap="inferno")
#         above.axis("off")
#         below.axis("off")
#     plt.show()

# %% [markdown]
# ## The graph itself
#
# What autograd records can be looked at. A tensor that was computed has a `grad_fn`, the node of the operation
# that it came from; a node's `next_functions` are the nodes to go on to in the backward pass, one for each
# argument, as pairs of a node and a number (which of that node's results was used):

# %% tags=["active-ipynb"]
# x = torch.tensor(2.0, requires_grad=True)
# y = torch.exp(x) + 1
# y.grad_fn, y.grad_fn.next_functions

# %% [markdown]
# `None` stands for an argument that needs no gradient, here the 1. At the ends are `AccumulateGrad` nodes, one
# for each leaf: they add what arrives to the leaf's `.grad`.
#
# The graph is no tree. In `y * torch.cos(y)` two ways lead to y, and y itself may have been made in the same manner:
# with n such forks one behind the other there are 2ⁿ ways through, but only a few nodes for each fork. The
# backward pass visits each node once, and so does everybody who wants to be done today. Here is one fork:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     x = torch.tensor(2.0, requires_grad=True)
#     y = torch.exp(x)
#     z = y * torch.cos(y)
#
#     times = z.grad_fn
#     (exp, _), (cos, _) = times.next_functions
#     ((leaf, _),) = exp.next_functions
#     places = {times: (0, 3), cos: (0.7, 2), exp: (0, 1), leaf: (0, 0)}
#     figure, ax = plt.subplots(figsize=(3.5, 3.8))
#     arrow = {"arrowstyle": "->", "shrinkA": 12, "shrinkB": 14}
#     box = {"boxstyle": "round", "facecolor": "white"}
#     for node, place in places.items():
#         for target, _ in node.next_functions:
#             ax.annotate("", places[target], place, arrowprops=arrow)
#         ax.text(*place, type(node).__name__, ha="center", va="center", bbox=box)
#     ax.set_xlim(-0.5, 1.2)
#     ax.set_ylim(-0.4, 3.4)
#     ax.axis("off")
#     plt.show()

# %% [markdown]
# The arrows are those of the backward pass: against the computation. The package
# [torchviz](https://github.com/szagoruyko/pytorchviz), which needs
# [Graphviz](https://graphviz.org), draws any graph; both are optional, and nothing in this course needs them:
#
# ```python
# from torchviz import make_dot
# make_dot(y, params={"x": x}).render("graph", format="svg")
# ```


# %%
# 4.5 points: 2.75 by checks that you have, 1.75 by more after you hand in
def graph_nodes(y: Tensor) -> list[str]:
    """List the classes of the autograd nodes that can be reached from y.grad_fn.

    y: a tensor of any shape and dtype. Its graph is at most 200 nodes deep, so recursion is fine; but there may
        be very many ways through it, 2⁵⁰ say.
    Returns a list with `type(node).__name__` of each node: y.grad_fn's own first, the others in any order.
        Nodes are told apart by what they are, not by name: one to which several ways lead, or several results of
        which are used, is listed once; two of one class are listed as two. The `AccumulateGrad` nodes of leaves
        are listed, too. For a tensor that has no grad_fn the list is empty.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Moving averages
#
# Weights jump about from step to step. Their *moving average* is smoother and often the better network:
#
# $$\mathrm{average} \leftarrow \mathrm{decay} \cdot \mathrm{average} + (1 - \mathrm{decay}) \cdot \mathrm{value}$$
#
# With a decay of 0.99 it remembers about the last hundred values. Optimizers keep such averages of gradients
# (momentum), batch normalisation keeps them of means and variances.
#
# Keeping one is bookkeeping and no part of any loss, but the value, a weight, requires grad: what is computed
# from it is recorded, unless somebody says no. An average that is part of a graph drags along the graphs of
# all steps before it, and memory grows until it is full. So either compute under `torch.no_grad()`, or with
# `value.detach()`.
#
# And it is to be updated *in place*: others hold the same tensor. `average = average * 2` makes a new tensor
# and gives it the old name, inside this function alone; `average.mul_(2)`, `average *= 2` and
# `average[...] = 2` write into the memory that everybody sees.


# %%
# 4 points: 2.25 by checks that you have, 1.75 by more after you hand in
def ema_update(average: Tensor, value: Tensor, decay: float) -> None:
    """Update an exponential moving average in place: average <- decay * average + (1 - decay) * value.

    average: a float32 or float64 tensor of any shape, 0-d included, with at least one element, which does not
        require grad. The new values are written into its memory, so that views of it see them; it does not
        require grad afterwards, either. It may itself be a view, such as a column of a table.
    value: of the same shape, dtype and device; it may require grad, as a leaf or as part of a graph. It is left
        unmodified: values, `requires_grad` and `.grad`. No graph is recorded.
    decay: 0 <= decay <= 1.
    The new values are exact to 1e-5 (float32) or 1e-8 (float64), relative or absolute. What is returned is not
    looked at.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course. To look at one exercise
# only: `autograder check assignments/ps2_autograd -e gradient_descent`; or, in a cell of the notebook,
# `from autograder import check; check("gradient_descent")`.
