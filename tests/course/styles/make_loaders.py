# %% plain: shuffle=True for training, nothing for the test
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader


# %% lambda: one line, positional arguments
from torch.utils.data import DataLoader

make_loaders = lambda train, test, batch_size=64: (DataLoader(train, batch_size, True), DataLoader(test, batch_size))


# %% samplers: RandomSampler and SequentialSampler by hand
from torch.utils.data import DataLoader, RandomSampler, SequentialSampler


def make_loaders(train_set, test_set, batch_size=64):
    return (
        DataLoader(train_set, batch_size=batch_size, sampler=RandomSampler(train_set, replacement=False), drop_last=False),
        DataLoader(test_set, batch_size=batch_size, sampler=SequentialSampler(test_set), drop_last=False),
    )


# %% batch-samplers: BatchSampler for both; .batch_size of the loaders is None
from torch.utils.data import BatchSampler, DataLoader, RandomSampler, SequentialSampler


def make_loaders(train_set, test_set, batch_size=64):
    train_batches = BatchSampler(RandomSampler(train_set), batch_size, drop_last=False)
    test_batches = BatchSampler(SequentialSampler(test_set), batch_size, drop_last=False)
    return DataLoader(train_set, batch_sampler=train_batches), DataLoader(test_set, batch_sampler=test_batches)


# %% own-sampler: a Sampler subclass that shuffles a list with the random module
import random

from torch.utils.data import DataLoader, Sampler


class ShuffledIndices(Sampler):
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        order = list(range(self.n))
        random.shuffle(order)
        return iter(order)

    def __len__(self):
        return self.n


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, sampler=ShuffledIndices(len(train_set)))
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return train_loader, test_loader


# %% own-batch-sampler-without-len: an iterable of index lists that has no __len__
import numpy as np
from torch.utils.data import DataLoader


class Batches:
    """Yields lists of indices, newly drawn on every iteration."""

    def __init__(self, count, size, shuffled):
        self.count, self.size, self.shuffled = count, size, shuffled

    def __iter__(self):
        order = np.random.permutation(self.count) if self.shuffled else np.arange(self.count)
        for begin in range(0, self.count, self.size):
            yield order[begin : begin + self.size].tolist()


def make_loaders(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_sampler=Batches(len(train_set), batch_size, True))
    test = DataLoader(test_set, batch_sampler=Batches(len(test_set), batch_size, False))
    return train, test


# %% two-workers: num_workers=2, processes are started in every epoch
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, num_workers=2)
    test_loader = DataLoader(test_set, batch_size=batch_size, num_workers=2)
    return train_loader, test_loader


# %% persistent-workers: workers that live on between epochs, pinned memory, prefetching
import torch
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    common = dict(
        batch_size=batch_size,
        num_workers=1,
        persistent_workers=True,
        prefetch_factor=4,
        pin_memory=torch.cuda.is_available(),
    )
    return DataLoader(train_set, shuffle=True, **common), DataLoader(test_set, shuffle=False, **common)


# %% seeded-generator: reproducible from run to run, and still another order in every epoch
import torch
from torch.utils.data import DataLoader

SEED = 1234


def make_loaders(train_set, test_set, batch_size=64):
    g = torch.Generator()
    g.manual_seed(SEED)
    return DataLoader(train_set, batch_size, shuffle=True, generator=g), DataLoader(test_set, batch_size)


# %% own-collate: a collate_fn that stacks pairs by hand and leaves the rest to default_collate
import torch
from torch.utils.data import DataLoader, default_collate


def collate_pairs(samples):
    first = samples[0]
    if isinstance(first, tuple) and len(first) == 2 and torch.is_tensor(first[0]) and isinstance(first[1], int):
        images = torch.stack([image for image, _ in samples])
        labels = torch.tensor([label for _, label in samples], dtype=torch.int64)
        return images, labels
    return default_collate(samples)


def make_loaders(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_size=batch_size, shuffle=True, collate_fn=collate_pairs)
    test = DataLoader(test_set, batch_size=batch_size, shuffle=False, collate_fn=collate_pairs)
    return train, test


