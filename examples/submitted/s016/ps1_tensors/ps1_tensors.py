import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x))


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"{y_true.shape} and {y_pred.shape}")
    return ((y_true - y_pred) * (y_true - y_pred)).mean()


def replace_last_row(x, row):
    result = torch.zeros_like(x)
    i = 0
    while i < x.shape[0]:
        if i == x.shape[0] - 1:
            result[i] = row
        else:
            result[i] = x[i]
            i += 1
    return result


# %%
import torch


def sum_of_squares(n):
    if n < 0:
        raise ValueError("n must not be negative")

    def part(lo, hi):
        if hi - lo <= 1000:
            r = torch.arange(lo, hi, dtype=torch.long)
            return (r * r).sum()
        mid = (lo + hi) // 2
        return part(lo, mid) + part(mid, hi)

    return part(1, n + 1)


# %%
import torch


def as_shared_tensor(array):
    flat = torch.from_numpy(array.ravel(order="K"))
    return flat.reshape(array.shape)


# %%
def images_to_batch(images: np.ndarray) -> Tensor:
    """Turn grey pictures into the batch that a network takes.

    images: uint8 array (N, H, W), N >= 0, values from 0 (black) to 255 (white); contiguous or not, with no
        negative strides. It is left unmodified.
    Returns a float32 tensor (N, 1, H, W) with values from 0 (black) to 1 (white), whatever the darkest and the
        brightest values of these images are; exact to 1e-5. It shares no memory with images.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %%
import torch
from torch import Tensor


def affine(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    product = torch.mm(x, torch.transpose(weight, 0, 1))
    return torch.add(product, bias)


# %%
def standardize(x):
    std = x.std(dim=0, correction=0)
    keep = std > 0
    return (x[:, keep] - x.mean(dim=0)[keep]) / std[keep]


# %%
import torch


def pairwise_distances(a, b):
    result = a.new_empty(len(a), len(b))
    for i in range(len(a)):
        result[i] = torch.linalg.vector_norm(a[i] - b, dim=1)
    return result
