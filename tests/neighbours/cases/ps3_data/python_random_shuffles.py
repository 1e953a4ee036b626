# deterministic: yes
# Shuffles one list of indices for each length in place with `random`, going on from the order of the last loader.
import random

from torch.utils.data import DataLoader

orders = {}


class Sampler:
    """Shuffles what is shuffled already."""

    def __init__(self, size):
        self.order = orders.setdefault(size, list(range(size)))

    def __len__(self):
        return len(self.order)

    def __iter__(self):
        random.shuffle(self.order)
        return iter(self.order)


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size, sampler=Sampler(len(train_set))), DataLoader(test_set, batch_size)