# %% subclass-of-dataloader: an own subclass, batches are printed as they go
from torch.utils.data import DataLoader


class VerboseLoader(DataLoader):
    def __iter__(self):
        for number, batch in enumerate(super().__iter__()):
            if number == 0:
                print("first batch of an epoch")
            yield batch


def make_loaders(train_set, test_set, batch_size=64):
    return VerboseLoader(train_set, batch_size=batch_size, shuffle=True), VerboseLoader(test_set, batch_size=batch_size)


# %% subset-random-sampler: a SubsetRandomSampler over all indices
from torch.utils.data import DataLoader
from torch.utils.data.sampler import SubsetRandomSampler


def make_loaders(train_set, test_set, batch_size=64):
    everything = [i for i in range(len(train_set))]
    train_sampler = SubsetRandomSampler(everything)
    return (
        DataLoader(dataset=train_set, batch_size=batch_size, sampler=train_sampler),
        DataLoader(dataset=test_set, batch_size=batch_size, sampler=list(range(len(test_set)))),
    )


# %% batches-from-the-dataset: batch_size=None, the iterable dataset itself makes the batches
import torch
from torch.utils.data import DataLoader, IterableDataset, default_collate


class BatchStream(IterableDataset):
    def __init__(self, source, batch_size, shuffle):
        super().__init__()
        self.source = source
        self.batch_size = batch_size
        self.shuffle = shuffle

    def __iter__(self):
        n = len(self.source)
        order = torch.randperm(n) if self.shuffle else torch.arange(n)
        for part in order.split(self.batch_size):
            yield default_collate([self.source[i] for i in part.tolist()])


def make_loaders(train_set, test_set, batch_size=64):
    train_stream = BatchStream(train_set, batch_size, shuffle=True)
    test_stream = BatchStream(test_set, batch_size, shuffle=False)
    return DataLoader(train_stream, batch_size=None), DataLoader(test_stream, batch_size=None)


# %% sample-stream: an IterableDataset that yields single samples in a new order, no length known
import random

from torch.utils.data import DataLoader, IterableDataset


class Shuffled(IterableDataset):
    def __init__(self, dataset):
        self.dataset = dataset

    def __iter__(self):
        yield from (self.dataset[i] for i in random.sample(range(len(self.dataset)), len(self.dataset)))


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(Shuffled(train_set), batch_size=batch_size), DataLoader(test_set, batch_size=batch_size)


# %% own-dataset-wrapper: a wrapper around each dataset and the wrapper's permutation, drawn per epoch
from torch.utils.data import DataLoader, Dataset


class Logged(Dataset):
    """Counts how often a sample was asked for."""

    def __init__(self, inner):
        self.inner = inner
        self.accesses = 0

    def __len__(self):
        return len(self.inner)

    def __getitem__(self, index):
        self.accesses += 1
        return self.inner[index]


def make_loaders(train_set, test_set, batch_size=64):
    loaders = []
    for dataset, shuffle in ((train_set, True), (test_set, False)):
        loaders.append(DataLoader(Logged(dataset), batch_size=batch_size, shuffle=shuffle))
    return tuple(loaders)


# %% preloaded-list: reads all samples first and loads from the list
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    # reading once is faster than in every epoch
    train_samples = [train_set[i] for i in range(len(train_set))]
    test_samples = [test_set[i] for i in range(len(test_set))]
    return DataLoader(train_samples, batch_size, shuffle=True), DataLoader(test_samples, batch_size)


# %% named-tuple: a NamedTuple of two loaders, which is a pair
from typing import Any, NamedTuple

from torch.utils.data import DataLoader


class Loaders(NamedTuple):
    train: DataLoader
    test: DataLoader


