"""Visible checks of `fit`."""

import torch
from torch import nn

from autograder.checking import CheckFailure, Phrase, Symptom, assert_number, check, describe, probe, require, trained

ARGUMENTS = ["model", "loader", "test_loader", "loss_fn", "optimizer", "epochs", "device"]
KEYS = ["train_loss", "test_loss", "test_accuracy"]
# The outputs are the two parameters a and b, whatever the input; the loss is a - b. So its gradient is (1, -1), and
# with lr 0.75 an epoch of one batch leads from (2, 0) to (1.25, 0.75) and on to (0.5, 1.5).
TRAIN = [(torch.ones(2, 1), torch.tensor([0, 1]))]
TEST = [(torch.ones(2, 1), torch.tensor([1, 0])), (torch.ones(1, 1), torch.tensor([1]))]
HISTORY = {"train_loss": [2.0, 0.5], "test_loss": [0.5, -1.0], "test_accuracy": [1 / 3, 2 / 3]}

NOTHING_RETURNED = Symptom(
    "nothing_returned", "A function without `return` gives None; the history is what is asked for."
)
NO_DICTIONARY = Symptom(
    "no_dictionary",
    "Asked for is the history: a dictionary, in which each of the three lists has its name. The model need not be "
    "returned, it was trained in place.",
)
NO_LIST = Symptom("no_list", "There is a value for each epoch, so all of them go into a list, which grows by append.")
ONE_FEWER = Symptom("one_fewer", "One epoch is missing: range(n) makes n rounds, range(1, n) only n - 1.")
ONE_MORE = Symptom("one_more", "There is one epoch too many: range(n) makes n rounds, from 0 to n - 1.")
AT_LEAST_ONE = Symptom(
    "at_least_one", "No epochs, no round: a loop has to ask before its first round whether there is to be one."
)
ONE_LIST = Symptom(
    "one_list",
    "The three names stand for one and the same list, in which all values end up: dict.fromkeys(keys, []) and a = b = "
    "[] make only one.",
)
OTHER_KEYS = Symptom("other_keys", "The history has three lists under three names, spelt as the docstring says.")
STALE = Symptom(
    "stale",
    "Are values of earlier calls among them? A list that is a default, or outside the function, is made only once.",
    apart=True,
)
TESTED_BEFORE = Symptom("tested_before", "These are the figures of the test before each epoch; it comes after it.")
LOSS_AFTERWARDS = Symptom(
    "loss_afterwards",
    "The training loss is computed with the network after the epoch; asked for is what train_epoch returns.",
)
TWICE_AS_FAR = Symptom(
    "twice_as_far",
    "An epoch leads twice as far as it should: the training data are gone through once, with one step for each batch.",
)
TRAINED_ON_BOTH = Symptom(
    "trained_on_both",
    "An epoch leads as far as a step for each batch of both loaders: test data are not to learn from.",
)
ACCUMULATED = Symptom(
    "accumulated",
    "The step of the second epoch is twice as long as that of the first: what is in .grad when its backward() begins?",
)
NOT_TRAINED = Symptom(
    "not_trained",
    "The network learns nothing: is a step made, and is it this network's? The optimizer knows the parameters that it "
    "was made with, not those of a copy.",
)
SWAPPED = Symptom("swapped", "Loss and accuracy have changed places: in which order does evaluate return them?")
PERCENT = Symptom("percent", "That is the accuracy in percent; asked for is a share, from 0 to 1.")
COUNTED = Symptom("counted", "That is how many answers are right; asked for is which share of all they are.")
BY_BATCHES = Symptom("by_batches", "Every batch counts the same here, however short it is; every sample should.")
NOT_BEGUN_ANEW = Symptom(
    "not_begun_anew", "The second value has the first epoch in it, too: sums and counts begin anew with every epoch."
)
# What is noted in two epochs (None: whatever it is), and what it shows.
SEEN = [
    (None, [2.0, 0.5], None, TESTED_BEFORE),
    ([0.5, -1.0], [0.5, -1.0], None, LOSS_AFTERWARDS),
    ([2.0, -1.0], [-1.0, -4.0], None, TWICE_AS_FAR),
    ([0.5, -2.5], [-1.0, -4.0], None, TWICE_AS_FAR),
    ([2.0, -2.5], [-2.5, -7.0], None, TRAINED_ON_BOTH),
    ([2.0, 0.5], [0.5, -2.5], None, ACCUMULATED),
    ([2.0, 2.0], [2.0, 2.0], None, NOT_TRAINED),
    (None, [1 / 3, 2 / 3], [0.5, -1.0], SWAPPED),
    ([2.0, 1.25], [0.5, -1.0], None, NOT_BEGUN_ANEW),
    ([2.0, 2.5], [0.5, -1.0], None, NOT_BEGUN_ANEW),
    ([2.0, 0.5], [0.5, -0.25], None, NOT_BEGUN_ANEW),
    ([2.0, 0.5], [0.5, -0.5], None, NOT_BEGUN_ANEW),
    ([2.0, 0.5], [0.5, -1.0], [1 / 3, 1 / 2], NOT_BEGUN_ANEW),
    ([2.0, 0.5], [0.5, -1.0], [1 / 3, 1.0], NOT_BEGUN_ANEW),
    ([2.0, 0.5], [0.5, -1.0], [100 / 3, 200 / 3], PERCENT),
    ([2.0, 0.5], [0.5, -1.0], [1.0, 2.0], COUNTED),
    ([2.0, 0.5], [0.5, -1.0], [0.25, 0.75], BY_BATCHES),
]


