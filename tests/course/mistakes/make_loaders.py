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


# %% train-drop-last: drop_last=True leaves out the last short batch of the train loader
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, drop_last=True)
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader


# %% test-drop-last: drop_last=True leaves out the last short batch of the test loader
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    return (
        DataLoader(train_set, batch_size=batch_size, shuffle=True),
        DataLoader(test_set, batch_size=batch_size, drop_last=True),
    )


# %% batch-size-ignored: 64 is hard-coded in both loaders, batch_size is ignored
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=64, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=64, shuffle=False)
    return train_loader, test_loader


# %% test-whole-set: the test loader takes the whole test set as one batch instead of batch_size
from torch.utils.data import DataLoader

def make_loaders(train_set, test_set, batch_size=64):
    trainloader = DataLoader(train_set, batch_size, shuffle=True)
    testloader = DataLoader(test_set, len(test_set), shuffle=False)
    return trainloader, testloader


# %% order-swapped: returns (test, train) instead of (train, test)
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return test_loader, train_loader


# %% returns-dict: returns a dictionary instead of a pair
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    return {
        "train": DataLoader(train_set, batch_size=batch_size, shuffle=True),
        "test": DataLoader(test_set, batch_size=batch_size),
    }


# %% returns-datasets: returns the datasets instead of the loaders
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return train_set, test_set


# %% returns-iterators: returns iter(loader), which is used up after one epoch and is no DataLoader
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = iter(DataLoader(train_set, batch_size=batch_size, shuffle=True))
    test_loader = iter(DataLoader(test_set, batch_size=batch_size))
    return train_loader, test_loader


# %% returns-lists: turns the loaders into lists of batches, so the order is drawn only once and there is no DataLoader
from torch.utils.data import DataLoader

def make_loaders(train_set, test_set, batch_size=64):
    train = list(DataLoader(train_set, batch_size=batch_size, shuffle=True))
    test = list(DataLoader(test_set, batch_size=batch_size))
    return train, test


# %% sampler-fixed-seed: the own sampler sets the same seed at the start of every epoch, so every epoch has the same order
import random
from torch.utils.data import DataLoader, Sampler


class MySampler(Sampler):
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        rng = random.Random(42)   # для воспроизводимости
        idx = list(range(self.n))
        rng.shuffle(idx)
        return iter(idx)

    def __len__(self):
        return self.n


def make_loaders(train_set, test_set, batch_size=64):
    return (DataLoader(train_set, batch_size=batch_size, sampler=MySampler(len(train_set))),
            DataLoader(test_set, batch_size=batch_size))


# %% subset-sampler-off-by-one: SubsetRandomSampler(range(len - 1)) never yields the last sample
from torch.utils.data import DataLoader, SubsetRandomSampler

def make_loaders(train_set, test_set, batch_size=64):
    indices = list(range(len(train_set) - 1))
    train_loader = DataLoader(train_set, batch_size=batch_size, sampler=SubsetRandomSampler(indices))
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return train_loader, test_loader


# %% starts-at-one: the indices begin at 1, so sample 0 never comes
from torch.utils.data import DataLoader, SubsetRandomSampler


def make_loaders(train_set, test_set, batch_size=64):
    n = len(train_set)
    sampler = SubsetRandomSampler(range(1, n))
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)


# %% batch-sampler-drop: the BatchSampler is built with drop_last=True
from torch.utils.data import BatchSampler, DataLoader, RandomSampler


def make_loaders(train_set, test_set, batch_size=64):
    bs = BatchSampler(RandomSampler(train_set), batch_size=batch_size, drop_last=True)
    train_loader = DataLoader(train_set, batch_sampler=bs)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return train_loader, test_loader


# %% sampler-and-shuffle: sampler and shuffle=True exclude each other, DataLoader raises ValueError
from torch.utils.data import DataLoader, RandomSampler


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True,
                              sampler=RandomSampler(train_set))
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader


# %% validation-split: holds back 20 % of the train set for validation, so those samples never come
from torch.utils.data import DataLoader, random_split


