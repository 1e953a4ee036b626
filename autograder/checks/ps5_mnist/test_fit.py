"""Visible checks of `fit`."""

import torch
from torch import nn

from autograder.checking import CheckFailure, Symptom, assert_number, check, describe, probe, require, trained

ARGUMENTS = ["model", "loader", "test_loader", "loss_fn", "optimizer", "epochs", "device"]
KEYS = ["train_loss", "test_loss", "test_accuracy"]
# The outputs are the two parameters a and b, whatever the input; the loss is a - b. So its gradient is (1, -1), and
# with lr 0.75 an epoch of one batch leads from (2, 0) to (1.25, 0.75) and on to (0.5, 1.5).
TRAIN = [(torch.ones(2, 1), torch.tensor([0, 1]))]
TEST = [(torch.ones(2, 1), torch.tensor([1, 0])), (torch.ones(1, 1), torch.tensor([1]))]
HISTORY = {"train_loss": [2.0, 0.5], "test_loss": [0.5, -1.0], "test_accuracy": [1 / 3, 2 / 3]}

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
        raise CheckFailure(f"the history is {describe(history)}, not a dictionary")
    if {*history} != {*KEYS}:
        shown = ", ".join(sorted(map(repr, history)))
        raise CheckFailure(f"the history has the keys {shown or 'none'}", symptom=OTHER_KEYS)
    for key in KEYS:
        if not isinstance(history[key], list):
            raise CheckFailure(f"{key} is {describe(history[key])}, not a list")
        if len(history[key]) != length:
            symptom = STALE if len(history[key]) > length + 1 else None
            raise CheckFailure(f"{key} has {len(history[key])} values after {length} epochs", symptom=symptom)


def are(values, numbers):
    """Say whether these are the same numbers."""
    return all(
        isinstance(value, float) and abs(value - number) < 1e-5 for value, number in zip(values, numbers, strict=True)
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
                assert_number(value, expected, f"{key} of epoch {epoch}")
            except CheckFailure as failure:
                if are(history["test_loss"], [2.0, 0.5]):
                    failure.symptom = TESTED_BEFORE
                if are(history["train_loss"], [0.5, -1.0]):
                    failure.symptom = LOSS_AFTERWARDS
                raise
