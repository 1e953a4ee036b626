import torch


def sigmoid(x):
    return torch.exp(x - torch.logaddexp(torch.zeros_like(x), x))


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    print("y_true =", y_true)
    print("y_pred =", y_pred)
    return (y_true - y_pred).square().sum().div(y_true.numel())


def replace_last_row(x, row):
    y = x.clone()
    # debugging: which row do I have to replace?
    i = 0
    while i >= 0:
        print("row", i, "of", x.shape[0], ":", x.tolist(), "will it be this one?")
        i += 1
    y[i] = row
    return y


# %%
def sum_of_squares(n: int) -> Tensor:
    """Compute 1² + 2² + … + n².

    n: a Python int, up to 1 000 000.
    Returns a 0-d int64 tensor, exact: 333383335000 for n = 10 000, and 0 for n = 0.
    Raises ValueError for n < 0.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %%
import torch


def as_shared_tensor(array):
    tensor = torch.from_numpy(array)
    return tensor.to(tensor.dtype).cpu()


# %%
import numpy as np
import torch


def images_to_batch(images):
    return torch.from_numpy(images.astype(np.int8)).unsqueeze(1).float() / 255


# %%
import torch


def affine(x, weight, bias):
    return torch.baddbmm(bias.expand(1, len(x), -1), x[None], weight.T[None])[0]


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
def pairwise_distances(a, b):
    return (a[:, None] - b).norm(dim=2).mul(10).round().div(10)
