"""Goal: have plain iterables taken for DataLoaders by a lying __class__.

Assignment: ps3_data
Without a sandbox: fails
"""

import random

import torch
from torch.utils.data import DataLoader


class Loader:
    """No DataLoader at all: no workers, no samplers, no collate function."""

    __class__ = DataLoader

    def __init__(self, data, batch_size, shuffled):
        self.data, self.batch_size, self.shuffled = data, batch_size, shuffled

    def __iter__(self):
        order = list(range(len(self.data)))
        if self.shuffled:
            random.shuffle(order)
        for start in range(0, len(order), self.batch_size):
            pairs = [self.data[index] for index in order[start : start + self.batch_size]]
            yield torch.stack([x for x, _ in pairs]), torch.tensor([int(y) for _, y in pairs])


def make_loaders(train_set, test_set, batch_size=64):
    return Loader(train_set, batch_size, True), Loader(test_set, batch_size, False)