@probe
def constant(weights):
    """Return the network whose outputs are its two parameters."""

    class Constant(nn.Module):
        def __init__(self):
            super().__init__()
            self.outputs = nn.Parameter(weights[0].clone())

        def forward(self, inputs):
            return inputs * self.outputs

    return Constant()


def fitted(student, epochs):
    """Return the history that comes of some epochs."""
    [history] = trained(
        student.fit,
        ARGUMENTS,
        net=constant,
        weights=[torch.tensor([2.0, 0.0])],
        batches=TRAIN,
        test_batches=TEST,
        loss_fn=lambda outputs, labels: (outputs[:, 0] - outputs[:, 1]).mean(),
        optimizer=lambda parameters: torch.optim.SGD(parameters, lr=0.75),
        epochs=epochs,
    ).results
    return history


def assert_lists(history, length):
    """Fail the check unless the history has just the three lists, each of this length."""
    if not isinstance(history, dict):
        symptom = NOTHING_RETURNED if history is None else NO_DICTIONARY
        raise CheckFailure(Phrase("the history is {value}, not a dictionary", value=describe(history)), symptom=symptom)
    if {*history} != {*KEYS}:
        shown = ", ".join(sorted(map(repr, history)))
        raise CheckFailure(Phrase("the history has the keys {keys}", keys=shown or Phrase("none")), symptom=OTHER_KEYS)
    for key in KEYS:
        if not isinstance(history[key], list):
            raise CheckFailure(
                Phrase("{key} is {value}, not a list", key=key, value=describe(history[key])), symptom=NO_LIST
            )
        if len(history[key]) != length:
            values = Phrase("{n} value", "{n} values", n=len(history[key]))
            raise CheckFailure(
                Phrase("{key} has {values} after {length} epochs", key=key, values=values, length=length),
                symptom=of_length(history, key, length),
            )


def of_length(history, key, length):
    """Return what is seen where a list is not as long as it should be."""
    found = len(history[key])
    if length and found == 3 * length and all(is_same(history[key], history[other]) for other in KEYS):
        return ONE_LIST
    if found > length + 1:
        return STALE
    if found == length + 1:
        return ONE_MORE if length else AT_LEAST_ONE
    return ONE_FEWER if found == length - 1 else None


def is_same(values, others):
    """Say whether two lists hold the same numbers."""
    return isinstance(others, list) and len(values) == len(others) and are(values, others)


def are(values, numbers):
    """Say whether these are the same numbers."""
    return all(
        isinstance(value, float) and isinstance(number, float) and abs(value - number) < 1e-5
        for value, number in zip(values, numbers, strict=True)
    )


@check(points=0.5)
def test_lists(student):
    """Returns three lists, with one value an epoch."""
    assert_lists(fitted(student, 3), 3)


@check(points=0.5)
def test_no_epochs(student):
    """Returns empty lists for no epochs."""
    assert_lists(fitted(student, 0), 0)


@check(points=1)
def test_known_history(student):
    """Notes the loss of each epoch, and loss and accuracy of the test after it."""
    with require():
        history = fitted(student, 2)
        assert_lists(history, 2)
    for key in KEYS:
        for epoch, (value, expected) in enumerate(zip(history[key], HISTORY[key], strict=True), start=1):
            try:
                assert_number(value, expected, Phrase("{key} of epoch {epoch}", key=key, epoch=epoch))
            except CheckFailure as failure:
                failure.symptom = failure.symptom or of_history(history)
                raise


def of_history(history):
    """Return what the numbers of a wrong history show."""
    for *noted, symptom in SEEN:
        if all(numbers is None or are(history[key], numbers) for key, numbers in zip(KEYS, noted, strict=True)):
            return symptom
    return None
