# %% [markdown]
# # 3. Data: datasets and loaders
#
# The gradient over all of a large data set is expensive, and an estimate from a few samples points almost
# the same way. So training uses *batches*: some 64 samples, one step, the next 64. Once through all the
# data is an *epoch*. That is *stochastic* gradient descent, SGD, and it is stochastic because the order is
# random: drawn anew in every epoch.
#
# PyTorch splits the work in three:
# - a **transform** turns one raw sample, say a picture, into the tensor that a network wants;
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
"""Assignment 3, data: transforms, datasets, loaders, batches."""

from collections.abc import Callable, Iterable
from typing import Any

import torch
import torchvision.transforms.v2 as v2
from PIL import Image
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

# %% [markdown]
# ## Looking at pictures
#
# MNIST is 70 000 grey pictures of handwritten digits. `torchvision` has it: `MNIST("data", download=True)` fetches it
# into the folder `data`. The files of this course are where `make data` has put them; each item is a PIL image of mode
# "L" (grey) and its label:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     import matplotlib.pyplot as plt
#     from torchvision.datasets import MNIST
#
#     from autograder.course.data import data_root
#
#     digits = MNIST(data_root(), train=True)
#     figure, axes = plt.subplots(2, 8, figsize=(9, 2.8), layout="constrained")
#     for ax, (picture, label) in zip(axes.flat, digits):
#         ax.imshow(picture, cmap="gray")
#         ax.set_title(label)
#         ax.axis("off")
#     plt.show()

# %% [markdown]
# Look at your data before you train on them: a dozen pictures show what no accuracy tells, that labels are
# wrong, say, or pictures upside down. `plt.imshow` wants (height, width), so a tensor `(1, 28, 28)` is shown
# as `plt.imshow(tensor.squeeze(0), cmap="gray")`. Without `cmap`, matplotlib paints it violet and yellow.
#
# ## Transforms
#
# A pixel of a picture is a whole number, 0 (black) to 255 (white). A network trains best on floats around 0
# of order 1, so pixels are *scaled* to [0, 1], and then *normalised*: minus the mean, divided by the
# standard deviation. Over all training pictures of MNIST these are 0.1307 and 0.3081, and the same two
# numbers are used for the test pictures: a picture must mean the same wherever it comes from.
#
# Transforms are functions, or objects that can be called like one; `v2.Compose` puts them in a row. This one turns each
# picture by another random angle, and cuts out the middle:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     torch.manual_seed(0)
#     turn_and_cut = v2.Compose([v2.RandomRotation(30), v2.CenterCrop(22)])
#     picture, label = digits[0]
#     figure, axes = plt.subplots(1, 6, figsize=(7, 1.6), layout="constrained")
#     for ax, shown in zip(axes, [picture, *(turn_and_cut(picture) for _ in range(5))]):
#         ax.imshow(shown, cmap="gray")
#         ax.axis("off")
#     plt.show()

# %% [markdown]
# | transform | does |
# |---|---|
# | `v2.ToImage()` | a PIL image to a uint8 tensor (channels, height, width): the channel comes first |
# | `v2.ToDtype(torch.float32, scale=True)` | another dtype; with `scale=True`, 255 becomes 1 |
# | `v2.Normalize([mean], [std])` | (x - mean) / std, one mean and std for each channel |
# | `v2.RandomRotation(10)`, … | another picture each time: *augmentation*, for training only |
#
# In older code you meet `torchvision.transforms` (without `v2`), whose `ToTensor()` does the first two at
# once. By hand it is no more than `torch.from_numpy(np.array(picture))` and some arithmetic.


