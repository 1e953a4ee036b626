import torch
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    return torch.reciprocal(torch.exp(torch.neg(x)).add(1))


def mse(y_true: Tensor, y_pred: Tensor) -> Tensor:
    if y_true.shape != y_pred.shape:
        raise ValueError("y_true and y_pred need the same shape")
    n = y_true.numel()
    return ((y_true - y_pred) ** 2).sum() / n


def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    y = x  # work on a copy, so that x stays as it is
    y[-1] = row
    return y


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
import torch


def as_shared_tensor(array):
    return torch.utils.dlpack.from_dlpack(array)


# %%
import numpy as np
import torch
from torchvision.transforms import ToTensor


def images_to_batch(images):
    if len(images) == 0:
        return torch.zeros(0, 1, *images.shape[1:])
    to_tensor = ToTensor()
    return torch.stack([to_tensor(np.ascontiguousarray(image)) for image in images])


# %%
def affine(x, weight, bias):
    return (weight @ x.T + bias.reshape(-1, 1)).T


# %%
import torch


def standardize(x):
    mean = x.mean(dim=0)
    std = x.std(dim=0, correction=0)
    return (x - mean) / torch.where(std == 0, torch.ones_like(std), std)


# %%
def pairwise_distances(a, b):
    n, d = a.shape
    m, _ = b.shape
    wide_a = a.view(n, 1, d).expand(n, m, d)
    wide_b = b.view(1, m, d).expand(n, m, d)
    return (wide_a - wide_b).pow(2).sum(2).pow(0.5)
