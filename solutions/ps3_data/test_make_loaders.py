"""Hidden checks of `make_loaders`."""

from itertools import chain, pairwise

import torch

from autograder.checking import CheckFailure, check, probe


@probe
def numbers_of(make, train_size, test_size, batch_size, epochs):
    """Return the sample numbers in each batch of each epoch of both loaders, for datasets that are lists."""
    sets = [[(torch.tensor([float(i)]), i) for i in range(size)] for size in (train_size, test_size)]
    return [[[batch[1].tolist() for batch in loader] for _ in range(epochs)] for loader in make(*sets, batch_size)]


@check(points=0.5)
def test_batch_size(student):
    """Uses the batch size that it is given, larger than a dataset or 1 included."""
    for size, train_sizes, test_sizes in ((7, [7, 7, 6], [7, 2]), (100, [20], [9]), (1, [1] * 20, [1] * 9)):
        answer = student.run(numbers_of, student.make_loaders, 20, 9, size, 1)
        for name, [epoch], expected in zip(("train", "test"), answer, (train_sizes, test_sizes), strict=True):
            found = [len(batch) for batch in epoch]
            if found != expected:
                raise CheckFailure(f"with batch_size={size}, the {name} loader makes {found}, expected {expected}")


@check(points=1)
def test_shuffled_thoroughly(student):
    """Shuffles single samples over the whole training set, differently in every epoch."""
    train, _ = student.run(numbers_of, student.make_loaders, 300, 10, 10, 3)
    epochs = [list(chain(*epoch)) for epoch in train]
    for order in epochs:
        if sorted(order) != list(range(300)):
            raise CheckFailure("an epoch does not hold every sample once")
        # Of a random order, 1 neighbour in 300 is the next sample, and the mean way from home is 100 places.
        if sum(abs(b - a) == 1 for a, b in pairwise(order)) > 30:
            raise CheckFailure(
                "samples that are neighbours in the dataset stay neighbours: they are shuffled in blocks"
            )
        if sum(abs(place - sample) for place, sample in enumerate(order)) / 300 < 50:
            raise CheckFailure("samples stay close to their place: they are not shuffled over the whole dataset")
    for before, after in pairwise(epochs):
        pairs = set(pairwise(before))
        if len(pairs & set(pairwise(after))) > 30:
            raise CheckFailure("the order of one epoch comes back in the next, in pieces")