# %%
# 3 points: 1.5 by checks that you have, 1.5 by more after you hand in
def mnist_transform() -> Callable[[Image.Image], Tensor]:
    """Return the transform for pictures of MNIST: something that is called with a picture and returns a tensor.

    The transform takes a PIL image of mode "L", 28x28, and leaves it unmodified. It scales the pixels from
    0 ... 255 to [0, 1], then normalises them with mean 0.1307 and standard deviation 0.3081. It returns a
    float32 tensor (1, 28, 28), right to 1e-5, relative or absolute; a subclass of Tensor is fine. Nothing in
    it is random: the same picture always gives the same tensor, whatever came before.

    It may be made of torchvision's transforms, v2 or older, or be a function or an object of your own.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## A dataset of your own
#
# Whatever your samples are (files, rows of a table, tensors), a class derived from `Dataset` makes them fit
# for a `DataLoader`. It needs two methods:

# %% tags=["active-ipynb"]
# class Squares(Dataset):
#     def __len__(self):
#         return 10
#
#     def __getitem__(self, i):
#         if not 0 <= i < 10:
#             raise IndexError(f"there is no square {i}")
#         return torch.tensor(float(i)), i**2
#
#
# Squares()[3], next(iter(DataLoader(Squares(), batch_size=4)))

# %% [markdown]
# `__init__` keeps what is needed to find the samples; `__getitem__` does the work, for one sample at a time,
# each time it is asked. So a random transform gives another picture in every epoch, and pictures that do
# not fit into memory can be read from disk as they are wanted. The `IndexError` is what ends a loop
# `for x, y in dataset`: Python asks for item 0, 1, 2, … until one is raised.
#
# Data that come one after the other, without length or index (a log, a camera, a file too large to know what
# is in line 1 000 000), are *streamed*: derive the class from `IterableDataset` and write `__iter__`, with
# `yield`, in the place of the two. A loader makes batches of that, too, but cannot shuffle it.

# %% tags=["active-ipynb"]
# class Countdown(torch.utils.data.IterableDataset):
#     def __iter__(self):
#         yield from range(5, 0, -1)
#
#
# list(DataLoader(Countdown(), batch_size=2))


# %%
# 4.5 points: 2.25 by checks that you have, 2.25 by more after you hand in
class DigitsDataset(Dataset[Any]):
    """Pictures of digits with their labels, from two tensors; derived from `torch.utils.data.Dataset`."""

    def __init__(self, images: Tensor, labels: Tensor, transform: Callable[[Tensor], Any] | None = None) -> None:
        """Keep what is needed.

        images: uint8 (N, 28, 28), pixels 0 ... 255, N >= 1.
        labels: int64 (N,). Images and labels are left unmodified, here and when items are read.
        transform: None, or what to apply to every picture: it is called with a float32 tensor (1, 28, 28).
        Raises ValueError when images and labels differ in length.
        """
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")

    def __len__(self) -> int:
        """Return N, the number of pictures."""
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")

    def __getitem__(self, i: int) -> tuple[Any, int]:
        """Return the pair (picture, label) number i.

        i: an int. Negative indices down to -N may count from the end, or not work: as you like.
        Returns the picture as a float32 tensor (1, 28, 28) with pixels scaled to [0, 1], or, if there is a
            transform, just what that makes of this tensor (it is called anew at every access); and the label,
            a Python int.
        Raises IndexError for i >= N and for i < -N, so that `for picture, label in dataset` comes to its end.
        """
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## What a loader can be told
#
# | argument | meaning |
# |---|---|
# | `batch_size` | samples in a batch |
# | `shuffle=True` | a new random order every epoch; the default is the order of the data set |
# | `drop_last=True` | leave out the last batch when it is short; the default keeps it |
# | `num_workers=2` | processes that prepare batches ahead: worth their start-up time when samples are slow |
# | `sampler=...` | an iterable of indices in the place of `shuffle`, see below |
#
# **Training data are shuffled.** Data often come sorted, all zeros before all ones, and a network that sees
# one class for a while forgets the others. **Test data are not:** the order makes no difference to the
# accuracy, and with a fixed one you can tell which picture was the wrong one. **Nothing is dropped** from
# the test data, or the accuracy is that of other data than you say.

# %% tags=["active-ipynb"]
# in_order = DataLoader(range(10), batch_size=4)
# shuffled = DataLoader(range(10), batch_size=4, shuffle=True, drop_last=True)
# list(in_order), list(shuffled), list(shuffled)


# %%
# 4 points: 2.5 by checks that you have, 1.5 by more after you hand in
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
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Sampling with and without replacement
#
# Shuffling is sampling **without replacement**: each card is drawn once, then the pack is used up and an epoch
# over. Put every card back after it was drawn, and you sample **with replacement**: some samples come twice
# or three times, and about 37 % of all (1/e) not at all, if you draw as many as there are. And you may draw as
# many as you like.
#
# The *bootstrap* is made of that: compute something for many such random samples of the same data, and see how
# much it varies. Ensembles train each of their networks on one.
#
# `torch.randperm` draws without replacement, `torch.randint` with it; and here is the share of all samples that were
# drawn at all, in 10 000 draws from 10 000:

# %% tags=["active-ipynb"]
# torch.randperm(5), torch.randint(5, (5,)), torch.randint(10_000, (10_000,)).unique().numel() / 10_000

# %% [markdown]
# What a loader draws, its *sampler* says: an object whose `__iter__` gives the indices of an epoch. Some are
# ready-made in `torch.utils.data`, such as `SequentialSampler`, `RandomSampler` and `WeightedRandomSampler`
# (rare classes more often); their documentation says what they can be told.


# %%
# 5 points: 3 by checks that you have, 2 by more after you hand in
def bootstrap_loader(dataset: Dataset[Any], batch_size: int, num_samples: int) -> DataLoader[Any]:
    """Return a DataLoader that draws its samples with replacement.

    dataset: a dataset with a length >= 1 and items by index, such as (tensor, int) pairs.
    batch_size: the number of samples in a batch, >= 1; may exceed num_samples.
    num_samples: the number of draws in an epoch, >= 1; may be smaller or larger than the length of the dataset.
    Returns a DataLoader. Every epoch has exactly num_samples draws, in batches of batch_size, of which the last
        may be shorter. Every draw takes each sample of the dataset with the same probability, independently of
        all other draws. Every epoch draws anew.

    Only the batches are looked at: any sampler, batch sampler or random generator is fine.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## One pass over the data
