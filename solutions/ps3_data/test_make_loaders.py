"""Hidden checks of `make_loaders`."""

from itertools import chain, pairwise

from autograder.checking import CheckFailure, Phrase, Symptom, check, epochs_of_loaders, for_each, require

NAMES = ("train", "test")
OTHER_SET = Symptom("other_set", "This loader has the samples of the other data set.")


@check(points=0.5)
def test_batch_size(student):
    """Uses the batch size that it is given, larger than a dataset or 1 included."""
    cases = (7, ([7, 7, 7, 1], [7, 2])), (4, ([4] * 5 + [2], [4, 4, 1])), (100, ([22], [9])), (1, ([1] * 22, [1] * 9))
    for size, expected in (*cases, (2, ([1], [1]))):
        counts = sum(expected[0]), sum(expected[1])
        loaders = epochs_of_loaders(student, student.make_loaders, NAMES, counts, arguments=[size], as_lists=True)
        for name, [epoch], sizes in zip(NAMES, loaders, expected, strict=True):
            found = [len(batch) for batch in epoch]
            if found != sizes:
                message = Phrase(
                    "with batch_size={size}, the {name} loader makes {found}, expected {sizes}",
                    size=size,
                    name=name,
                    found=found,
                    sizes=sizes,
                )
                other = sum(found) == sum(counts) - sum(sizes) != sum(sizes)
                raise CheckFailure(message, symptom=OTHER_SET if other else None)


@check(points=1)
@for_each([{"batch_size": 10}, {"batch_size": 300}])
def test_shuffled_thoroughly(student, batch_size):
    """Shuffles single samples over the whole training set, differently in every epoch."""
    train, _ = epochs_of_loaders(
        student, student.make_loaders, NAMES, (300, 10), arguments=[batch_size], epochs=3, as_lists=True
    )
    epochs = [list(chain(*epoch)) for epoch in train]
    with require():
        if any(sorted(order) != list(range(300)) for order in epochs):
            raise CheckFailure(Phrase("an epoch does not hold every sample once"))
    for order in epochs:
        # Of a random order, 1 neighbour in 150 is next to it in the dataset; the mean way from home is 100 places.
        if sum(abs(b - a) == 1 for a, b in pairwise(order)) > 30:
            raise CheckFailure(
                Phrase("samples that are neighbours in the dataset stay neighbours: blocks are shuffled")
            )
        if sum(abs(place - sample) for place, sample in enumerate(order)) / 300 < 50:
            raise CheckFailure(
                Phrase("samples stay close to their place: they are not shuffled over the whole dataset")
            )
    for before, after in pairwise(epochs):
        if len(set(pairwise(before)) & set(pairwise(after))) > 30:
            raise CheckFailure(Phrase("the order of one epoch comes back in the next, in pieces"))
