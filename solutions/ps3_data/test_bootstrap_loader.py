"""Hidden checks of `bootstrap_loader`.

What is likely is told from what is not by limits that a right solution misses less than once in 10^9 times, all of them
together.
"""

from itertools import chain

import numpy as np

from autograder.checking import CheckFailure, Phrase, Symptom, check, epochs_of_loaders, for_each, require

NEVER_DRAWN = Symptom(
    "never_drawn",
    "Some samples are never drawn: randint(a, b) of torch and NumPy leave b itself out, random's does not.",
)
UNEVEN = Symptom(
    "uneven",
    "Some samples are likelier than others: rounded, squared or normally distributed numbers and weights do that, and "
    "the first and the last sample show it best.",
)
PACKS = Symptom(
    "packs",
    "These are shuffled packs, one after the other: no sample comes again before all others have been there. With "
    "replacement it may.",
)
ONCE_A_BATCH = Symptom("once_a_batch", "No sample comes twice in a batch: each batch is drawn without replacement.")
EQUALLY_OFTEN = Symptom(
    "equally_often", "Every sample comes equally often; that is no chance, but a list of copies that is shuffled."
)
NEIGHBOURS = Symptom(
    "neighbours", "A draw tells something of the next: blocks of neighbours, sorted draws, or draws that come again."
)
ONLY_WHERE_NEEDED = Symptom(
    "only_where_needed", "Sampling with replacement does not depend on how many samples there are: repeats are likely."
)
SIZE, BATCH, DRAWS = 10, 8, 400


def epochs_of(student, size, batch_size, num_samples, epochs=1, as_lists=False):
    """Return the sample numbers in the batches of each epoch, for a dataset of this size."""
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
    if not {*chain(*chain(*found))} <= {*range(size)}:
        raise CheckFailure(Phrase("gives a sample that is not in the dataset"))
    return found


def require_sizes(epochs, batch_size, num_samples):
    """Block the check unless all batches are as large as they must be."""
    full, rest = divmod(num_samples, batch_size)
    with require():
        for epoch in epochs:
            if [len(batch) for batch in epoch] != [batch_size] * full + [rest] * (rest > 0):
                raise CheckFailure(
                    Phrase(
                        "an epoch does not have {num_samples} draws in batches of {batch_size}",
                        num_samples=num_samples,
                        batch_size=batch_size,
                    )
                )


def rare(counts):
    """Say whether a count of what has the probability 1/10 in 350 to 400 independent trials is hardly possible.

    35 to 40 are likely; fewer than 3 have a probability of 4e-13, more than 100 one of 1e-13 (Bernstein's inequality).
    """
    return bool((counts < 3).any() or (counts > 100).any())


