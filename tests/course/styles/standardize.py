# %% std-and-where: a deviation of 0 is replaced by 1
import torch


def standardize(x):
    mean = x.mean(dim=0)
    std = x.std(dim=0, correction=0)
    std = torch.where(std == 0, torch.ones_like(std), std)
    return (x - mean) / std


# %% eps-beside-the-deviation: the allowed one, 1e-8
def standardize(x):
    return (x - x.mean(0)) / (x.std(0, unbiased=False) + 1e-8)


# %% tiny-eps: a smaller one
def standardize(x):
    return (x - x.mean(0)) / (x.std(0, unbiased=False) + 1e-12)


# %% nan-to-num: repairs 0 / 0 afterwards
import torch


def standardize(x):
    z = (x - x.mean(dim=0, keepdim=True)) / x.var(dim=0, correction=0, keepdim=True).sqrt()
    return torch.nan_to_num(z, nan=0.0)


# %% by-hand: mean and variance as sums
import torch
from torch import Tensor


def standardize(x: Tensor) -> Tensor:
    n = x.shape[0]
    centred = x - x.sum(dim=0) / n
    variance = (centred * centred).sum(dim=0) / n
    deviation = torch.sqrt(variance)
    deviation[deviation == 0] = 1
    return centred / deviation


# %% numpy: np.std is that of a population
import numpy as np
import torch


def standardize(x):
    a = x.detach().cpu().numpy()
    mean, std = a.mean(axis=0), a.std(axis=0)
    std = np.where(std > 0, std, np.ones_like(std))
    return torch.from_numpy((a - mean) / std).to(x.dtype)


# %% clamp: the deviation is at least 1e-10
def standardize(x):
    mean = x.mean(dim=0)
    return (x - mean) / x.std(dim=0, correction=0).clamp(min=1e-10)


# %% var-mean: both in one call
import torch


def standardize(x):
    variance, mean = torch.var_mean(x, dim=0, correction=0)
    scale = torch.where(variance > 0, variance.rsqrt(), torch.zeros_like(variance))
    return (x - mean) * scale


# %% columns-in-a-loop: one column after the other, into an own buffer
import torch


def standardize(x):
    result = torch.zeros_like(x)
    for j in range(x.shape[1]):
        column = x[:, j]
        centred = column - column.mean()
        deviation = centred.pow(2).mean().sqrt()
        if deviation > 0:
            result[:, j] = centred / deviation
    return result


# %% list-comprehension: a stack of columns
import torch


def _standardized(column):
    if (column == column[0]).all():
        return torch.zeros_like(column)
    return (column - column.mean()) / column.std(correction=0)


def standardize(x):
    return torch.stack([_standardized(column) for column in x.T], dim=1)


# %% sample-deviation-corrected: the sample's deviation, brought to the population's
import math

import torch


def standardize(x):
    n = len(x)
    if n == 1:
        return torch.zeros_like(x)
    std = x.std(dim=0) * math.sqrt((n - 1) / n)
    z = (x - x.mean(dim=0)) / std
    z[:, std == 0] = 0
    return z


# %% in-double: computes in float64 and comes back
import torch


def standardize(x):
    d = x.double()
    d = d - d.mean(dim=0)
    s = d.square().mean(dim=0).sqrt()
    return (d / s.masked_fill(s == 0, 1)).to(x.dtype)


# %% division-by-norm: the deviation as a norm of the centred column
import torch


def standardize(x):
    centred = x - x.mean(dim=0)
    norm = torch.linalg.vector_norm(centred, dim=0) / len(x) ** 0.5
    return torch.where(norm > 0, centred / norm, 0.0)


# %% in-place-on-a-copy: works in place, on a clone
import torch


def standardize(x):
    y = x.detach().clone()
    y -= y.mean(dim=0)
    s = y.pow(2).mean(dim=0).sqrt_()
    y /= s.where(s != 0, torch.tensor(1.0, dtype=y.dtype))
    return y


# %% lambda: one expression
import torch

standardize = lambda x: torch.div(x - x.mean(0), torch.std(x, 0, correction=0).add(1e-9))


# %% transposed: along rows of the transposed table
def standardize(x):
    rows = x.T
    mean = rows.mean(dim=1, keepdim=True)
    deviation = rows.std(dim=1, correction=0, keepdim=True)
    return ((rows - mean) / (deviation + (deviation == 0))).T
