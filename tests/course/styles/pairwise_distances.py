# %% unsqueeze-both: all pairs by broadcasting
import torch


def pairwise_distances(a, b):
    difference = a.unsqueeze(1) - b.unsqueeze(0)
    return torch.sqrt((difference**2).sum(dim=2))


# %% none-index: the same with None, and norm for the rest
def pairwise_distances(a, b):
    return (a[:, None] - b[None]).norm(dim=-1)


# %% expanded-square: a² - 2ab + b², cut off below 0
def pairwise_distances(a, b):
    squares = (a**2).sum(1).view(-1, 1) + (b**2).sum(1).view(1, -1) - 2 * a @ b.t()
    return squares.clamp(min=0).sqrt()


# %% expanded-square-relu: the same with relu
import torch


def pairwise_distances(a, b):
    aa = torch.einsum("nd,nd->n", a, a)
    bb = torch.einsum("md,md->m", b, b)
    ab = torch.einsum("nd,md->nm", a, b)
    return torch.sqrt(torch.relu(aa[:, None] + bb - 2 * ab))


# %% expanded-square-addmm: the same in one call
import torch


def pairwise_distances(a, b):
    squares = torch.addmm(a.pow(2).sum(1, keepdim=True) + b.pow(2).sum(1), a, b.T, alpha=-2)
    return squares.abs().sqrt()


# %% nan-to-num: repairs NaN afterwards
import torch


def pairwise_distances(a, b):
    squares = a.square().sum(1, True) - 2 * a.mm(b.T) + b.square().sum(1)
    return torch.nan_to_num(squares.sqrt(), nan=0.0)


# %% loop-over-few: one column of the result after the other
import torch


def pairwise_distances(a, b):
    columns = [(a - row).pow(2).sum(dim=1).sqrt() for row in b]
    return torch.stack(columns, dim=1)


# %% loop-over-coordinates: adds up one coordinate after the other
import torch


def pairwise_distances(a, b):
    total = torch.zeros(a.shape[0], b.shape[0], dtype=a.dtype, device=a.device)
    for d in range(a.shape[1]):
        total += (a[:, d].reshape(-1, 1) - b[:, d]) ** 2
    return total.sqrt()


# %% loop-over-many: a loop over the rows of a, into a buffer; still fast enough
import torch


def pairwise_distances(a, b):
    result = a.new_empty(len(a), len(b))
    for i in range(len(a)):
        result[i] = torch.linalg.vector_norm(a[i] - b, dim=1)
    return result


# %% hypot: hypotenuse upon hypotenuse
import torch


def pairwise_distances(a, b):
    distance = torch.zeros(len(a), len(b), dtype=a.dtype)
    for column_a, column_b in zip(a.T, b.T):
        distance = torch.hypot(distance, column_a[:, None] - column_b[None, :])
    return distance


# %% pairwise-distance: torch's distance of rows, broadcast; it is another function
import torch.nn.functional as F


def pairwise_distances(a, b):
    return F.pairwise_distance(a[:, None, :], b[None, :, :])


# %% numpy: everything in NumPy
import numpy as np
import torch


def pairwise_distances(a, b):
    x, y = a.detach().numpy(), b.detach().numpy()
    return torch.from_numpy(np.linalg.norm(x[:, np.newaxis, :] - y[np.newaxis, :, :], axis=-1))


# %% vmap: a function of two rows
import torch


def _distance(one, other):
    return (one - other).square().sum().sqrt()


def pairwise_distances(a, b):
    return torch.vmap(torch.vmap(_distance, in_dims=(None, 0)), in_dims=(0, None))(a, b)


# %% repeat: pairs made by repeating rows
import torch


def pairwise_distances(a, b):
    n, m = len(a), len(b)
    first = a.repeat_interleave(m, dim=0)
    second = b.repeat(n, 1)
    return (first - second).norm(dim=1).reshape(n, m)


# %% expand: the sizes said by expand
def pairwise_distances(a, b):
    n, d = a.shape
    m, _ = b.shape
    wide_a = a.view(n, 1, d).expand(n, m, d)
    wide_b = b.view(1, m, d).expand(n, m, d)
    return (wide_a - wide_b).pow(2).sum(2).pow(0.5)


# %% lambda: one expression
pairwise_distances = lambda a, b: ((a[:, None] - b) ** 2).sum(-1) ** 0.5


# %% names-the-forbidden-one: compares itself with torch.cdist at import, where that is free
import torch
from torch import cdist


def pairwise_distances(a, b):
    return torch.dist if False else torch.linalg.norm(a[:, None] - b[None, :], ord=2, dim=2)


_a, _b = torch.rand(4, 2), torch.rand(3, 2)
assert torch.allclose(pairwise_distances(_a, _b), cdist(_a, _b), atol=1e-5)


# %% gram-in-double: the expanded square in float64
import torch


def pairwise_distances(a, b):
    x, y = a.double(), b.double()
    squares = (x * x).sum(1)[:, None] + (y * y).sum(1)[None, :] - 2 * x @ y.T
    return torch.maximum(squares, torch.zeros_like(squares)).sqrt().to(a.dtype)


# %% in-chunks: a thousand rows at a time, to save memory
import torch


def pairwise_distances(a, b):
    parts = [(chunk[:, None] - b).square_().sum(2).sqrt_() for chunk in a.split(1000)]
    return torch.cat(parts)


# %% eps-in-the-root: so small that nobody sees it
def pairwise_distances(a, b):
    return ((a[:, None] - b) ** 2).sum(-1).add(1e-12).sqrt()
