"""Visible checks of `bootstrap_loader`."""

from itertools import chain

from autograder.checking import CheckFailure, Phrase, Symptom, check, epochs_of_loaders, for_each, require

WITHOUT_REPLACEMENT = Symptom(
    "without_replacement", "No sample comes twice: each is taken out of the pack when it was drawn, and not put back."
)
AS_MANY_AS_THERE_ARE = Symptom(
    "as_many_as_there_are", "An epoch has as many draws as the dataset has samples; num_samples says how many it has."
)
ONE_BY_ONE = Symptom("one_by_one", "Without batch_size a DataLoader makes batches of one sample.")
SHORT_BATCH = Symptom("short_batch", "The last, short batch is missing: drop_last=True throws it away.")
ROUNDED_UP = Symptom("rounded_up", "The last batch is full; it has only the draws that are left, however few.")
ALL_IN_ONE = Symptom("all_in_one", "All draws of an epoch are in one batch; batch_size says how many belong in each.")
BATCHES_COUNTED = Symptom("batches_counted", "num_samples counts draws, not batches; here it has counted batches.")
FEW = Symptom(
    "few", "Too few samples come: draws come in pairs or blocks, or depend on the one before; each is to be a new one."
)
TOO_LARGE = Symptom(
    "too_large", "Indices run from 0 to n - 1; some functions that draw whole numbers include both ends, others do not."
)
ONE_PART = Symptom("one_part", "All draws come from one part of the dataset; all of it is to have its chance.")
DRAWN_ONCE = Symptom(
    "drawn_once",
    "Epochs are alike where the draws were made in advance, or by a generator that is seeded when an epoch begins.",
)


def epochs_of(student, size, batch_size, num_samples, epochs=1, as_lists=False):
    """Return the sample numbers in the batches of each epoch, for a dataset of this size."""
    try:
        [found] = epochs_of_loaders(
            student,
            student.bootstrap_loader,
            ["bootstrap"],
            [size],
            arguments=[batch_size, num_samples],
            epochs=epochs,
            as_lists=as_lists,
            alone=True,
        )
    except CheckFailure as failure:
        if f"IndexError: index {size} is out of bounds" in failure.message:
            failure.symptom = TOO_LARGE
        raise
    return found


@check(points=1)
@for_each(
    [
        {"size": 20, "batch_size": 8, "num_samples": 30},
        {"size": 30, "batch_size": 8, "num_samples": 13},
        {"size": 12, "batch_size": 4, "num_samples": 12},
    ]
)
def test_number_of_draws(student, size, batch_size, num_samples):
    """Draws exactly num_samples an epoch, more or fewer than there are samples, in batches of batch_size."""
    full, rest = divmod(num_samples, batch_size)
    expected = [batch_size] * full + [rest] * (rest > 0)
    for epoch in epochs_of(student, size, batch_size, num_samples, epochs=2):
        found = [len(batch) for batch in epoch]
        if found != expected:
            shown = f"{', '.join(map(str, found[:6]))}{', …' if len(found) > 6 else ''}"
            message = Phrase(
                "an epoch has {sum} draws, in batches of [{shown}], expected {num_samples} in {expected}",
                sum=sum(found),
                shown=shown,
                num_samples=num_samples,
                expected=expected,
            )
            raise CheckFailure(message, symptom=symptom_of(found, expected, size))


def symptom_of(found, expected, size):
    """Look for what has led to batches of these sizes."""
    if len(found) == len(expected) and {*found} == {expected[0]}:
        return ROUNDED_UP
    if len(found) == 1 and sum(found) == sum(expected):
        return ALL_IN_ONE
    if len(found) == sum(expected) and {*found} == {expected[0]}:
        return BATCHES_COUNTED
    if found == expected[:-1]:
        return SHORT_BATCH
    if set(found) == {1}:
        return ONE_BY_ONE
    return AS_MANY_AS_THERE_ARE if sum(found) == size else None


@check(points=1)
def test_with_replacement(student):
    """Draws with replacement: some samples come several times, others not at all."""
    for epoch in epochs_of(student, 200, 50, 200, epochs=2):
        draws = list(chain(*epoch))
        with require():
            if len(draws) != 200:
                raise CheckFailure(Phrase("an epoch has {count} draws, expected 200", count=len(draws)))
        # 200 draws from 200 samples give 126 different ones, with a standard deviation of 4.4.
        if len(set(draws)) > 170:
            message = Phrase(
                "200 draws from 200 samples give {count} different ones, where some 126 are likely",
                count=len(set(draws)),
            )
            raise CheckFailure(message, symptom=WITHOUT_REPLACEMENT if len(set(draws)) == 200 else None)
        if len(set(draws)) < 80:
            message = Phrase(
                "200 draws from 200 samples give {count} different ones, where some 126 are likely",
                count=len(set(draws)),
            )
            raise CheckFailure(message, symptom=FEW)


@check(points=1)
def test_anew_every_epoch(student):
    """Draws anew in every epoch."""
    epochs = [list(chain(*epoch)) for epoch in epochs_of(student, 200, 64, 100, epochs=3)]
    with require():
        for draws in epochs:
            if len(draws) != 100:
                raise CheckFailure(Phrase("an epoch has {count} draws, expected 100", count=len(draws)))
    for before, after in ((0, 1), (1, 2), (0, 2)):
        if epochs[before] == epochs[after]:
            raise CheckFailure(Phrase("two epochs have the same draws, in the same order"), symptom=DRAWN_ONCE)
        if sorted(epochs[before]) == sorted(epochs[after]):
            raise CheckFailure(Phrase("two epochs have the same draws, in another order"), symptom=DRAWN_ONCE)
        # Draws of two epochs are the same in one place of 200: rarely in more than five of 100.
        if sum(one == other for one, other in zip(epochs[before], epochs[after], strict=True)) > 20:
            raise CheckFailure(Phrase("two epochs have many of their draws in common, in the same places"))
    # 300 draws from 200 samples give 155 different ones, with a standard deviation of 5; 100 give 79.
    if len(set(chain(*epochs))) < 110:
        drawn = {*chain(*epochs)}
        side_by_side = max(drawn) - min(drawn) < 120
        message = Phrase("all epochs draw from the same few samples")
        raise CheckFailure(message, symptom=ONE_PART if side_by_side else DRAWN_ONCE)
