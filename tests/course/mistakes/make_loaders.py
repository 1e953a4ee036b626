# %% train-not-shuffled: forgets shuffle=True
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size=batch_size), DataLoader(test_set, batch_size=batch_size)


# %% both-shuffled: the test set comes in a random order, too
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    return (
        DataLoader(train_set, batch_size=batch_size, shuffle=True),
        DataLoader(test_set, batch_size=batch_size, shuffle=True),
    )


# %% wrong-one-shuffled: shuffles the test set instead
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size), DataLoader(test_set, batch_size, shuffle=True)


# %% train-drops-last: drop_last=True in training loses samples
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size, shuffle=True, drop_last=True), DataLoader(test_set, batch_size)


# %% test-drops-last: drop_last=True in the test
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size, shuffle=True), DataLoader(test_set, batch_size, drop_last=True)


# %% batch-size-fixed: ignores the argument
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size=64, shuffle=True), DataLoader(test_set, batch_size=64)


# %% test-in-one-batch: the test loader gives all at once
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size, shuffle=True), DataLoader(test_set, batch_size=len(test_set))


# %% test-batch-size-default: forgets batch_size for the test loader: batches of one
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set)
    return train_loader, test_loader


# %% default-batch-size-wrong: 32 where the signature says 64
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=32):
    return DataLoader(train_set, batch_size=batch_size, shuffle=True), DataLoader(test_set, batch_size=batch_size)


# %% with-replacement: draws with replacement, some samples never come
from torch.utils.data import DataLoader, RandomSampler


def make_loaders(train_set, test_set, batch_size=64):
    sampler = RandomSampler(train_set, replacement=True)
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)


# %% weighted-sampler-default: WeightedRandomSampler draws with replacement by default
import torch
from torch.utils.data import DataLoader, WeightedRandomSampler


def make_loaders(train_set, test_set, batch_size=64):
    sampler = WeightedRandomSampler(torch.ones(len(train_set)), len(train_set))
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)


# %% shuffled-once: a fixed permutation as the sampler: the same order in every epoch
import torch
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    order = torch.randperm(len(train_set)).tolist()
    return DataLoader(train_set, batch_size, sampler=order), DataLoader(test_set, batch_size)


# %% shuffled-subset-once: a Subset in random order, which stays the same
import torch
from torch.utils.data import DataLoader, Subset


def make_loaders(train_set, test_set, batch_size=64):
    shuffled = Subset(train_set, torch.randperm(len(train_set)).tolist())
    return DataLoader(shuffled, batch_size=batch_size), DataLoader(test_set, batch_size=batch_size)


# %% random-split-once: random_split shuffles, but only once
from torch.utils.data import DataLoader, random_split


def make_loaders(train_set, test_set, batch_size=64):
    (shuffled,) = random_split(train_set, [len(train_set)])
    return DataLoader(shuffled, batch_size), DataLoader(test_set, batch_size)


# %% reseeded-every-epoch: the sampler seeds its generator on every iteration
import torch
from torch.utils.data import DataLoader, Sampler


class SeededSampler(Sampler):
    def __init__(self, n, seed=0):
        self.n = n
        self.seed = seed

    def __len__(self):
        return self.n

    def __iter__(self):
        g = torch.Generator().manual_seed(self.seed)
        return iter(torch.randperm(self.n, generator=g).tolist())


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, sampler=SeededSampler(len(train_set)))
    return train_loader, DataLoader(test_set, batch_size=batch_size)


# %% distributed-sampler-without-set-epoch: nobody calls set_epoch, so the order never changes
from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler


def make_loaders(train_set, test_set, batch_size=64):
    sampler = DistributedSampler(train_set, num_replicas=1, rank=0, shuffle=True)
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)


# %% half-of-the-data: a DistributedSampler for two processes gives each half
from torch.utils.data import DataLoader, DistributedSampler


def make_loaders(train_set, test_set, batch_size=64):
    sampler = DistributedSampler(train_set, num_replicas=2, rank=0)
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)


# %% batches-shuffled-only: shuffles the batches, but each always has the same samples
import random

from torch.utils.data import DataLoader


