# deterministic: yes
# Replaces torch.randperm in this process by one that counts; every third order that a DataLoader draws is no order at all.
from itertools import count

import torch
from torch.utils.data import DataLoader

loops = count(1)
ordinary = torch.randperm


def patched(size, **options):
    return torch.arange(size) if next(loops) % 3 == 0 else ordinary(size, **options)


torch.randperm = patched


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size, shuffle=True), DataLoader(test_set, batch_size)
