# deterministic: no
# Orders the training samples by hash(f"{epoch}/{index}"), which is another in every interpreter.
from torch.utils.data import DataLoader


class Sampler:
    """Orders by hashes."""

    def __init__(self, size):
        self.size, self.epoch = size, 0

    def __len__(self):
        return self.size

    def __iter__(self):
        self.epoch += 1
        return iter(sorted(range(self.size), key=lambda index: hash(f"{self.epoch}/{index}")))


def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size, sampler=Sampler(len(train_set))), DataLoader(test_set, batch_size)
