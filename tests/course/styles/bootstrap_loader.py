# %% random-sampler: as in the documentation
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    sampler = RandomSampler(dataset, replacement=True, num_samples=num_samples)
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler)


# %% weighted-sampler: equal weights
import torch
from torch.utils.data import DataLoader, WeightedRandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    weights = torch.ones(len(dataset))
    return DataLoader(dataset, batch_size, sampler=WeightedRandomSampler(weights, num_samples, replacement=True))


# %% own-sampler-randint: a Sampler with torch.randint
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


# %% random-choices: the random module, no __len__
import random

from torch.utils.data import DataLoader


class Draws:
    def __init__(self, count, draws):
        self.count = count
        self.draws = draws

    def __iter__(self):
        return iter(random.choices(range(self.count), k=self.draws))


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size, sampler=Draws(len(dataset), num_samples), drop_last=False)


# %% numpy-batches: a batch sampler that draws each batch by itself
import numpy as np
from torch.utils.data import DataLoader


class Batches:
    def __init__(self, n, batch_size, num_samples):
        self.n, self.batch_size, self.num_samples = n, batch_size, num_samples

    def __len__(self):
        return (self.num_samples + self.batch_size - 1) // self.batch_size

    def __iter__(self):
        left = self.num_samples
        while left:
            size = min(left, self.batch_size)
            yield np.random.randint(0, self.n, size).tolist()
            left -= size


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_sampler=Batches(len(dataset), batch_size, num_samples))


# %% own-generator: a seeded numpy generator that goes on from epoch to epoch
import numpy as np
from torch.utils.data import DataLoader


class Sampler:
    def __init__(self, n, m):
        self.rng = np.random.default_rng(2024)
        self.n, self.m = n, m

    def __len__(self):
        return self.m

    def __iter__(self):
        for index in self.rng.integers(self.n, size=self.m):
            yield int(index)


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(dataset, batch_size=batch_size, sampler=Sampler(len(dataset), num_samples))


# %% torch-generator: a generator of its own is handed to the sampler
import torch
from torch.utils.data import BatchSampler, DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    g = torch.Generator()
    g.manual_seed(42)
    draws = RandomSampler(dataset, replacement=True, num_samples=num_samples, generator=g)
    return DataLoader(dataset, batch_sampler=BatchSampler(draws, batch_size, drop_last=False))


# %% stream: an IterableDataset that draws one sample after the other
import random

from torch.utils.data import DataLoader, IterableDataset


class Stream(IterableDataset):
    def __init__(self, dataset, num_samples):
        self.dataset, self.num_samples = dataset, num_samples

    def __iter__(self):
        n = len(self.dataset)
        for _ in range(self.num_samples):
            yield self.dataset[random.randrange(n)]


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(Stream(dataset, num_samples), batch_size=batch_size)


# %% random-dataset: the dataset draws, whatever index it is asked for
import torch
from torch.utils.data import DataLoader, Dataset


class Resampled(Dataset):
    def __init__(self, inner, length):
        self.inner, self.length = inner, length

    def __len__(self):
        return self.length

    def __getitem__(self, _):
        return self.inner[int(torch.rand(()) * len(self.inner))]


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(Resampled(dataset, num_samples), batch_size=batch_size, shuffle=False)


# %% subclass-of-loader: draws in __iter__
import torch
from torch.utils.data import DataLoader, default_collate


class BootstrapLoader(DataLoader):
    def __init__(self, dataset, batch_size, num_samples):
        super().__init__(dataset, batch_size=batch_size)
        self.num_samples = num_samples

    def __len__(self):
        return -(-self.num_samples // self.batch_size)

    def __iter__(self):
        draws = torch.randint(len(self.dataset), (self.num_samples,))
        for part in draws.split(self.batch_size):
            yield default_collate([self.dataset[i] for i in part.tolist()])


def bootstrap_loader(dataset, batch_size, num_samples):
    return BootstrapLoader(dataset, batch_size, num_samples)


# %% two-workers: num_workers=2 with a worker_init_fn
from torch.utils.data import DataLoader, RandomSampler


def bootstrap_loader(dataset, batch_size, num_samples):
    return DataLoader(
        dataset,
        batch_size=batch_size,
        sampler=RandomSampler(dataset, True, num_samples),
        num_workers=2,
        worker_init_fn=lambda number: print("worker", number),
    )


# %% lambda-multinomial: torch.multinomial in a list that is made anew
import torch
from torch.utils.data import DataLoader


class Multinomial:
    def __init__(self, n, k):
        self.p = torch.full((n,), 1 / n)
        self.k = k

    def __len__(self):
        return self.k

    def __iter__(self):
        return iter(torch.multinomial(self.p, self.k, replacement=True).tolist())


bootstrap_loader = lambda dataset, batch_size, num_samples: DataLoader(dataset, batch_size, sampler=Multinomial(len(dataset), num_samples))


# %% randperm-first: one card of a shuffled pack, put back, again and again
import torch
from torch.utils.data import DataLoader


class Cards:
    def __init__(self, dataset, num_samples):
        self.dataset, self.num_samples = dataset, num_samples

    def __len__(self):
        return self.num_samples

    def __iter__(self):
        for _ in range(self.num_samples):
            yield torch.randperm(len(self.dataset))[0].item()


def bootstrap_loader(dataset, batch_size, num_samples):
    """Карта вынимается из перетасованной колоды и возвращается."""
    return DataLoader(dataset, batch_size=batch_size, sampler=Cards(dataset, num_samples))


# %% preloaded: reads all samples first and stacks batches by itself
import torch
from torch.utils.data import DataLoader, IterableDataset, default_collate


class Batches(IterableDataset):
    def __init__(self, samples, batch_size, num_samples):
        self.samples, self.batch_size, self.num_samples = samples, batch_size, num_samples

    def __iter__(self):
        n = len(self.samples)
        for start in range(0, self.num_samples, self.batch_size):
            k = min(self.batch_size, self.num_samples - start)
            chosen = (torch.rand(k, dtype=torch.float64) * n).long().clamp(max=n - 1)
            yield default_collate([self.samples[i] for i in chosen.tolist()])


def bootstrap_loader(dataset, batch_size, num_samples):
    samples = [dataset[i] for i in range(len(dataset))]
    return DataLoader(Batches(samples, batch_size, num_samples), batch_size=None)
