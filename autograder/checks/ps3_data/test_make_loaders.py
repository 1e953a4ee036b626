"""Visible checks of `make_loaders`."""

from itertools import chain

from autograder.checking import CheckFailure, check, epochs_of_loaders

NAMES = ("train", "test")


@check(points=0.5)
def test_default_batch_size(student):
    """Makes batches of 64 by default and keeps the last, short one."""
    loaders = epochs_of_loaders(student, student.make_loaders, NAMES, (150, 70))
    for name, [epoch], expected in zip(NAMES, loaders, ([64, 64, 22], [64, 6]), strict=True):
        sizes = [len(batch) for batch in epoch]
        if sizes != expected:
            shown = f"{', '.join(map(str, sizes[:4]))}, …" if len(sizes) > 4 else ", ".join(map(str, sizes))
            batches = f"makes {len(sizes)} batches of [{shown}]"
            raise CheckFailure(f"the {name} loader {batches}, expected {len(expected)} of {expected}")


@check(points=0.5)
def test_every_sample_once(student):
    """Gives every sample exactly once an epoch."""
    loaders = epochs_of_loaders(student, student.make_loaders, NAMES, (50, 30), arguments=[8], epochs=2)
    for name, size, epochs in zip(NAMES, (50, 30), loaders, strict=True):
        for epoch in epochs:
            found = sorted(chain(*epoch))
            if found != list(range(size)):
                raise CheckFailure(f"the {name} loader gives {len(set(found))} of {size} samples in {len(found)} draws")


@check(points=0.5)
def test_test_set_in_order(student):
    """Gives the test set in its own order."""
    _, test = epochs_of_loaders(student, student.make_loaders, NAMES, (40, 40), arguments=[16], epochs=2)
    for epoch in test:
        order = list(chain(*epoch))
        if len(order) < 32 or order != sorted(order):
            raise CheckFailure(f"the test set comes in another order: {order[:8]} …")


@check(points=1)
def test_train_set_reshuffled(student):
    """Shuffles the training set anew for every epoch."""
    train, _ = epochs_of_loaders(student, student.make_loaders, NAMES, (60, 10), arguments=[16], epochs=2)
    first, second = (list(chain(*epoch)) for epoch in train)
    if len(first) < 40 or first == sorted(first):
        raise CheckFailure("the training set is not shuffled")
    if first == second:
        raise CheckFailure("the training set comes in the same order in every epoch")
