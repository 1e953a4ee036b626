"""Visible checks of `make_loaders`."""

from itertools import chain

import torch

from autograder.checking import CheckFailure, check, probe


@probe
def epochs_of(make, train_size, test_size, batch_size, epochs):
    """Return (is a DataLoader, what it yields in each epoch) for both loaders; sample i is ([i, i], i)."""
    from torch.utils.data import DataLoader, TensorDataset

    def numbered(size):
        numbers = torch.arange(size)
        return TensorDataset(torch.stack([numbers, numbers], 1).float(), numbers)

    sets = numbered(train_size), numbered(test_size)
    loaders = make(*sets) if batch_size is None else make(*sets, batch_size)
    return [
        (isinstance(loader, DataLoader), [[[batch[0], batch[1]] for batch in loader] for _ in range(epochs)])
        for loader in loaders
    ]


def batches(student, train_size, test_size, batch_size=None, epochs=1):
    """Return, for the train and the test loader, for each epoch, the sample numbers in each batch."""
    answer = student.run(epochs_of, student.make_loaders, train_size, test_size, batch_size, epochs)
    if not isinstance(answer, list) or len(answer) != 2:
        raise CheckFailure("two loaders are expected, (train, test)")
    for name, (is_loader, _) in zip(("train", "test"), answer, strict=True):
        if not is_loader:
            raise CheckFailure(f"the {name} loader is no DataLoader")
    return [[[numbers(batch) for batch in epoch] for epoch in loader] for _, loader in answer]


def numbers(batch):
    """Return the sample numbers in a batch, having checked that inputs and labels belong together."""
    inputs, labels = batch
    if (
        not isinstance(inputs, torch.Tensor)
        or not isinstance(labels, torch.Tensor)
        or inputs.shape != (*labels.shape, 2)
    ):
        raise CheckFailure("a batch must be the stacked inputs and the stacked labels of its samples")
    if labels.dim() != 1 or not torch.equal(inputs, torch.stack([labels, labels], 1).float()):
        raise CheckFailure("inputs and labels in a batch do not belong together")
    return labels.tolist()


@check(points=0.5)
def test_default_batch_size(student):
    """Makes batches of 64 by default and keeps the last, short one."""
    train, test = batches(student, 150, 70)
    for name, [epoch], expected in (("train", train, [64, 64, 22]), ("test", test, [64, 6])):
        sizes = [len(batch) for batch in epoch]
        if sizes != expected:
            raise CheckFailure(f"the {name} loader makes batches of {sizes}, expected {expected}")


@check(points=0.5)
def test_every_sample_once(student):
    """Gives every sample exactly once an epoch."""
    for name, loader, size in zip(("train", "test"), batches(student, 50, 30, 8, epochs=2), (50, 30), strict=True):
        for epoch in loader:
            found = sorted(chain(*epoch))
            if found != list(range(size)):
                raise CheckFailure(f"the {name} loader gives {len(set(found))} of {size} samples in {len(found)} draws")


@check(points=0.5)
def test_test_set_in_order(student):
    """Gives the test set in its own order."""
    _, test = batches(student, 40, 40, 16, epochs=2)
    for epoch in test:
        order = list(chain(*epoch))
        if order != sorted(order):
            raise CheckFailure(f"the test set comes in another order: {order[:8]} …")


@check(points=1)
def test_train_set_reshuffled(student):
    """Shuffles the training set anew for every epoch."""
    (first, second), _ = batches(student, 60, 10, 16, epochs=2)
    first, second = list(chain(*first)), list(chain(*second))
    if first == sorted(first):
        raise CheckFailure("the training set is not shuffled")
    if first == second:
        raise CheckFailure("the training set comes in the same order in every epoch")
