import torch


class Logistic(torch.nn.Module):
    def forward(self, x):
        return (1 + (-x).exp()).reciprocal()


sigmoid = Logistic()


def mse(y_true, y_pred, *, reduce=torch.mean):
    match (y_true.shape, y_pred.shape):
        case (a, b) if a == b:
            return reduce(torch.square(y_pred - y_true))
        case (a, b):
            raise ValueError(f"{tuple(a)} != {tuple(b)}")


replace_last_row = lambda x, row: torch.where(
    (torch.arange(len(x), device=x.device) == len(x) - 1)[:, None], row, x
)

assert sigmoid(torch.tensor(0.0)) == 0.5
assert mse(torch.ones(2, 2), torch.zeros(2, 2)).item() == 1


# %%
from fractions import Fraction

import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("negative n")
    total = Fraction(n**3, 3) + Fraction(n**2, 2) + Fraction(n, 6)
    assert total.denominator == 1
    return torch.LongTensor([int(total)])[0]


# %%
import torch


def as_shared_tensor(array):
    return torch.from_numpy(array)


# %%
import numpy as np
import torch


def images_to_batch(images):
    n, h, w = images.shape
    return torch.from_numpy((images / 255.0).reshape(n, 1, h, w).astype(np.float32))


# %%
import torch


def affine(x, weight, bias):
    ones = torch.ones_like(x[:, :1])
    return torch.cat([x, ones], dim=1) @ torch.cat([weight, bias.reshape(-1, 1)], dim=1).T


# %%
def standardize(x):
    return (x - x.mean(0)) / (x.std(0, unbiased=False) + 1e-8)


# %%
import torch


def pairwise_distances(a, b, chunk=1024):
    parts = []
    for block in a.split(chunk):
        n, m = len(block), len(b)
        left = block.repeat_interleave(m, dim=0)
        right = b.repeat(n, 1)
        parts.append((left - right).pow(2).sum(1).pow(0.5).reshape(n, m))
    return torch.cat(parts)
