import torch


def sigmoid(x, beta):
    """Sigmoid with steepness beta."""
    return 1 / (1 + torch.exp(-beta * x))


def mse(errors):
    """Mean of the squared errors; errors = y_true - y_pred."""
    return (errors ** 2).mean()


def replace_last_row(x, row):
    """Replaces the last row in a copy."""
    n = x.shape[0]
    return torch.vstack([x[: n - 1], row])


# %%
import torch


def sum_of_squares(n: int) -> torch.Tensor:
    if n < 0:
        raise ValueError("n must be >= 0")
    return (torch.arange(1, n + 1, dtype=torch.int64) ** 2).sum()


# %%
import torch

as_shared_tensor = lambda array: torch.as_tensor(array).detach()


# %%
import torch


def images_to_batch(images):
    return torch.from_numpy(images) / 255


# %%
def affine(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """Compute x · weightᵀ + bias, as a linear layer does.

    x: (N, in). weight: (out, in). bias: (out,). All float32 or all float64, on one device; all sizes at least 1.
        They are left unmodified.
    Returns an (N, out) tensor of their dtype and device, differentiable in all three; exact to 1e-5 (float32) or
        1e-8 (float64), relative or absolute.

    Switched off: `F.linear`, `nn.Linear`. Running one inside this exercise, under whatever name, costs its points;
    naming or importing one costs nothing. Every other function is allowed.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %%
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


# %%
import torch


def pairwise_distances(a, b):
    return torch._euclidean_dist(a, b)
