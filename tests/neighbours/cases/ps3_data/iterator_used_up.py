# deterministic: yes
# The sampler is a generator object that is kept from call to call: used up after the first epoch, then nothing comes.
import torch
from torch.utils.data import DataLoader

orders = {}


def make_loaders(train_set, test_set, batch_size=64):
    size = len(train_set)
    sampler = orders.setdefault(size, (index for index in torch.randperm(size).tolist()))
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)
