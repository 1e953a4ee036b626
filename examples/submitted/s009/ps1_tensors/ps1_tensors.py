"""Assignment 1, from NumPy to PyTorch: tensors, shapes, copies."""

import torch
from torch import Tensor


# %%
def sigmoid(x: Tensor) -> Tensor:
    """Compute the logistic function 1 / (1 + e^(-x)), element by element."""
    return 1.0 / (1.0 + torch.exp(-x))


# %%
def mse(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """Compute the mean squared error over all elements."""
    # PyTorch raises an error by itself when the shapes do not fit
    return torch.mean((y_true - y_pred) ** 2)


# %%
def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    """Return a copy of x whose last row is `row`."""
    result = torch.empty_like(x)
    result[:-1] = x[:-1]
    result[-1] = row
    return result


# %%
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n must not be negative")

    def part(lo, hi):
        if hi - lo <= 1000:
            r = torch.arange(lo, hi, dtype=torch.long)
            return (r * r).sum()
        mid = (lo + hi) // 2
        return part(lo, mid) + part(mid, hi)

    return part(1, n + 1)


# %%
import numpy as np
import torch


def as_shared_tensor(array: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(array)


# %%
import torch

images_to_batch = lambda images: torch.tensor(images, dtype=torch.float).div(255).unsqueeze(-3)


# %%
import torch


def affine(x, weight, bias):
    return torch.einsum("ni,oi->no", x, weight) + bias


# %%
import torch


def standardize(x):
    d = x.double()
    d = d - d.mean(dim=0)
    s = d.square().mean(dim=0).sqrt()
    return (d / s.masked_fill(s == 0, 1)).to(x.dtype)


# %%
import torch


def pairwise_distances(a, b):
    distance = torch.zeros(len(a), len(b), dtype=a.dtype)
    for column_a, column_b in zip(a.T, b.T):
        distance = torch.hypot(distance, column_a[:, None] - column_b[None, :])
    return distance
