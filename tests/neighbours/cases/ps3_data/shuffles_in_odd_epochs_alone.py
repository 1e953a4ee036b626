# deterministic: yes
# A sampler that counts epochs over all loaders and shuffles in the odd ones alone.
import torch
from torch.utils.data import DataLoader

epochs = 0


class Sampler:
    """Counts."""

    def __init__(self, size):
        self.size = size

    def __len__(self):
        return self.size

    def __iter__(self):
        global epochs
        epochs += 1
        return iter(torch.randperm(self.size).tolist() if epochs % 2 else range(self.size))


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size, sampler=Sampler(len(train_set))), DataLoader(test_set, batch_size)