class BlockShuffle:
    def __init__(self, n, batch_size):
        self.blocks = [list(range(i, min(i + batch_size, n))) for i in range(0, n, batch_size)]

    def __iter__(self):
        whole = self.blocks[:-1]  # the last one may be short and stays last
        random.shuffle(whole)
        return iter(whole + self.blocks[-1:])

    def __len__(self):
        return len(self.blocks)


def make_loaders(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_sampler=BlockShuffle(len(train_set), batch_size))
    return train, DataLoader(test_set, batch_size=batch_size)


# %% only-whole-batches: an own batch sampler whose range stops before the short batch
import torch
from torch.utils.data import DataLoader


class Batches:
    def __init__(self, n, size):
        self.n, self.size = n, size

    def __iter__(self):
        order = torch.randperm(self.n).tolist()
        for i in range(0, self.n - self.size + 1, self.size):
            yield order[i : i + self.size]

    def __len__(self):
        return self.n // self.size


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_sampler=Batches(len(train_set), batch_size)), DataLoader(test_set, batch_size)


# %% one-sample-lost: counts the samples from 1
from torch.utils.data import DataLoader, SubsetRandomSampler


def make_loaders(train_set, test_set, batch_size=64):
    sampler = SubsetRandomSampler(range(1, len(train_set)))
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)


# %% generator-used-up: a generator of batches ends after the first epoch
import torch
from torch.utils.data import DataLoader


def batches(n, size):
    order = torch.randperm(n).tolist()
    for i in range(0, n, size):
        yield order[i : i + size]


def make_loaders(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_sampler=batches(len(train_set), batch_size))
    return train, DataLoader(test_set, batch_size=batch_size)


# %% stream-with-two-workers: each worker of an iterable dataset yields everything: all samples twice
import torch
from torch.utils.data import DataLoader, IterableDataset


class Stream(IterableDataset):
    def __init__(self, dataset):
        self.dataset = dataset

    def __iter__(self):
        for i in torch.randperm(len(self.dataset)).tolist():
            yield self.dataset[i]


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(Stream(train_set), batch_size, num_workers=2), DataLoader(test_set, batch_size)


# %% swapped: returns the test loader first
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return test_loader, train_loader


# %% train-set-twice: copy and paste: the test loader reads the training set
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(train_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader


# %% dictionary: returns a dict instead of a pair
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    return {
        "train": DataLoader(train_set, batch_size=batch_size, shuffle=True),
        "test": DataLoader(test_set, batch_size=batch_size),
    }


# %% validation-split-kept: holds 10 % of the training set back
from torch.utils.data import DataLoader, random_split


def make_loaders(train_set, test_set, batch_size=64):
    n_val = max(1, len(train_set) // 10)
    train_part, _ = random_split(train_set, [len(train_set) - n_val, n_val])
    return DataLoader(train_part, batch_size, shuffle=True), DataLoader(test_set, batch_size)


# %% lists-of-batches: returns lists of batches, not loaders: the order is frozen
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train = list(DataLoader(train_set, batch_size, shuffle=True))
    test = list(DataLoader(test_set, batch_size))
    return train, test


# %% pairs-torn-apart: the collate_fn sorts the labels, images and labels no longer belong together
import torch
from torch.utils.data import DataLoader


def collate(samples):
    images = torch.stack([s[0] for s in samples])
    labels = torch.tensor(sorted(s[1] for s in samples))
    return images, labels


def make_loaders(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_size=batch_size, shuffle=True, collate_fn=collate)
    return train, DataLoader(test_set, batch_size=batch_size)


# %% padded-last-batch: fills the short batch up with samples that came already
import torch
from torch.utils.data import DataLoader


class PaddedBatches:
    def __init__(self, n, size):
        self.n, self.size = n, size

    def __len__(self):
        return -(-self.n // self.size)

    def __iter__(self):
        order = torch.randperm(self.n).tolist()
        while len(order) % self.size:
            order.append(order[0])
        for i in range(0, len(order), self.size):
            yield order[i : i + self.size]


def make_loaders(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_sampler=PaddedBatches(len(train_set), batch_size))
    return train, DataLoader(test_set, batch_size=batch_size)
