# %% [markdown]
# # 1. From NumPy to PyTorch
#
# A *tensor* is what NumPy calls an array: numbers in a grid of any number of dimensions. PyTorch adds two
# things to it: a tensor may live on a GPU, and it can remember how it was computed, so that gradients come
# for free (assignment 2). Most of what you know from NumPy carries over:
#
# | NumPy | PyTorch | |
# |---|---|---|
# | `np.array([1, 2])` | `torch.tensor([1, 2])` | copies the data |
# | `np.zeros((2, 3))` | `torch.zeros(2, 3)` | also `ones`, `full`, `arange`, `rand`, `randn` |
# | `a.shape`, `a.dtype` | `x.shape`, `x.dtype` | torch's default is float32, NumPy's is float64 |
# | `a.reshape(3, 2)` | `x.reshape(3, 2)`, `x.view(3, 2)` | `view` never copies, or raises |
# | `a.sum(axis=0)` | `x.sum(dim=0)` | `axis` is called `dim` |
# | `a * b`, `a @ b` | `x * y`, `x @ y` | element by element; matrix product |
# | `np.exp(a)` | `torch.exp(x)` | functions work element by element |
# | `a.copy()` | `x.clone()` | a copy with memory of its own |
#
# **Rank** is the number of dimensions, `x.dim()`: a number is 0-d (`torch.tensor(3.0)`, shape `()`), a
# vector 1-d, a table 2-d, a grey picture with its channel 3-d (`(1, 28, 28)`), a batch of such pictures 4-d
# (`(64, 1, 28, 28)`). Code written element by element works for all of them, even for an empty tensor of
# shape `(0,)`.

# %%
"""Assignment 1, from NumPy to PyTorch: tensors, shapes, copies."""

import torch
from torch import Tensor

# %% [markdown]
# ## Element by element
#
# `torch.exp(-x)` is a tensor of the shape of `x`, and so is every formula made of such pieces: no loop
# needed, and loops over elements are slow. What a formula on paper does not show is that a float has a
# largest value: about 3 · 10³⁸ in float32. `torch.exp(torch.tensor(1000.0))` is `inf`, and `inf / inf` is
# `nan`, "not a number", which then spreads through all that follows. So think about large arguments of both
# signs, and rewrite the formula where one of them overflows: the logistic function has several equal forms.


# %%
def sigmoid(x: Tensor) -> Tensor:
    """Compute the logistic function 1 / (1 + e^(-x)), element by element.

    x: float32 or float64, of any shape, 0-d and empty included. It is left unmodified (its values,
        `requires_grad` and `.grad`).
    Returns a tensor of x's shape, dtype and device; exact to 1e-5 (float32) or 1e-8 (float64), relative or
        absolute.

    No value is NaN or infinite for abs(x) <= 1000. The result is differentiable: gradients are checked for
    0.01 <= abs(x) <= 20, so forms made with abs(x) are fine.

    Switched off: `torch.sigmoid`, `Tensor.sigmoid`, `F.sigmoid`, `torch.special.expit`, `nn.Sigmoid` and the
    in-place forms. Running one inside this exercise, under whatever name, costs its points; naming or
    importing one costs nothing. Every other function is allowed.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Shapes and broadcasting
#
# Two tensors of different shapes can still be added, subtracted or multiplied: shapes are lined up from the
# right, and a dimension of size 1 (or a missing one) is stretched to fit. `(64, 10) + (10,)` adds one row
# to every row.
#
# The same rule is the source of a famous bug. A network returns predictions of shape `(N, 1)`, the labels
# have shape `(N,)`. Their difference is no error: it has shape `(N, N)`, every label against every
# prediction, and its mean is a plausible number that means nothing. A function that needs equal shapes has to
# compare `x.shape` itself, and `raise ValueError("...")` with a message that names both.
#
# A reduction such as `x.sum()` or `x.mean()` without `dim` runs over all elements and returns a 0-d tensor;
# `.item()` makes a Python number of it, but also cuts it off from its gradient.


# %%
def mse(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """Compute the mean squared error over all elements.

    y_true, y_pred: both float32 or both float64, on one device, of the same shape (any shape) with at least
        one element. They are left unmodified.
    Returns a 0-d tensor of their dtype and device, differentiable in both arguments; exact to 1e-5
        (float32) or 1e-8 (float64), relative or absolute.
    Raises ValueError when the shapes differ, also where broadcasting would make them fit, as with (N,) and
        (N, 1).

    Switched off: `F.mse_loss`, `nn.MSELoss`. Running one inside this exercise, under whatever name, costs its
    points; naming or importing one costs nothing. Every other function is allowed.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Reference, view, clone
#
# `y = x` copies nothing: both names mean one tensor. `x[0]`, `x[:, 1]`, `x.view(-1)` and `x.T` are new
# tensors, but *views* into the memory of `x`, as in NumPy. So
#
# ```python
# first = x[0]
# first[2] = 7.0      # changes x[0, 2], too
# ```
#
# Only `x.clone()` has memory of its own. A function that changes its argument surprises whoever called it;
# change a clone and return that, unless changing the argument is the purpose. (PyTorch marks that case with
# a trailing underscore: `x.zero_()`, `x.add_(1)`.)


# %%
def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    """Return a copy of x whose last row is `row`.

    x: (n, m), n >= 1, of any dtype, integer and bool included. It is left unmodified.
    row: (m,), of the same dtype and on the same device; left unmodified.
    Returns a new (n, m) tensor of x's dtype and device that shares no memory with x. Whether it keeps x's
        graph for gradients is up to you.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course. To look at one exercise
# only: `autograder check assignments/ps1_tensors -e sigmoid`. When a check fails, it shows the smallest
# input on which your function goes wrong.
