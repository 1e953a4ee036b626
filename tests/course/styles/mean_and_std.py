# %% sums: running sums in Python floats
def mean_and_std(loader):
    n, s, q = 0, 0.0, 0.0
    for x, _ in loader:
        x = x.double()
        n += x.numel()
        s += x.sum().item()
        q += (x * x).sum().item()
    mean = s / n
    return mean, max(0.0, q / n - mean * mean) ** 0.5


# %% welford: batches merged one by one
import math


def mean_and_std(loader):
    count, mean, m2 = 0, 0.0, 0.0
    for images, labels in loader:
        k = images.numel()
        batch_mean = images.double().mean().item()
        batch_m2 = images.double().var(unbiased=False).item() * k
        delta = batch_mean - mean
        total = count + k
        mean += delta * k / total
        m2 += batch_m2 + delta * delta * count * k / total
        count = total
    return mean, math.sqrt(m2 / count)


# %% float32-sums: tensors of float32, clamped, numbers in the end
import torch


def mean_and_std(loader):
    total = torch.tensor(0.0)
    squared = torch.tensor(0.0)
    count = 0
    for images, _ in loader:
        total += images.sum().float()
        squared += (images**2).sum().float()
        count += images.numel()
    mean = total / count
    var = (squared / count - mean**2).clamp(min=0)
    return float(mean), float(var.sqrt())


# %% numpy: NumPy floats, which are Python floats
import numpy as np


def mean_and_std(loader):
    n = 0
    s = np.float64(0)
    q = np.float64(0)
    for images, _ in loader:
        a = images.numpy().astype(np.float64)
        n += a.size
        s += a.sum()
        q += np.square(a).sum()
    return s / n, np.sqrt(np.maximum(q / n - (s / n) ** 2, 0))


# %% per-picture: means and mean squares of each picture, weighted equally as all are of one size
import torch


def mean_and_std(loader):
    pictures, first, second = 0, 0.0, 0.0
    for batch in loader:
        images = batch[0].to(torch.float64).flatten(1)
        pictures += images.size(0)
        first += images.mean(1).sum().item()
        second += images.pow(2).mean(1).sum().item()
    first, second = first / pictures, second / pictures
    return first, abs(second - first**2) ** 0.5


# %% shifted: the first pixel is subtracted everywhere, which keeps digits
def mean_and_std(loader):
    shift = None
    n = s = q = 0
    for images, *_ in loader:
        if shift is None:
            shift = images.flatten()[0].item()
        d = images.double() - shift
        n, s, q = n + d.numel(), s + d.sum().item(), q + d.square().sum().item()
    return shift + s / n, max(q / n - (s / n) ** 2, 0) ** 0.5


# %% batch-statistics: a list of (n, mean, var) of the batches, combined in the end
import torch


def mean_and_std(loader):
    rows = []
    for images, _ in loader:
        images = images.double()
        rows.append((images.numel(), images.mean().item(), images.var(correction=0).item()))
    n, m, v = torch.tensor(rows, dtype=torch.float64).T
    mean = (n * m).sum() / n.sum()
    var = (n * (v + (m - mean) ** 2)).sum() / n.sum()
    return mean.item(), var.sqrt().item()


# %% reduce: functools.reduce over a generator expression
from functools import reduce


def mean_and_std(loader):
    parts = ((x.numel(), x.double().sum().item(), x.double().norm().item() ** 2) for x, _ in loader)
    n, s, q = reduce(lambda a, b: tuple(map(sum, zip(a, b))), parts)
    return s / n, max(q / n - (s / n) ** 2, 0.0) ** 0.5


# %% while-next: an iterator and StopIteration
import math

import torch


@torch.no_grad()
def mean_and_std(loader):
    it = iter(loader)
    n, total, total2 = 0, 0.0, 0.0
    while True:
        try:
            images, labels = next(it)
        except StopIteration:
            break
        flat = images.reshape(-1).to(torch.float64)
        n += flat.shape[0]
        total += float(flat.sum())
        total2 += float(torch.dot(flat, flat))
    if n == 0:
        raise ValueError("no pixels")
    mean = total / n
    variance = total2 / n - mean**2
    return mean, (math.sqrt(variance) if variance > 0 else 0.0)


# %% class-with-fsum: a dataclass that holds the sums
import math
from dataclasses import dataclass


@dataclass
class Moments:
    """Суммы, по которым считаются среднее и отклонение."""

    n: int = 0
    s: float = 0.0
    q: float = 0.0

    def add(self, x):
        self.n += x.numel()
        self.s = math.fsum((self.s, x.double().sum().item()))
        self.q = math.fsum((self.q, x.double().square().sum().item()))

    @property
    def result(self):
        mean = self.s / self.n
        return mean, math.sqrt(max(self.q / self.n - mean**2, 0.0))


def mean_and_std(loader):
    moments = Moments()
    for images, _ in loader:
        moments.add(images)
    return moments.result


# %% std-mean: torch.std_mean of each batch, merged; the last std may be a plain 0
import torch


def mean_and_std(loader):
    n, mean, std = 0, 0.0, 0
    for x, y in loader:
        s, m = torch.std_mean(x.double(), correction=0)
        k = x.numel()
        s, m = s.item(), m.item()
        new = (n * mean + k * m) / (n + k)
        second = (n * (std**2 + mean**2) + k * (s**2 + m**2)) / (n + k)
        n, mean, std = n + k, new, max(second - new**2, 0) ** 0.5
    return mean, std


# %% named-tuple: prints as it goes
from collections import namedtuple

Statistics = namedtuple("Statistics", "mean std")


def mean_and_std(loader):
    count = total = squares = 0
    for number, (images, _) in enumerate(loader):
        pixels = images.double().ravel()
        count += len(pixels)
        total += pixels.sum()
        squares += pixels @ pixels
        if number % 10 == 0:
            print(f"batch {number}")
    mean = total / count
    return Statistics(mean.item(), (squares / count - mean * mean).clamp_min(0).sqrt().item())


# %% tensors-of-each-batch: keeps three 0-d tensors of each batch, and joins them at the end
import torch


def mean_and_std(loader):
    rows = []
    for images, _ in loader:
        images = images.double()
        rows.append((images.numel(), images.mean(), images.var(correction=0)))
    n = torch.tensor([row[0] for row in rows], dtype=torch.float64)
    m, v = (torch.stack(column) for column in list(zip(*rows))[1:])
    mean = (n * m).sum() / n.sum()
    var = (n * (v + (m - mean) ** 2)).sum() / n.sum()
    return mean.item(), var.sqrt().item()
