"""Assignment 3, data: datasets, loaders, batches."""

from typing import Any

from torch.utils.data import BatchSampler, DataLoader, Dataset, RandomSampler, SequentialSampler


# %%
def make_loaders(
    train_set: Dataset[Any], test_set: Dataset[Any], batch_size: int = 64
) -> tuple[DataLoader[Any], DataLoader[Any]]:
    """Return the pair (train loader, test loader)."""
    # a DataLoader makes these samplers by itself when it is told shuffle=True or nothing; I wanted to see them
    random_batches = BatchSampler(RandomSampler(train_set), batch_size, drop_last=False)
    ordered_batches = BatchSampler(SequentialSampler(test_set), batch_size, drop_last=False)
    return DataLoader(train_set, batch_sampler=random_batches), DataLoader(test_set, batch_sampler=ordered_batches)


# %%
import torch
from torchvision.transforms import v2


def mnist_transform():
    return v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True), v2.Normalize((0.1307,), (0.3081,))])


# %%
from torch.utils.data import Dataset


class DigitsDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.samples = list(zip(images, labels.tolist(), strict=True))
        self.transform = transform or (lambda x: x)

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, i):
        image, label = self.samples[i]
        return self.transform((image / 255)[None]), label


# %%
import torch
from torch.utils.data import DataLoader, Sampler


class Bootstrap(Sampler):
    def __init__(self, n, k):
        self.n, self.k = n, k

    def __len__(self):
        return self.k

    def __iter__(self):
        yield from torch.randint(high=self.n, size=(self.k,)).tolist()


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Bootstrap(len(dataset), num_samples))


# %%
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
