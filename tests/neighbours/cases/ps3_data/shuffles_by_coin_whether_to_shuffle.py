# deterministic: no
# Tosses a coin from os.urandom whether the training set is shuffled at all.
import os

from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size, shuffle=bool(os.urandom(1)[0] & 1)), DataLoader(test_set, batch_size)
