"""Visible checks of `make_loaders`."""

from itertools import chain

from autograder.checking import CheckFailure, Phrase, Symptom, check, epochs_of_loaders

NAMES = ("train", "test")
SIZES = (150, 70)
BATCHES = ([64, 64, 22], [64, 6])
SHORT_BATCH = Symptom("short_batch", "The last, short batch is missing: drop_last=True throws it away.")
ONE_BY_ONE = Symptom("one_by_one", "Without batch_size a DataLoader makes batches of one sample.")
ALL_AT_ONCE = Symptom("all_at_once", "All samples come in one batch; batch_size is as large for both loaders.")
OTHER_SET = Symptom("other_set", "This loader has the samples of the other data set.")
BOTH_SETS = Symptom("both_sets", "This loader has the samples of both data sets.")
SOME_MISSING = Symptom("some_missing", "Some samples never come: does a sampler or a split leave them out?")
OTHER_SIZE = Symptom("other_size", "Every sample comes, but batch_size is another than what the caller asks for.")


@check(points=0.5)
def test_default_batch_size(student):
    """Makes batches of 64 by default and keeps the last, short one."""
    loaders = epochs_of_loaders(student, student.make_loaders, NAMES, SIZES)
    for name, [epoch], expected in zip(NAMES, loaders, BATCHES, strict=True):
        sizes = [len(batch) for batch in epoch]
        if sizes != expected:
            shown = f"{', '.join(map(str, sizes[:4]))}, …" if len(sizes) > 4 else ", ".join(map(str, sizes))
            message = Phrase(
                "the {name} loader makes {made} batches of [{shown}], expected {count} of {expected}",
                name=name,
                made=len(sizes),
                shown=shown,
                count=len(expected),
                expected=expected,
            )
            raise CheckFailure(message, symptom=symptom_of(sizes, expected))


def symptom_of(sizes, expected):
    """Look for what has led to batches of these sizes."""
    if sizes == expected[:-1]:
        return SHORT_BATCH
    if sum(sizes) in {sum(SIZES), *SIZES} - {sum(expected)}:
        return BOTH_SETS if sum(sizes) == sum(SIZES) else OTHER_SET
    if sum(sizes) < sum(expected):
        return SOME_MISSING
    if sum(sizes) > sum(expected):
        return None
    return ONE_BY_ONE if set(sizes) == {1} else ALL_AT_ONCE if len(sizes) == 1 else OTHER_SIZE


@check(points=0.5)
def test_every_sample_once(student):
    """Gives every sample exactly once an epoch."""
    loaders = epochs_of_loaders(student, student.make_loaders, NAMES, (50, 30), arguments=[8], epochs=2)
    for name, size, epochs in zip(NAMES, (50, 30), loaders, strict=True):
        for epoch in epochs:
            found = sorted(chain(*epoch))
            if found != list(range(size)):
                message = Phrase(
                    "the {name} loader gives {count} of {size} samples in {draws} draws",
                    name=name,
                    count=len(set(found)),
                    size=size,
                    draws=len(found),
                )
                other = {50: 30, 30: 50}[size]
                raise CheckFailure(message, symptom=OTHER_SET if found == list(range(other)) else None)


@check(points=0.5)
def test_test_set_in_order(student):
    """Gives the test set in its own order."""
    _, test = epochs_of_loaders(student, student.make_loaders, NAMES, (40, 40), arguments=[16], epochs=2)
    for epoch in test:
        order = list(chain(*epoch))
        if len(order) < 32 or order != sorted(order):
            raise CheckFailure(Phrase("the test set comes in another order: {order} …", order=order[:8]))


@check(points=1)
def test_train_set_reshuffled(student):
    """Shuffles the training set anew for every epoch."""
    train, _ = epochs_of_loaders(student, student.make_loaders, NAMES, (60, 10), arguments=[16], epochs=2)
    first, second = (list(chain(*epoch)) for epoch in train)
    if len(first) < 40 or first == sorted(first):
        raise CheckFailure(Phrase("the training set is not shuffled"))
    if first == second:
        raise CheckFailure(Phrase("the training set comes in the same order in every epoch"))
