# deterministic: no
# Shuffles with a generator that is seeded from the system: right, and never the same order twice.
import torch
from torch.utils.data import DataLoader


def make_loaders(train_set, test_set, batch_size=64):
    generator = torch.Generator()
    generator.seed()
    return DataLoader(train_set, batch_size, shuffle=True, generator=generator), DataLoader(test_set, batch_size)