#
# Where do 0.1307 and 0.3081 come from? Somebody has gone once over all training pictures. That is easy while
# the data fit into memory: stack everything, and call `mean()` and `std()`. For more data than memory, or a
# stream that comes once, keep *sums* instead of data. With n pixels x in all:
#
# $$\text{mean} = \frac{1}{n}\sum x, \qquad \text{std}^2 = \frac{1}{n}\sum x^2 - \text{mean}^2$$
#
# That is the *population* standard deviation, which divides by n; `torch.std` divides by n - 1 unless told
# otherwise.
#
# Three traps:
# - **The mean of means is not the mean** when one batch is shorter than the others; and the mean of the
#   batches' standard deviations is not the standard deviation even when none is.
# - **Rounding.** The difference of two almost equal numbers may come out a little below 0, and the square root
#   of that is `nan` (or an error, in Python's `math`). And a float32 sum of millions of pixels loses digits that
#   float64 keeps.
# - **What a list remembers.** A batch that is appended to a list, or that a variable still shows a view of,
#   stays in memory.


# %%
# 5.25 points: 2.5 by checks that you have, 2.75 by more after you hand in
def mean_and_std(loader: Iterable[Any]) -> tuple[float, float]:
    """Compute mean and population standard deviation of all pixels that a loader yields.

    loader: any iterable of pairs (images, labels), such as a DataLoader; it need not have a length, a `.dataset`
        or anything else but its batches. images are float32 or float64 tensors (N, 1, height, width) with values
        of order 1; N >= 1 may differ from batch to batch, height and width do not. They are left unmodified.
    Returns the tuple (mean, std) of two Python floats, each off by 1e-4 at most; std is 0, not NaN, where all pixels
        are alike.

    It goes through the loader exactly once, and needs memory for one batch, not for all of them.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# Your functions, one behind the other, on all training pictures of MNIST: do they find 0.1307 and 0.3081?

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     dataset = DigitsDataset(digits.data, digits.targets)
#     train_loader, _ = make_loaders(dataset, dataset, batch_size=1000)
#     print(mean_and_std(train_loader))

# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course. To look at one exercise
# only: `autograder check assignments/ps3_data -e make_loaders`; or, in a cell of the notebook,
# `from autograder import check; check("make_loaders")`.
