# deterministic: yes
# Draws a permutation the first time a length comes, and uses it for every epoch of every loader after.
from functools import cache

import torch
from torch.utils.data import DataLoader


@cache
def order(size):
    return torch.randperm(size).tolist()


def make_loaders(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_size, sampler=order(len(train_set)))
    return train, DataLoader(test_set, batch_size)
