# deterministic: yes
# One generator, seeded at import, shuffles for all loaders of the process: right, and another order at each call.
import torch
from torch.utils.data import DataLoader

generator = torch.Generator().manual_seed(0)


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size, shuffle=True, generator=generator), DataLoader(test_set, batch_size)