@check(points=1)
def test_independent_draws(student):
    """Draws every sample with the same probability, whatever has been drawn before."""
    epochs = epochs_of(student, SIZE, BATCH, DRAWS, epochs=2)
    require_sizes(epochs, BATCH, DRAWS)
    draws = [np.array(list(chain(*epoch))) for epoch in epochs]
    counts = [np.bincount(each, minlength=SIZE) for each in draws]
    if any((each == 0).any() for each in counts):
        missing = sorted({number for each in counts for number in np.flatnonzero(each == 0).tolist()})
        raise CheckFailure(
            Phrase("of the samples 0 … 9 some never come in 400 draws: {missing}", missing=missing), symptom=NEVER_DRAWN
        )
    total = counts[0] + counts[1]
    if ((total - 80) ** 2 / 80).sum() > 80:  # chi-square with 9 degrees of freedom: a probability of 2e-13
        message = Phrase(
            "in 800 draws the samples 0 … 9 come {value} times, where some 80 are likely", value=total.tolist()
        )
        raise CheckFailure(message, symptom=UNEVEN)
    if all((each == DRAWS // SIZE).all() for each in counts):  # a probability of 3e-21
        packs = all(len(set(pack)) == SIZE for each in draws for pack in each.reshape(-1, SIZE).tolist())
        message = Phrase("every sample comes just 40 times in 400 draws")
        raise CheckFailure(message, symptom=PACKS if packs else EQUALLY_OFTEN)
    # Eight draws are all different with a probability of 1 in 55, ten with one of 1 in 2800.
    different = sum(len(set(batch)) == BATCH for epoch in epochs for batch in epoch)
    if different > 40:
        raise CheckFailure(
            Phrase("{different} of 100 batches of 8 have no sample twice", different=different), symptom=ONCE_A_BATCH
        )
    different = sum(len(set(pack)) == SIZE for each in draws for pack in each.reshape(-1, SIZE).tolist())
    if different > 10:
        raise CheckFailure(
            Phrase("{different} of 80 times, ten draws in a row are all different", different=different), symptom=PACKS
        )
    for each in draws:
        for lag in range(1, 51):  # of independent draws the differences, modulo 10, are uniform and independent, too
            if rare(np.bincount((each[lag:] - each[:-lag]) % SIZE, minlength=SIZE)):
                message = Phrase(
                    "a draw tells something of the one that comes next",
                    "a draw tells something of the one that comes {n} later",
                    n=lag,
                )
                raise CheckFailure(message, symptom=NEIGHBOURS)
    if rare(np.bincount((draws[1] - draws[0]) % SIZE, minlength=SIZE)):
        raise CheckFailure(Phrase("the draws of one epoch tell something of those of the next"))
    [epoch] = epochs_of(student, 3, 400, 1200)
    require_sizes([epoch], 400, 1200)
    counts = np.bincount(list(chain(*epoch)), minlength=3)
    if (abs(counts - 400) > 120).any():  # Hoeffding's inequality: a probability of 2e-10
        message = Phrase(
            "in 1200 draws the samples 0, 1 and 2 come {value} times, where 400 are likely", value=counts.tolist()
        )
        raise CheckFailure(message, symptom=UNEVEN)


@check(points=0.5)
def test_few_of_many(student):
    """Draws from the whole dataset, and with replacement, also where fewer are drawn than there are."""
    epochs = epochs_of(student, 300, 60, 120, epochs=3, as_lists=True)
    require_sizes(epochs, 60, 120)
    draws = [list(chain(*epoch)) for epoch in epochs]
    thirds = np.bincount(np.array(list(chain(*draws))) // 100, minlength=3)
    if (thirds < 50).any():  # of 120 that are likely, with a standard deviation of 9
        which = [Phrase("first"), Phrase("second"), Phrase("last")][int(thirds.argmin())]
        raise CheckFailure(
            Phrase("of 360 draws from 300 samples {value} are among the {which} 100", value=thirds.min(), which=which)
        )
    # 120 of 300 are all different with a probability of 1e-12.
    if all(len(set(each)) == 120 for each in draws):
        message = Phrase("120 draws from 300 samples are all different, in each of three epochs")
        raise CheckFailure(message, symptom=ONLY_WHERE_NEEDED)


@check(points=0.5)
@for_each(
    [
        {"size": 1, "batch_size": 3, "num_samples": 7},
        {"size": 5, "batch_size": 64, "num_samples": 3},
        {"size": 5, "batch_size": 1, "num_samples": 4},
        {"size": 4, "batch_size": 4, "num_samples": 1},
        {"size": 3, "batch_size": 50, "num_samples": 100},
    ]
)
def test_any_size(student, size, batch_size, num_samples):
    """Works for one sample, one draw, batches of one, and batches larger than an epoch."""
    full, rest = divmod(num_samples, batch_size)
    for epoch in epochs_of(student, size, batch_size, num_samples, epochs=2, as_lists=True):
        found = [len(batch) for batch in epoch]
        expected = [batch_size] * full + [rest] * (rest > 0)
        if found != expected:
            raise CheckFailure(
                Phrase(
                    "{num_samples} draws come in batches of {found}, expected {expected}",
                    num_samples=num_samples,
                    found=found,
                    expected=expected,
                )
            )
