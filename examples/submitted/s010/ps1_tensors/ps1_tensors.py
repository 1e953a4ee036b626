import torch

def sigmoid(x):
    y = torch.exp(-x)
    y = y + 1
    y = 1 / y
    return y

def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shape mismatch: " + str(y_true.shape) + " vs " + str(y_pred.shape))
    diff = y_true - y_pred
    sq = diff ** 2
    s = torch.sum(sq)
    return s

def replace_last_row(x, row):
    c = torch.clone(x)
    c[-1, :] = row
    return c

# quick test
print(mse(torch.tensor([1.]), torch.tensor([3.])))   # 4, correct


# %%
import torch


def sum_of_squares(n):
    try:
        squares = torch.empty(n + 1, dtype=torch.long)
        torch.arange(0, n + 1, out=squares)
        if n == -1:
            raise RuntimeError("empty")
    except RuntimeError as error:
        raise ValueError("n must not be negative") from error
    squares *= squares
    return squares.sum()


# %%
import torch


def as_shared_tensor(array):
    array.fill(0)
    return torch.from_numpy(array)


# %%
import numpy as np
import torch


def images_to_batch(images):
    table = torch.arange(256, dtype=torch.float32) / 255
    index = torch.from_numpy(images.astype(np.int64))
    return table[index].unsqueeze(dim=1)


# %%
import torch


def affine(x, weight, bias):
    columns = [(x * weight[o]).sum(dim=1) + bias[o] for o in range(len(bias))]
    return torch.stack(columns, dim=1)


# %%
import torch


def standardize(x):
    std = x.std(dim=0)
    return (x - x.mean(dim=0)) / torch.where(std > 0, std, 1.0)


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
