"""Hidden checks of `fit`."""

import hypothesis.strategies as st
import torch
from torch.nn import functional as F

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_moves_batches,
    assert_number,
    assert_parameters_after,
    check,
    describe,
    for_all,
    network_with_modes,
    probe,
    random_batches,
    random_network,
    require,
    trained,
)

ARGUMENTS = ["model", "loader", "test_loader", "loss_fn", "optimizer", "epochs", "device"]
KEYS = ["train_loss", "test_loss", "test_accuracy"]
STALE = Symptom(
    "stale",
    "What an earlier call has noted is still there: the lists are made once, by a default or outside the function.",
    apart=True,
)
STOPPED = Symptom("stopped", "It ends where the test loss rises for the first time; all epochs are asked for.")
EVAL_MODE = Symptom(
    "eval_mode",
    "A test leaves the network in eval mode: then it is trained in the wrong one, unless every epoch says which.",
)
TRAIN_MODE = Symptom("train_mode", "A test is made in train mode: nobody has switched it over after the training.")
SIZES = st.lists(st.integers(1, 5), min_size=1, max_size=3)


@probe
def momentum(parameters):
    """Return an optimizer whose steps depend on all those before."""
    return torch.optim.SGD(parameters, lr=0.1, momentum=0.9)


@probe
def another_order(batches):
    """Return an iterable whose batches come in another order every time."""

    class Loader:
        def __init__(self):
            self.times = 0

        def __iter__(self):
            first = self.times % len(batches)
            self.times += 1
            return iter([*batches[first:], *batches[:first]])

    return Loader()


def both(student, reference, sizes, test_sizes, epochs, opposite=False, **setup):
    """Return what comes of some epochs, and what should.

    The test data may be the training data with other labels: then the test loss rises.
    """
    setup |= {"net": network_with_modes, "weights": random_network(3, 4, 3), "epochs": epochs}
    setup |= {"batches": random_batches(sizes, 3, 3), "test_batches": random_batches(test_sizes, 3, 3)}
    setup |= {"loss_fn": F.cross_entropy, "optimizer": momentum}
    if opposite:
        setup["test_batches"] = [(inputs, (labels + 1) % 3) for inputs, labels in setup["batches"]]
    expected, found = (trained(each, ARGUMENTS, **setup) for each in (reference.fit, student.fit))
    return found, expected


def assert_same(history, expected):
    """Fail the check unless a history is the expected one."""
    if not isinstance(history, dict):
        raise CheckFailure(Phrase("the history is {value}, not a dictionary with three lists", value=describe(history)))
    if {*history} != {*KEYS}:
        raise CheckFailure(
            Phrase("the history has the keys {keys}", keys=", ".join(sorted(map(repr, history))) or Phrase("none"))
        )
    for key in KEYS:
        if not isinstance(history[key], list) or len(history[key]) != len(expected[key]):
            values = Phrase("{n} value", "{n} values", n=len(expected[key]))
            symptom = of_length(history[key], expected["test_loss"])
            raise CheckFailure(
                Phrase(
                    "{key} is {value}, not a list of {values}", key=key, value=describe(history[key]), values=values
                ),
                symptom=symptom,
            )
        for epoch, (value, number) in enumerate(zip(history[key], expected[key], strict=True), start=1):
            assert_number(value, number, Phrase("{key} of epoch {epoch}", key=key, epoch=epoch))


def of_length(values, losses):
    """Return what is seen where a list does not have a value for each test loss."""
    rising = (epoch for epoch in range(1, len(losses)) if losses[epoch] > min(losses[:epoch]))
    return STOPPED if isinstance(values, list) and len(values) == next(rising, -2) + 1 < len(losses) else None


def of_modes(found, batches, test_batches, epochs):
    """Return what the modes show, if as many batches came as should, and so it is known which was for what."""
    round_length = batches + test_batches
    if len(found.forwards) != epochs * round_length:
        return None
    numbered = [(number % round_length < batches, each) for number, each in enumerate(found.forwards)]
    if any(each.gradients and not each.training for is_train, each in numbered if is_train):
        return EVAL_MODE
    if any(each.training and not each.gradients for is_train, each in numbered if not is_train):
        return TRAIN_MODE
    return None


@check(points=1)
@for_all(
    examples=6,
    also=[{"sizes": [4, 4], "test_sizes": [4], "epochs": 4, "opposite": True}],
    sizes=SIZES,
    test_sizes=SIZES,
    epochs=st.integers(1, 3),
    opposite=st.booleans(),
)
def test_history(student, reference, sizes, test_sizes, epochs, opposite):
    """Trains in train mode and tests in eval mode: the history is that of the reference."""
    found, expected = both(student, reference, sizes, test_sizes, epochs, opposite)
    try:
        assert_same(found.results[0], expected.results[0])
    except CheckFailure as failure:
        tests = len(sizes if opposite else test_sizes)
        failure.symptom = failure.symptom or of_modes(found, len(sizes), tests, epochs)
        raise


@check(points=0.5)
@for_all(examples=3, sizes=SIZES, epochs=st.integers(1, 3))
def test_parameters(student, reference, sizes, epochs):
    """Leaves the parameters that training alone leads to."""
    found, expected = both(student, reference, sizes, [4, 3], epochs, leftover=True)
    try:
        assert_parameters_after(found, expected, Phrase("after {n} epoch", "after {n} epochs", n=epochs))
    except CheckFailure as failure:
        failure.symptom = failure.symptom or of_modes(found, len(sizes), 2, epochs)
        raise


@check(points=0.5)
def test_starts_anew(student, reference):
    """Returns a new history at every call."""
    found, expected = both(student, reference, [4, 3], [4], 2, calls=2)
    for history in found.results:
        if isinstance(history, dict) and all(isinstance(each, list) and len(each) == 4 for each in history.values()):
            raise CheckFailure(Phrase("after two calls with 2 epochs each, a history has 4 values"), symptom=STALE)
    with require():
        assert_same(found.results[0], expected.results[0])
    assert_same(found.results[1], expected.results[1])


@check(points=0.5)
def test_another_order(student, reference):
    """Goes through the training data anew in every epoch."""
    with require():
        found, expected = both(student, reference, [4, 3, 2], [4], 3)
        assert_same(found.results[0], expected.results[0])
    found, expected = both(student, reference, [4, 3, 2], [4], 3, loader=another_order)
    assert_same(found.results[0], expected.results[0])


@check(points=0.5)
def test_device(student, reference):
    """Moves every batch, inputs and labels, to the device."""
    setup = {"net": network_with_modes, "weights": random_network(3, 4, 3), "epochs": 2}
    setup |= {"batches": random_batches([4, 3], 3, 3), "test_batches": random_batches([2], 3, 3)}
    setup |= {"loss_fn": F.cross_entropy, "optimizer": momentum}
    expected = trained(reference.fit, ARGUMENTS, **setup)
    with require():
        assert_same(trained(student.fit, ARGUMENTS, **setup).results[0], expected.results[0])
    numbers = [number for values in expected.results[0].values() for number in values]
    assert_moves_batches(student.fit, ARGUMENTS, numbers, **setup)
