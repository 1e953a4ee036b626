# %% no-root: the squares
def pairwise_distances(a, b):
    return ((a[:, None] - b) ** 2).sum(-1)


# %% manhattan: absolute differences
def pairwise_distances(a, b):
    return (a[:, None] - b).abs().sum(-1)


# %% largest-difference: the maximum norm
def pairwise_distances(a, b):
    return (a[:, None] - b).abs().amax(-1)


# %% mean: divides by the number of coordinates
def pairwise_distances(a, b):
    return ((a[:, None] - b) ** 2).mean(-1).sqrt()


# %% row-by-row: pairs row i with row i
def pairwise_distances(a, b):
    return ((a - b) ** 2).sum(-1).sqrt()


# %% transposed: (M, N)
def pairwise_distances(a, b):
    return ((b[:, None] - a) ** 2).sum(-1).sqrt()


# %% wrong-dimension: sums over the rows of b
def pairwise_distances(a, b):
    return ((a[:, None] - b) ** 2).sum(1).sqrt()


# %% one-number: sums over everything
def pairwise_distances(a, b):
    return ((a[:, None] - b) ** 2).sum().sqrt()


# %% cdist: switched off
import torch


def pairwise_distances(a, b):
    return torch.cdist(a, b)


# %% cdist-without-mm: switched off, too
import torch


def pairwise_distances(a, b):
    return torch.cdist(a, b, compute_mode="donot_use_mm_for_euclid_dist")


# %% cdist-of-batches: the same for a batch of one
import torch


def pairwise_distances(a, b):
    return torch.functional.cdist(a[None], b[None])[0]


# %% euclidean-dist: what cdist calls
import torch


def pairwise_distances(a, b):
    return torch._euclidean_dist(a, b)


# %% cdist-forward: the operator behind it
import torch


def pairwise_distances(a, b):
    return torch.ops.aten._cdist_forward(a, b, 2.0, None)


# %% negative-root: the expanded square as it is
def pairwise_distances(a, b):
    return ((a**2).sum(1)[:, None] - 2 * a @ b.T + (b**2).sum(1)).sqrt()


# %% sign-of-product: a² + 2ab + b²
def pairwise_distances(a, b):
    return ((a**2).sum(1)[:, None] + 2 * a @ b.T + (b**2).sum(1)).clamp(min=0).sqrt()


# %% product-once: a² - ab + b²
def pairwise_distances(a, b):
    return ((a**2).sum(1)[:, None] - a @ b.T + (b**2).sum(1)).clamp(min=0).sqrt()


# %% norms-added-wrong: works for N = M only, and wrongly
def pairwise_distances(a, b):
    return ((a**2).sum(1) - 2 * a @ b.T + (b**2).sum(1)).clamp(min=0).sqrt()


# %% two-loops: right, but for a million pairs
import torch


def pairwise_distances(a, b):
    result = torch.zeros(len(a), len(b), dtype=a.dtype)
    for i in range(len(a)):
        for j in range(len(b)):
            result[i, j] = torch.sqrt(torch.sum((a[i] - b[j]) ** 2))
    return result


# %% list-of-lists: right, but slow in another way
import torch


def pairwise_distances(a, b):
    return torch.stack([torch.stack([(row - other).norm() for other in b]) for row in a])


# %% in-place: writes into a
def pairwise_distances(a, b):
    result = (a[:, None] - b).norm(dim=2)
    a.data.sub_(a.data)
    return result


# %% float32: whatever comes in
def pairwise_distances(a, b):
    return (a[:, None].float() - b.float()).norm(dim=2)


# %% squeezed: one row loses its dimension
def pairwise_distances(a, b):
    return (a[:, None] - b).norm(dim=2).squeeze()


# %% eps-1e-2: an eps in the root that shows
def pairwise_distances(a, b):
    return ((a[:, None] - b) ** 2).sum(-1).add(1e-2).sqrt()


# %% cosine: another distance
import torch


def pairwise_distances(a, b):
    a1 = a / a.norm(dim=1, keepdim=True).clamp(min=1e-12)
    b1 = b / b.norm(dim=1, keepdim=True).clamp(min=1e-12)
    return 1 - a1 @ b1.T


# %% nan-for-one-column: the unbiased deviation of one number is NaN
def pairwise_distances(a, b):
    difference = a[:, None] - b
    d = a.shape[1]
    squares = difference.var(dim=2) * (d - 1) + d * difference.mean(dim=2) ** 2
    return squares.sqrt()


# %% first-two-coordinates: a plane only
import torch


def pairwise_distances(a, b):
    difference = a[:, None] - b
    return torch.hypot(difference[..., 0], difference[..., -1])


# %% rounded: to one digit
def pairwise_distances(a, b):
    return (a[:, None] - b).norm(dim=2).mul(10).round().div(10)
