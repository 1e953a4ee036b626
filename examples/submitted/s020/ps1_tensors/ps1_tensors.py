import numpy as np
import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x))


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("not the same shape")
    return ((y_true - y_pred) ** 2).mean()


# trying things out
data = np.loadtxt("data/measurements.csv", delimiter=",")
y = torch.from_numpy(data[:, 1])
print("mse of the mean:", mse(y, y.mean().expand_as(y)))


def replace_last_row(x, row):
    out = x.clone()
    out[-1] = row
    return out


print(replace_last_row(torch.zeros(2, 2), torch.ones(2)))


# %%
import numpy as np
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n < 0")
    a = np.arange(n + 1, dtype=np.int64)
    return torch.tensor(np.sum(a**2))


# %%
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array.astype(array.dtype, copy=False))


# %%
import torch
from torchvision.transforms.functional import convert_image_dtype


def images_to_batch(images):
    return convert_image_dtype(torch.tensor(images)[:, None], torch.float32)


# %%
import torch.nn.functional as F


def affine(x, weight, bias):
    return F.conv1d(x.unsqueeze(2), weight.unsqueeze(2), bias).squeeze(2)


# %%
import torch


def standardize(x: torch.Tensor) -> torch.Tensor:
    d = x.detach().double()
    var, mean = torch.var_mean(d, dim=0, unbiased=False)
    z = (d - mean) / var.sqrt().clamp(min=1e-12)
    return z.to(x.dtype)


# %%
def pairwise_distances(a, b):
    return ((a[:, None] - b) ** 2).sum(-1).add(1e-12).sqrt()
