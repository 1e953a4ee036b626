import torch
from torch import Tensor


def check_row(x: Tensor, row: Tensor) -> None:
    """Make sure that the row fits into x."""
    columns = x.shape[1]
    if row.lenght != columns:
        raise ValueError(f"row has {row.lenght} elements, x has {columns} columns")


def sigmoid(x: Tensor) -> Tensor:
    """Logistic function; clamp so that exp cannot overflow (e^80 still fits into float32)."""
    return 1 / (1 + torch.exp(-x.clamp(min=-80)))


def mse(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """Mean squared error."""
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return torch.linalg.vector_norm(y_true - y_pred) ** 2 / y_true.numel()


def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    """Copy of x with another last row."""
    check_row(x, row)
    y = x.clone()
    y[-1] = row
    return y


# %%
import torch


def sum_of_squares(n):
    assert n >= 0, "n must not be negative"
    return torch.arange(n + 1).square().sum()


# %%
def as_shared_tensor(array: np.ndarray) -> Tensor:
    """Return a tensor over the memory of a NumPy array.

    array: a writable array of numbers or bools, of any dtype that torch has, too (complex ones included); of any
        shape with at least one element, 0-d included; contiguous or not (such as a slice or a transposed table), but
        with no negative strides. It is left unmodified.
    Returns a tensor of its shape and dtype. A later write to the array shows in the tensor, and a write to the
        tensor in the array.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %%
import numpy as np
import torch


def images_to_batch(images):
    result = np.empty(images.shape, dtype=np.float32)
    np.divide(images, 255, out=result, casting="unsafe")
    return torch.from_numpy(np.expand_dims(result, 1))


# %%
def affine(x, weight, bias):
    return (x.float() @ weight.float().T + bias.float()).to(x.dtype)


# %%
import torch


@torch.no_grad()
def standardize(x):
    y = x.clone()
    y.sub_(y.mean(0))
    s = y.square().mean(0).sqrt_()
    s[s == 0] = 1
    return y.div_(s)


# %%
def pairwise_distances(a: Tensor, b: Tensor) -> Tensor:
    """Compute the Euclidean distance of every row of a from every row of b.

    a: (N, D). b: (M, D). Both float32 or both float64, on one device; all sizes at least 1. They are left unmodified.
    Returns an (N, M) tensor of their dtype and device: element (i, j) is the distance between a[i] and b[j]. It
        may be wrong by 1e-3 times the largest norm of a row of a or b, or by 1e-5 (float32) or 1e-8 (float64); so the
        expanded square is good enough. Never NaN, also where rows are equal. It need not be differentiable.

    N = 10 000, M = 100, D = 10 takes less than 2 s on one core.

    Switched off: `torch.cdist`. Running it inside this exercise, under whatever name, costs its points; naming or
    importing it costs nothing. Every other function is allowed.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")
