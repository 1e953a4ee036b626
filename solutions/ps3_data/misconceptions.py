"""Misconceptions about ps3_data: what students write, and what to tell them."""

import torch
from torch.utils.data import DataLoader, Subset

from autograder.checking import misconception

misconception(
    "make_loaders",
    name="never_shuffles",
    replace={", shuffle=True": ""},
    hint="Without shuffle=True a DataLoader keeps the order of the data set.",
)


misconception(
    "make_loaders",
    name="shuffles_both",
    replace={"test_set, batch_size=batch_size": "test_set, batch_size=batch_size, shuffle=True"},
    hint="Only the training set is to be shuffled; the test set keeps its order.",
)


misconception(
    "make_loaders",
    name="shuffles_the_wrong_one",
    replace={", shuffle=True": "", "test_set, batch_size=batch_size": "test_set, batch_size=batch_size, shuffle=True"},
    hint="It is the training set that is to be shuffled, not the test set.",
)


@misconception(
    "make_loaders",
    hint="drop_last=True throws the last, short batch away; every sample is wanted.",
)
def drops_last(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_size, shuffle=True, drop_last=True)
    return train, DataLoader(test_set, batch_size, drop_last=True)


@misconception(
    "make_loaders",
    hint="The order was drawn once and is the same in every epoch; shuffle=True draws it anew.",
)
def shuffles_once(train_set, test_set, batch_size=64):
    order = torch.randperm(len(train_set)).tolist()
    return DataLoader(Subset(train_set, order), batch_size), DataLoader(test_set, batch_size)


misconception(
    "make_loaders",
    name="always_64",
    replace={
        "train_set, batch_size=batch_size": "train_set, batch_size=64",
        "test_set, batch_size=batch_size": "test_set, batch_size=64",
    },
    hint="batch_size is what the caller asks for; 64 is only its default.",
)


misconception(
    "make_loaders",
    name="forgets_batch_size",
    replace={"train_set, batch_size=batch_size, ": "train_set, ", "test_set, batch_size=batch_size": "test_set"},
    hint="Without batch_size a DataLoader makes batches of one sample.",
)


misconception(
    "make_loaders",
    name="swapped",
    replace={"return train_loader, test_loader": "return test_loader, train_loader"},
    hint="The order of the pair is (train, test).",
)


@misconception(
    "make_loaders",
    hint="Batches are shuffled here, not samples: those that are together in the data set stay together.",
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
)
def with_replacement(train_set, test_set, batch_size=64):
    sampler = torch.utils.data.RandomSampler(train_set, replacement=True)
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)
