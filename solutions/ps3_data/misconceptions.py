"""Misconceptions about ps3_data: what students write, and what to tell them."""

import torch
from torch.utils.data import DataLoader, Subset

from autograder.checking import misconception


@misconception(
    "make_loaders",
    hint="Without shuffle=True a DataLoader keeps the order of the data set.",
    fails=["test_train_set_reshuffled", "test_shuffled_thoroughly"],
)
def never_shuffles(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size), DataLoader(test_set, batch_size)


@misconception(
    "make_loaders",
    hint="Only the training set is to be shuffled; the test set keeps its order.",
    fails=["test_test_set_in_order"],
)
def shuffles_both(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size, shuffle=True), DataLoader(test_set, batch_size, shuffle=True)


@misconception(
    "make_loaders",
    hint="drop_last=True throws the last, short batch away; every sample is wanted.",
    fails=["test_default_batch_size", "test_every_sample_once", "test_batch_size"],
)
def drops_last(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_size, shuffle=True, drop_last=True)
    return train, DataLoader(test_set, batch_size, drop_last=True)


@misconception(
    "make_loaders",
    hint="The order was drawn once and is the same in every epoch; shuffle=True draws it anew.",
    fails=["test_train_set_reshuffled", "test_shuffled_thoroughly"],
)
def shuffles_once(train_set, test_set, batch_size=64):
    order = torch.randperm(len(train_set)).tolist()
    return DataLoader(Subset(train_set, order), batch_size), DataLoader(test_set, batch_size)


@misconception(
    "make_loaders",
    hint="batch_size is what the caller asks for; 64 is only its default.",
    fails=["test_batch_size"],
)
def always_64(train_set, test_set, batch_size=64):
    return DataLoader(train_set, 64, shuffle=True), DataLoader(test_set, 64)


@misconception(
    "make_loaders",
    hint="The order of the pair is (train, test).",
    fails=[
        "test_default_batch_size",
        "test_every_sample_once",
        "test_test_set_in_order",
        "test_train_set_reshuffled",
        "test_batch_size",
        "test_shuffled_thoroughly",
    ],
)
def swapped(train_set, test_set, batch_size=64):
    return DataLoader(test_set, batch_size), DataLoader(train_set, batch_size, shuffle=True)


@misconception(
    "make_loaders",
    hint="Batches are shuffled here, not samples: those that are together in the data set stay together.",
    fails=["test_shuffled_thoroughly"],
)
def shuffles_batches(train_set, test_set, batch_size=64):
    class Blocks:
        def __len__(self):
            return -(-len(train_set) // batch_size)

        def __iter__(self):
            starts = torch.randperm(len(train_set) // batch_size).tolist()
            for start in starts:
                yield range(start * batch_size, (start + 1) * batch_size)
            if len(train_set) % batch_size:
                yield range(len(starts) * batch_size, len(train_set))

    return DataLoader(train_set, batch_sampler=Blocks()), DataLoader(test_set, batch_size)


@misconception(
    "make_loaders",
    hint="Sampling with replacement gives some samples twice and others not at all.",
    fails=["test_every_sample_once", "test_shuffled_thoroughly"],
)
def with_replacement(train_set, test_set, batch_size=64):
    sampler = torch.utils.data.RandomSampler(train_set, replacement=True)
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)
