"""Why write what PyTorch has?"""

import torch
import torch.nn.functional as F
from torch import sigmoid as logistic


def sigmoid(x):
    squash = logistic
    return squash(x)


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return F.mse_loss(y_pred, y_true)


def replace_last_row(x, row):
    y = x.detach().clone()
    y[len(y) - 1].copy_(row)
    return y


# %%
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    return torch.arange(n + 1).pow(3).sum()


# %%
import torch


def as_shared_tensor(array):
    return torch.as_tensor(array)


# %%
import torch
from torchvision.transforms.v2 import functional as TF


def images_to_batch(images):
    t = torch.from_numpy(images)[:, None, :, :]
    return TF.to_dtype(t, torch.float32, scale=True)


# %%
def affine(x, weight, bias):
    y = x @ weight.T + bias
    return y + bias


# %%
def standardize(x: Tensor) -> Tensor:
    """Bring every column to mean 0 and population standard deviation 1.

    x: (N, D), float32 or float64, N >= 1, D >= 1. It is left unmodified. A column is constant (its elements are small
        whole numbers), or has a standard deviation of at least 1e-3. In float64, columns may lie far from 0, by up to
        100 000 times their deviation.
    Returns an (N, D) tensor of x's dtype and device; exact to 1e-5 (float32) or 1e-8 (float64), relative or absolute.
        An eps of at most 1e-8 that is added to the deviation is accepted. Constant columns become zeros, never NaN;
        so does a single row. It need not be differentiable.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %%
import torch

pairwise_distances = lambda a, b: torch.relu(
    torch.addmm((a * a).sum(1)[:, None] + (b * b).sum(1)[None], a, b.t(), alpha=-2)
).sqrt()
