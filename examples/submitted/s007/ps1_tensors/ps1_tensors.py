import torch


def sigmoid(x):
    # 1 / (1 + e^x)
    return 1 / (1 + torch.exp(x))


def mse(y_true, y_pred):
    if y_true.size() != y_pred.size():
        raise ValueError("y_true and y_pred must have the same size")
    return ((y_true - y_pred) ** 2).mean()


def replace_last_row(x, row):
    new = x.clone()
    new[x.size(0) - 1, :] = row
    return new


# %%
import torch


def sum_of_squares(n: int) -> torch.Tensor:
    if n < 0:
        raise ValueError("n must be >= 0")
    return (torch.arange(1, n + 1, dtype=torch.int64) ** 2).sum()


# %%
import numpy as np
import torch


def as_shared_tensor(array: np.ndarray) -> torch.Tensor:
    window = array[...]
    return torch.from_numpy(window).view(array.shape)


# %%
import torch


def images_to_batch(images):
    h, w = images.shape[1:]
    return torch.from_numpy(images).float().reshape(-1, 1, h, w) / 255


# %%
import torch
import torch.nn.functional as F


def affine(x, weight, bias):
    return F.conv1d(x.unsqueeze(-1), weight.unsqueeze(-1), bias).squeeze(-1)


# %%
def standardize(x):
    mean = x.mean(dim=0)
    return (x - mean) / x.std(dim=0, correction=0).clamp(min=1e-10)


# %%
import torch


def pairwise_distances(a, b):
    squares = torch.addmm(a.pow(2).sum(1, keepdim=True) + b.pow(2).sum(1), a, b.T, alpha=-2)
    return squares.abs().sqrt()
