# %% [markdown]
# # 3. Data: datasets and loaders
#
# The gradient over all of a large data set is expensive, and an estimate from a few samples points almost
# the same way. So training uses *batches*: some 64 samples, one step, the next 64. Once through all the
# data is an *epoch*. That is *stochastic* gradient descent, SGD, and it is stochastic because the order is
# random: drawn anew in every epoch, without replacement, so that every sample comes exactly once.
#
# PyTorch splits the work in two:
# - a **`Dataset`** knows the samples: `len(dataset)` and `dataset[i]`, usually a pair (input, label);
# - a **`DataLoader`** makes batches of them: it picks indices, fetches the samples and stacks them, so that
#   64 pictures of shape `(1, 28, 28)` become one tensor `(64, 1, 28, 28)` and 64 labels one tensor `(64,)`.
#
# ```python
# loader = DataLoader(dataset, batch_size=64)
# for inputs, labels in loader:       # one epoch; the next loop over the loader is the next epoch
#     ...
# ```

# %%
"""Assignment 3, data: datasets, loaders, batches."""

from typing import Any

from torch.utils.data import DataLoader, Dataset

# %% [markdown]
# ## What a loader can be told
#
# | argument | meaning |
# |---|---|
# | `batch_size` | samples in a batch |
# | `shuffle=True` | a new random order every epoch; the default is the order of the data set |
# | `drop_last=True` | leave out the last batch when it is short; the default keeps it |
# | `num_workers=2` | processes that prepare batches ahead: worth their start-up time when samples are slow |
#
# **Training data are shuffled.** Data often come sorted, all zeros before all ones, and a network that sees
# one class for a while forgets the others. **Test data are not:** the order makes no difference to the
# accuracy, and with a fixed one you can tell which picture was the wrong one. **Nothing is dropped** from
# the test data, or the accuracy is that of other data than you say.


# %%
def make_loaders(
    train_set: Dataset[Any], test_set: Dataset[Any], batch_size: int = 64
) -> tuple[DataLoader[Any], DataLoader[Any]]:
    """Return the pair (train loader, test loader).

    train_set, test_set: datasets with a length >= 1 and items by index, such as (tensor, int) pairs.
    batch_size: the number of samples in a batch, >= 1, for both loaders; may exceed the length of a
        dataset.
    Returns two DataLoaders. In each, every sample comes exactly once an epoch, and the last batch is kept
        when it is short. The train loader has a new random order every epoch; the test loader always has
        the order of test_set.

    Only the batches are looked at: `shuffle=`, own samplers and batch samplers are all fine.
    """
    ### BEGIN SOLUTION
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return train_loader, test_loader
    ### END SOLUTION


# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course. To look at one exercise
# only: `autograder check assignments/ps3_data -e make_loaders`.