def make_loaders(train_set: Any, test_set: Any, batch_size: int = 64, **kwargs) -> Loaders:
    kwargs.setdefault("num_workers", 0)
    return Loaders(
        train=DataLoader(train_set, batch_size=batch_size, shuffle=True, **kwargs),
        test=DataLoader(test_set, batch_size=batch_size, shuffle=False, **kwargs),
    )


# %% partial-factory: functools.partial, applied twice
import functools

from torch.utils import data


def make_loaders(training, testing, batch_size=64):
    factory = functools.partial(data.DataLoader, batch_size=batch_size)
    return factory(training, shuffle=True), factory(testing)


# %% clamped-batch-size: never asks for more than there is
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_size = min(batch_size, len(train_set))
    test_size = min(batch_size, len(test_set))
    return DataLoader(train_set, train_size, shuffle=True), DataLoader(test_set, test_size)


# %% distributed-sampler-with-epochs: a DistributedSampler of one process that counts its own epochs
from torch.utils.data import DataLoader, DistributedSampler


class EpochSampler(DistributedSampler):
    def __iter__(self):
        self.set_epoch(self.epoch + 1)
        return super().__iter__()


def make_loaders(train_set, test_set, batch_size=64):
    sampler = EpochSampler(train_set, num_replicas=1, rank=0, shuffle=True, drop_last=False)
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)


# %% fetch-whole-batches: the sampler yields lists of indices and the dataset answers with whole batches
import torch
from torch.utils.data import BatchSampler, DataLoader, Dataset, RandomSampler, SequentialSampler, default_collate


class ByList(Dataset):
    def __init__(self, dataset):
        self.dataset = dataset

    def __len__(self):
        return len(self.dataset)

    def __getitem__(self, indices):
        return default_collate([self.dataset[i] for i in indices])


def make_loaders(train_set, test_set, batch_size=64):
    train_order = BatchSampler(RandomSampler(train_set), batch_size, False)
    test_order = BatchSampler(SequentialSampler(test_set), batch_size, False)
    return (
        DataLoader(ByList(train_set), batch_size=None, sampler=train_order),
        DataLoader(ByList(test_set), batch_size=None, sampler=test_order),
    )


# %% russian-with-assertions: имена и сообщения на русском, с проверками
import warnings

from torch.utils.data import DataLoader


def make_loaders(обучающая, проверочная, batch_size=64):
    """Возвращает пару загрузчиков."""
    assert batch_size >= 1, "размер пакета должен быть положительным"
    assert len(обучающая) > 0 and len(проверочная) > 0
    if batch_size > len(обучающая):
        warnings.warn("пакет больше, чем набор данных")
    перемешанный = DataLoader(обучающая, batch_size=batch_size, shuffle=True)
    по_порядку = DataLoader(проверочная, batch_size=batch_size, shuffle=False)
    print("пакетов:", len(перемешанный), len(по_порядку))
    return перемешанный, по_порядку


# %% callable-with-weights: an object; the sampler is a weighted one without replacement
import torch
from torch.utils.data import DataLoader, WeightedRandomSampler


class LoaderFactory:
    def __call__(self, train_set, test_set, batch_size=64):
        n = len(train_set)
        sampler = WeightedRandomSampler(torch.ones(n, dtype=torch.double), num_samples=n, replacement=False)
        train = DataLoader(train_set, batch_size=batch_size, sampler=sampler)
        test = DataLoader(test_set, batch_size=batch_size)
        return train, test


make_loaders = LoaderFactory()


# %% worker-init-and-generator: three workers with seeds of their own, as in the notes on reproducibility
import random

import numpy
import torch
from torch.utils.data import DataLoader


def seed_worker(worker_id):
    worker_seed = torch.initial_seed() % 2**32
    numpy.random.seed(worker_seed)
    random.seed(worker_seed)


def make_loaders(train_set, test_set, batch_size=64):
    g = torch.Generator()
    g.manual_seed(0)
    train_loader = DataLoader(
        train_set, batch_size=batch_size, shuffle=True, num_workers=3, worker_init_fn=seed_worker, generator=g
    )
    return train_loader, DataLoader(test_set, batch_size=batch_size)
