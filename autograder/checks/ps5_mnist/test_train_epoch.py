"""Visible checks of `train_epoch`."""

import torch
from torch import nn

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_number,
    check,
    probe,
    require,
    trained,
)

ARGUMENTS = ["model", "loader", "loss_fn", "optimizer", "device"]
# The network is w · x, the loss its mean squared error, w is 1 in the beginning, the learning rate 0.05.
FIRST = (torch.tensor([[1.0], [2.0]]), torch.tensor([3.0, 6.0]))  # loss 10, gradient -10
SECOND = (torch.tensor([[2.0]]), torch.tensor([2.0]))  # loss 1, gradient 4, both at w = 1.5

EVAL_MODE = Symptom("eval_mode", "A network may come from a test: model.train() puts it into train mode.", apart=True)
NO_STEP = Symptom("no_step", "w has not moved: every batch has a step, while its gradient is still in .grad.")
TWICE_AS_FAR = Symptom(
    "twice_as_far",
    "The step is twice as long as it should be: is there one backward(), of the loss as it is, and one step() a batch?",
)
SECOND_PASS = Symptom(
    "second_pass",
    "w is where a second step with the same batch leads: go through the loader once, with a step a batch.",
)
HALF_AS_FAR = Symptom(
    "half_as_far", "The step is half as long as it should be: the loss is a mean already, and is not divided again."
)
TOO_SHORT = Symptom(
    "too_short",
    "The step has the right direction, but is too short: is it another loss or optimizer, or is the gradient or the "
    "learning rate changed on the way?",
)
BATCH_CHANGED = Symptom(
    "batch_changed", "The batch is not what it was: x -= … and the like change it in place. Use it just as it comes."
)
ACCUMULATED = Symptom(
    "accumulated",
    "The second step goes by the sum of both gradients, -10 + 4. What is in .grad when the second backward() begins?",
)
SECOND_LOST = Symptom(
    "second_lost",
    "w is where the first batch alone leads. Each batch has a step, also a short one, and in the order of the loader.",
)
AFTER_ONE = {1.0: NO_STEP, 2.0: TWICE_AS_FAR, 1.875: SECOND_PASS, 1.25: HALF_AS_FAR}
AFTER_TWO = {1.8: ACCUMULATED, 1.5: SECOND_LOST}
AFTERWARDS = Symptom(
    "afterwards", "These are losses after the steps; asked for are those that the steps were made with."
)
MEANS = {
    5.5: Symptom("mean_of_means", "That is the mean of the batches' means: a short batch must weigh less."),
    11.0: Symptom("sum_of_means", "That is the sum of the batches' losses; each is a mean, and so is what is wanted."),
    21.0: Symptom("sum_of_losses", "That is the sum over all samples; it is still to be divided by their number."),
    10.5: Symptom(
        "by_batches", "The sum over all samples is divided by 2, the number of batches; there are 3 samples."
    ),
    1.0: Symptom("last_batch", "That is the loss of the last batch alone."),
    14.81 / 3: AFTERWARDS,  # all with the w of the end, 1.3
    11.61 / 3: AFTERWARDS,  # each after its step
    10.0: Symptom("first_batch", "That is the loss of the first batch alone: does the function return in its loop?"),
}


@probe
def line(weights):
    """Return the network w · x."""
    with torch.random.fork_rng(devices=[]):
        layer = nn.Linear(1, 1, bias=False)
    layer.weight = nn.Parameter(weights[0].clone())
    return nn.Sequential(layer, nn.Flatten(0))


def trained_on(student, batches, training=True):
    """Return what came of an epoch."""
    return trained(
        student.train_epoch,
        ARGUMENTS,
        net=line,
        weights=[torch.ones(1, 1)],
        batches=batches,
        loss_fn=torch.nn.functional.mse_loss,
        optimizer=lambda parameters: torch.optim.SGD(parameters, lr=0.05),
        training=training,
    )


def assert_weight(after, expected, when, before, seen):
    """Fail the check unless w is what it should be; what other values mean is in ``seen``."""
    parameters = after.parameters
    if len(parameters) != 1:
        raise CheckFailure(Phrase("the network has {count} parameters {when}", count=len(parameters), when=when))
    try:
        assert_close(parameters[0], torch.tensor([[expected]]), Phrase("w {when}", when=when))
    except CheckFailure as failure:
        failure.symptom = failure.symptom or symptom_of(after, expected, before, seen)
        raise


def symptom_of(after, expected, before, seen):
    """Return what is seen where w is not what it should be."""
    got = after.parameters[0]
    if not isinstance(got, torch.Tensor) or got.numel() != 1 or got.dtype != torch.float32:
        return None
    try:
        for one, other in zip(after.batches[:2], FIRST, strict=True):
            assert_close(one, other, Phrase("the batch"))
    except CheckFailure:
        return BATCH_CHANGED
    w = got.item()
    for value, symptom in seen.items():
        if abs(w - value) < 1e-4:
            return symptom
    return TOO_SHORT if min(before, expected) < w < max(before, expected) else None


@check(points=1)
def test_one_batch(student):
    """Makes a step for a batch."""
    when = Phrase("after a batch with gradient -10, from w = 1 with lr 0.05,")
    assert_weight(trained_on(student, [FIRST]), 1.5, when, 1.0, AFTER_ONE)


@check(points=0.5)
def test_two_batches(student):
    """Makes the next step by the gradient of the next batch alone."""
    with require():
        assert_weight(trained_on(student, [FIRST]), 1.5, Phrase("after one batch"), 1.0, AFTER_ONE)
    when = Phrase("after a second batch with gradient 4, from w = 1.5 with lr 0.05,")
    assert_weight(trained_on(student, [FIRST, SECOND]), 1.3, when, 1.5, AFTER_TWO)


@check(points=0.5)
def test_mean_loss(student):
    """Returns the mean loss per sample, each batch's before its step."""
    [loss] = trained_on(student, [FIRST, SECOND]).results
    try:
        assert_number(loss, 7.0, Phrase("the loss of an epoch with two samples of mean loss 10 and one of loss 1"))
    except CheckFailure as failure:
        if isinstance(loss, float):
            found = (symptom for value, symptom in MEANS.items() if abs(loss - value) < 1e-4)
            failure.symptom = next(found, failure.symptom)
        raise


@check(points=0.5)
def test_train_mode(student):
    """Trains in train mode, whatever mode the network comes in."""
    forwards = trained_on(student, [FIRST, SECOND], training=False).forwards
    if not forwards:
        raise CheckFailure(Phrase("the network was never called"))
    wrong = [forward for forward in forwards if forward.gradients and not forward.training]
    if wrong:
        raise CheckFailure(Phrase("a forward pass was made in eval mode"), symptom=EVAL_MODE)