def make_loaders(train_set, test_set, batch_size=64):
    n_train = int(0.8 * len(train_set))
    n_val = len(train_set) - n_train
    train_part, val_part = random_split(train_set, [n_train, n_val])
    train_loader = DataLoader(train_part, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return train_loader, test_loader


# %% concat-both: trains on train and test set together
from torch.utils.data import ConcatDataset, DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    everything = ConcatDataset([train_set, test_set])
    return DataLoader(everything, batch_size=batch_size, shuffle=True), DataLoader(test_set, batch_size=batch_size)


# %% shuffle-string: shuffle="False" is a non-empty string and therefore true, so the test loader is shuffled
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle="True")
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle="False")
    return train_loader, test_loader


# %% positional-swapped: True and batch_size are passed in the wrong order, so the batches have size 1
from torch.utils.data import DataLoader

def make_loaders(train_set, test_set, batch_size=64):
    # DataLoader(dataset, shuffle, batch_size)
    train_loader = DataLoader(train_set, True, batch_size)
    test_loader = DataLoader(test_set, batch_size)
    return train_loader, test_loader


# %% capped-batch: the batch size is capped at 32
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    bs = min(batch_size, 32)
    train_loader = DataLoader(train_set, batch_size=bs, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=bs)
    return train_loader, test_loader


# %% hardcoded-60000: the sampler runs over 60000 indices as in MNIST, which do not exist in a smaller data set
from torch.utils.data import DataLoader, SubsetRandomSampler


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, sampler=SubsetRandomSampler(range(60000)))
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return train_loader, test_loader


# %% keyword-batchsize: DataLoader has no argument batchsize (TypeError)
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batchsize=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batchsize=batch_size, shuffle=False)
    return train_loader, test_loader


# %% forgot-import: DataLoader is never imported (NameError)
import torch


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader


# %% yields-instead: uses yield, so the call returns a generator object, which cannot be unpacked into two loaders
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    yield [DataLoader(train_set, batch_size=batch_size, shuffle=True), DataLoader(test_set, batch_size=batch_size)]


# %% only-train-returned: returns the train loader only
from torch.utils.data import DataLoader

def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return train_loader


# %% no-shuffle-and-swapped: two mistakes: the train loader is not shuffled; and the pair is swapped
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    a = DataLoader(train_set, batch_size=batch_size)
    b = DataLoader(test_set, batch_size=batch_size)
    return b, a


# %% drop-last-and-64: two mistakes: the train loader drops its last batch; and the test loader's batch size is fixed at 64
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, drop_last=True)
    test_loader = DataLoader(test_set, batch_size=64)
    return train_loader, test_loader


# %% both-shuffled-and-doubled: two mistakes: both are shuffled; and the test loader has doubled batches
from torch.utils.data import DataLoader

def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=2 * batch_size, shuffle=True)
    return train_loader, test_loader


# %% replacement-and-drop: two mistakes: the train samples are drawn with replacement; and the test loader drops its last batch
from torch.utils.data import DataLoader, RandomSampler


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batch_size=batch_size,
                              sampler=RandomSampler(train_set, replacement=True, num_samples=len(train_set)))
    test_loader = DataLoader(test_set, batch_size=batch_size, drop_last=True)
    return train_loader, test_loader


# %% lists-and-no-shuffle: two mistakes: lists of batches instead of loaders; and nothing is shuffled
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train = [b for b in DataLoader(train_set, batch_size=batch_size)]
    test = [b for b in DataLoader(test_set, batch_size=batch_size)]
    return train, test


# %% test-set-in-train-and-ignored: two mistakes: the loaders' data sets are mixed up; and batch_size is ignored
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(test_set, batch_size=64, shuffle=True)
    test_loader = DataLoader(train_set, batch_size=64, shuffle=False)
    return train_loader, test_loader


# %% last-batch-of-one-dropped: drop_last where a batch of one would be left, as batch normalisation likes it
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    lonely = batch_size > 1 and len(train_set) % batch_size == 1
    train = DataLoader(train_set, batch_size=batch_size, shuffle=True, drop_last=lonely)
    return train, DataLoader(test_set, batch_size=batch_size)


# %% one-batch-unshuffled: a training set that fits into one batch is not shuffled
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_size=batch_size, shuffle=len(train_set) > batch_size)
    return train, DataLoader(test_set, batch_size=batch_size)
