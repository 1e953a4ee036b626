# %% sample-std: divides by n - 1
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, (max(q - n * mean**2, 0.0) / (n - 1 or 1)) ** 0.5


# %% variance: no square root
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0)


# %% mean-of-means: every batch counts the same
def mean_and_std(loader):
    means, stds = [], []
    for images, _ in loader:
        means.append(images.mean().item())
        stds.append(images.std(correction=0).item())
    return sum(means) / len(means), sum(stds) / len(stds)


# %% mean-of-means-only: the std is right
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        w = locals().get('w', []) + [x.mean().item()]
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return sum(w) / len(w), max(q / n - mean**2, 0.0) ** 0.5


# %% mean-of-squares-of-means: sums batch means and batch mean squares
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += 1
        s += x.mean().item()
        q += x.square().mean().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% weighted-stds: weights by size, but averages deviations
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.std(correction=0).item() * x.numel()
    mean = s / n
    return mean, q / n


# %% weighted-variances: the pooled variance forgets the means
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.var(correction=0).item() * x.numel()
    mean = s / n
    return mean, (q / n) ** 0.5


# %% std-of-means: the deviation of the batches' means
import torch


def mean_and_std(loader):
    means, n, s = [], 0, 0.0
    for images, _ in loader:
        means.append(images.double().mean())
        n, s = n + images.numel(), s + images.double().sum().item()
    return s / n, torch.stack(means).std(correction=0).item()


# %% root-of-mean-square: the mean is not subtracted
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, (q / n) ** 0.5


# %% no-clamp: a complex number for constant pixels
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, (q / n - mean**2) ** 0.5


# %% nan-for-constant: the square root of -1e-18 as a tensor
import torch


def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, torch.tensor(q / n - mean**2).sqrt().item()


# %% math-domain: math.sqrt of a negative number
import math


def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, math.sqrt(q / n - mean**2)


# %% eps-in-the-root: adds 1e-6 to be safe
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, (max(q / n - mean**2, 0.0) + 1e-6) ** 0.5


# %% counts-pictures: n += len(images)
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += len(x)
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% counts-784: takes all pictures for 28 by 28
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += len(x) * 784
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% full-batches-assumed: counts the first batch's size for all
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        size = locals().get('size') or x.numel()
        n += size
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% last-batch-skipped: one batch too few
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    pairs = list(loader)
    for images, _ in pairs[:-1] or pairs:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% last-batch-only: overwrites instead of adding
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n = x.numel()
        s = x.sum().item()
        q = x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% first-batch-only: return inside the loop
def mean_and_std(loader):
    for images, _ in loader:
        return images.mean().item(), images.std(correction=0).item()


# %% uses-the-dataset: loader.dataset
import torch


def mean_and_std(loader):
    pixels = torch.stack([loader.dataset[i][0] for i in range(len(loader.dataset))]).double()
    return pixels.mean().item(), pixels.std(correction=0).item()


# %% len-of-the-loader: len(loader)
def mean_and_std(loader):
    n = s = q = 0.0
    total = len(loader)
    for number, (images, _) in zip(range(total), loader):
        x = images.double()
        n, s, q = n + x.numel(), s + x.sum().item(), q + x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% indexes-the-loader: loader[i]
def mean_and_std(loader):
    n = s = q = 0.0
    for i in range(len(loader)):
        x = loader[i][0].double()
        n, s, q = n + x.numel(), s + x.sum().item(), q + x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% two-passes: first the mean, then the deviation
def mean_and_std(loader):
    n, s = 0, 0.0
    for images, _ in loader:
        n += images.numel()
        s += images.double().sum().item()
    mean, q = s / n, 0.0
    for images, _ in loader:
        q += (images.double() - mean).square().sum().item()
    return mean, (q / n) ** 0.5


# %% peeks-first: next(iter(loader)) for the shape, then the loop
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    first, _ = next(iter(loader))
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% list-of-loader: keeps all batches in a list to go twice through them
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    batches = list(loader)
    for images, _ in batches:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% cat-of-all: torch.cat of all images
import torch


def mean_and_std(loader):
    pixels = torch.cat([images.flatten() for images, _ in loader]).double()
    return pixels.mean().item(), pixels.std(correction=0).item()


# %% copies-of-all: copies in float64, batch by batch
import torch


def mean_and_std(loader):
    pixels = torch.zeros(0, dtype=torch.float64)
    kept = []
    for images, _ in loader:
        kept.append(images.double().flatten())
    pixels = torch.cat(kept)
    return pixels.mean().item(), pixels.std(correction=0).item()


# %% grows-a-list: numpy arrays in a list
import numpy as np


def mean_and_std(loader):
    kept = []
    for images, _ in loader:
        kept.append(images.numpy().copy().ravel())
    pixels = np.concatenate(kept).astype(np.float64)
    return float(pixels.mean()), float(pixels.std())


# %% returns-tensors: 0-d tensors
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum()
        q += x.square().sum()
    mean = s / n
    return mean, (q / n - mean**2).clamp(min=0) ** 0.5


# %% one-tensor: a tensor of two
import torch


def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return torch.tensor([mean, max(q / n - mean**2, 0.0) ** 0.5])


# %% float32-numbers: NumPy's float32
import numpy as np


def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return np.float32(mean), np.float32(max(q / n - mean**2, 0.0) ** 0.5)


# %% texts: formatted
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return f"{mean:.4f}", f"{max(q / n - mean**2, 0.0) ** 0.5:.4f}"


# %% rounded: to three digits
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return round(mean, 3), round(max(q / n - mean**2, 0.0) ** 0.5, 3)


# %% list: a list of two
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    return [s / n, max(q / n - (s / n) ** 2, 0.0) ** 0.5]


# %% dict: a dict
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return {"mean": mean, "std": max(q / n - mean**2, 0.0) ** 0.5}


# %% swapped: (std, mean)
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return max(q / n - mean**2, 0.0) ** 0.5, mean


# %% mean-alone: forgets the std
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean


# %% nothing: forgets return
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    print(mean, max(q / n - mean**2, 0.0) ** 0.5)


# %% in-place: squares the caller's batch
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images
        n += x.numel()
        s += x.sum().item()
        q += x.square_().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% centres-in-place: subtracts from the caller's batch
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double().clone()
        images -= 0.5
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% absolute-values: sums abs(x)
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.abs().sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% scales-again: divides by 255
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double() / 255
        n += x.numel()
        s += x.sum().item()
        q += x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% half-precision: sums in float16
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.half()
        n += x.numel()
        s += x.sum(dtype=__import__('torch').float16).item()
        q += x.square().sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5


# %% constants: the figures of MNIST
def mean_and_std(loader):
    return 0.1307, 0.3081


# %% squares-in-place: of float64 pictures, which double() does not copy
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for images, _ in loader:
        x = images.double()
        n += x.numel()
        s += x.sum().item()
        q += x.pow_(2).sum().item()
    mean = s / n
    return mean, max(q / n - mean**2, 0.0) ** 0.5
