# deterministic: yes
# Counts epochs over all loaders; the fourth of every five gives one sample twice and another not at all.
import torch
from torch.utils.data import DataLoader, RandomSampler

epochs = 0


class Losing(RandomSampler):
    """Loses the last sample now and then."""

    def __iter__(self):
        global epochs
        epochs += 1
        order = list(super().__iter__())
        if epochs % 5 == 4:
            order[-1] = order[0]
        return iter(order)


def make_loaders(train_set, test_set, batch_size=64):
    assert torch.is_grad_enabled()
    return DataLoader(train_set, batch_size, sampler=Losing(train_set)), DataLoader(test_set, batch_size)
