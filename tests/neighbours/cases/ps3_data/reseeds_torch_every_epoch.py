# deterministic: yes
# Seeds torch's global generator with a running number at the start of each epoch, then shuffles as asked.
from itertools import count

import torch
from torch.utils.data import DataLoader, RandomSampler

numbers = count()


class Reseeding(RandomSampler):
    """Seeds, then shuffles."""

    def __iter__(self):
        torch.manual_seed(next(numbers) // 2)
        return super().__iter__()


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size, sampler=Reseeding(train_set)), DataLoader(test_set, batch_size)
