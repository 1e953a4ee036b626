# %% [markdown]
# # 1. From NumPy to PyTorch
#
# A *tensor* is what NumPy calls an array: numbers in a grid of any number of dimensions. PyTorch adds two
# things to it: a tensor may live on a GPU, and it can remember how it was computed, so that gradients come
# for free (assignment 2).
#
# (I deleted the table here, I have it on paper. -- s001)

# %%
"""Assignment 1, from NumPy to PyTorch: tensors, shapes, copies."""

import torch
from torch import Tensor

# %% [markdown]
# ## Element by element


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
    # e^(-|x|) is never larger than 1, so nothing can overflow:
    #   x >= 0:  1 / (1 + e^-x)
    #   x <  0:  e^x / (1 + e^x)
    small = torch.exp(-torch.abs(x))
    return torch.where(x >= 0, 1 / (1 + small), small / (1 + small))


# %% [markdown]
# ## Shapes and broadcasting


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
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes differ: {y_true.shape} and {y_pred.shape}")
    error = y_true - y_pred
    return torch.mean(error**2)


# %% [markdown]
# ## Reference, view, clone


# %%
def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    """Return a copy of x whose last row is `row`.

    x: (n, m), n >= 1, of any dtype, integer and bool included. It is left unmodified.
    row: (m,), of the same dtype and on the same device; left unmodified.
    Returns a new (n, m) tensor of x's dtype and device that shares no memory with x. Whether it keeps x's
        graph for gradients is up to you.
    """
    y = x.clone()
    y[-1] = row
    return y


# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course.


# %%
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n must be >= 0")
    total = 0
    for i in range(1, n + 1):
        total += i**2
    return torch.tensor(total)


# %%
from torch import from_numpy as as_shared_tensor


# %%
import numpy as np
import torch


def images_to_batch(images: np.ndarray) -> torch.Tensor:
    scaled = images.astype(np.float32) / np.float32(255)
    return torch.from_numpy(scaled[:, np.newaxis, :, :])


# %%
import torch


def affine(x, weight, bias):
    return torch.addmm(bias, x, weight.t())


# %%
import torch


def standardize(x):
    mean = x.mean(dim=0)
    std = x.std(dim=0, correction=0)
    std = torch.where(std == 0, torch.ones_like(std), std)
    return (x - mean) / std


# %%
import torch


def pairwise_distances(a, b):
    aa = torch.einsum("nd,nd->n", a, a)
    bb = torch.einsum("md,md->m", b, b)
    ab = torch.einsum("nd,md->nm", a, b)
    return torch.sqrt(torch.relu(aa[:, None] + bb - 2 * ab))
