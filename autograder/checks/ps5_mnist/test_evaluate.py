"""Visible checks of `evaluate`."""

import math

import torch
from torch import nn

from autograder.checking import CheckFailure, Phrase, Symptom, assert_number, check, describe, probe, trained

ARGUMENTS = ["model", "loader", "loss_fn", "device"]
# The network gives back its inputs, the loss is the cross-entropy: log(4/3) for the class of log(3), log(4) for that of
# 0, as 3 / 4 and 1 / 4 are what softmax makes of the two.
RIGHT, WRONG = math.log(4 / 3), math.log(4)
FIRST = (torch.tensor([[math.log(3), 0.0], [0.0, math.log(3)], [0.0, math.log(3)]]), torch.tensor([0, 1, 0]))
SECOND = (torch.tensor([[0.0, math.log(3)]]), torch.tensor([1]))

NOT_TWO = Symptom("not_two", "return loss, accuracy makes a tuple of two numbers.")
SWAPPED = Symptom("swapped", "Loss and accuracy have changed places: the loss comes first.")
PERCENT = Symptom("percent", "The accuracy is a share, from 0 to 1, and no percentage.")
COUNT = Symptom("count", "That is the number of right answers; their share of all samples is asked for.")
MEAN_OF_MEANS = Symptom("mean_of_means", "That is the mean of the batches' means: a short batch must weigh less.")
TRAIN_MODE = Symptom(
    "train_mode",
    "A network may come from training: model.eval() puts it into eval mode, for all its layers.",
    apart=True,
)
GRAPH_BUILT = Symptom(
    "graph_built",
    "A graph was recorded, which nobody needs here: under torch.no_grad(), around the forward pass, there is none.",
    apart=True,
)


@probe
def scaled(weights):
    """Return the network w · x, where w is 1."""

    class Scaled(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(weights[0].clone())

        def forward(self, inputs):
            return self.weight * inputs

    return Scaled()


def after_test(student, batches):
    """Return what comes of a test."""
    return trained(
        student.evaluate,
        ARGUMENTS,
        net=scaled,
        weights=[torch.ones(())],
        batches=batches,
        loss_fn=torch.nn.functional.cross_entropy,
        optimizer=lambda parameters: torch.optim.SGD(parameters, lr=0.1),
    )


def assert_pair(result, loss, accuracy, mean_of_means=None):
    """Fail the check unless the result is a pair of these numbers."""
    if not isinstance(result, tuple) or len(result) != 2:
        raise CheckFailure(
            Phrase("the result is {value}, not a tuple of two floats", value=describe(result)), symptom=NOT_TWO
        )
    seen = [value if isinstance(value, float) else math.nan for value in result]
    try:
        assert_number(result[0], loss, Phrase("the mean loss"))
        assert_number(result[1], accuracy, Phrase("the accuracy"))
    except CheckFailure as failure:
        for symptom, expected in (
            (SWAPPED, (accuracy, loss)),
            (PERCENT, (loss, 100 * accuracy)),
            (COUNT, (loss, 3.0)),
            (MEAN_OF_MEANS, mean_of_means),
        ):
            if expected is not None and all(abs(a - b) < 1e-4 for a, b in zip(seen, expected, strict=True)):
                failure.symptom = symptom
        raise


@check(points=1)
def test_one_batch(student):
    """Returns mean loss and accuracy of a batch."""
    inputs, labels = (torch.cat(parts) for parts in zip(FIRST, SECOND, strict=True))
    [result] = after_test(student, [(inputs, labels)]).results
    assert_pair(result, (3 * RIGHT + WRONG) / 4, 3 / 4)


@check(points=0.5)
def test_short_batch(student):
    """Gives a short batch less weight, in loss and accuracy."""
    [result] = after_test(student, [FIRST, SECOND]).results
    means = ((2 * RIGHT + WRONG) / 3 + RIGHT) / 2, (2 / 3 + 1) / 2
    assert_pair(result, (3 * RIGHT + WRONG) / 4, 3 / 4, means)


@check(points=0.5)
def test_eval_mode(student):
    """Tests in eval mode, whatever mode the network comes in."""
    forwards = after_test(student, [FIRST, SECOND]).forwards
    if not forwards:
        raise CheckFailure(Phrase("the network was never called"))
    if any(forward.training for forward in forwards):
        raise CheckFailure(Phrase("a forward pass was made in train mode"), symptom=TRAIN_MODE)


@check(points=0.5)
def test_no_graph(student):
    """Builds no graph in the forward pass."""
    forwards = after_test(student, [FIRST, SECOND]).forwards
    if not forwards:
        raise CheckFailure(Phrase("the network was never called"))
    if any(forward.gradients for forward in forwards):
        raise CheckFailure(Phrase("a forward pass was made with gradients enabled"), symptom=GRAPH_BUILT)
