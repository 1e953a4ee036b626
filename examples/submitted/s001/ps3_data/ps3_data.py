"""Assignment 3, data: datasets, loaders, batches."""

from typing import Any

from torch.utils.data import BatchSampler, DataLoader, Dataset, RandomSampler, SequentialSampler


# %%
def make_loaders(
    train_set: Dataset[Any], test_set: Dataset[Any], batch_size: int = 64
) -> tuple[DataLoader[Any], DataLoader[Any]]:
    """Return the pair (train loader, test loader)."""
    # a DataLoader makes these samplers by itself when it is told shuffle=True or nothing; I wanted to see them
    random_batches = BatchSampler(RandomSampler(train_set), batch_size, drop_last=False)
    ordered_batches = BatchSampler(SequentialSampler(test_set), batch_size, drop_last=False)
    return DataLoader(train_set, batch_sampler=random_batches), DataLoader(test_set, batch_sampler=ordered_batches)
