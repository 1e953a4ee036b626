"""Visible checks of `train_epoch`."""

import torch
from torch import nn

from autograder.checking import CheckFailure, Symptom, assert_close, assert_number, check, probe, require, trained

ARGUMENTS = ["model", "loader", "loss_fn", "optimizer", "device"]
# The network is w · x, the loss its mean squared error, w is 1 in the beginning, the learning rate 0.05.
FIRST = (torch.tensor([[1.0], [2.0]]), torch.tensor([3.0, 6.0]))  # loss 10, gradient -10
SECOND = (torch.tensor([[2.0]]), torch.tensor([2.0]))  # loss 1, gradient 4, both at w = 1.5

EVAL_MODE = Symptom("eval_mode", "A network may come from a test: model.train() puts it into train mode.", apart=True)
MEANS = {
    5.5: Symptom("mean_of_means", "That is the mean of the batches' means: a short batch must weigh less."),
    11.0: Symptom("sum_of_means", "That is the sum of the batches' losses; each is a mean, and so is what is wanted."),
    21.0: Symptom("sum_of_losses", "That is the sum over all samples; it is still to be divided by their number."),
    10.5: Symptom("by_batches", "The sum over all samples is divided by the number of batches."),
    1.0: Symptom("last_batch", "That is the loss of the last batch alone."),
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


def assert_weight(after, expected, when):
    """Fail the check unless w is what it should be."""
    parameters = after.parameters
    assert len(parameters) == 1, f"the network has {len(parameters)} parameters {when}"
    assert_close(parameters[0], torch.tensor([[expected]]), f"w {when}")


@check(points=1)
def test_one_batch(student):
    """Makes a step for a batch."""
    assert_weight(trained_on(student, [FIRST]), 1.5, "after a batch with gradient -10, from w = 1 with lr 0.05,")


@check(points=0.5)
def test_two_batches(student):
    """Makes the next step by the gradient of the next batch alone."""
    with require():
        assert_weight(trained_on(student, [FIRST]), 1.5, "after one batch")
    when = "after a second batch with gradient 4, from w = 1.5 with lr 0.05,"
    assert_weight(trained_on(student, [FIRST, SECOND]), 1.3, when)


@check(points=0.5)
def test_mean_loss(student):
    """Returns the mean loss per sample, each batch's before its step."""
    [loss] = trained_on(student, [FIRST, SECOND]).results
    try:
        assert_number(loss, 7.0, "the loss of an epoch with two samples of mean loss 10 and one of loss 1")
    except CheckFailure as failure:
        if isinstance(loss, float):
            failure.symptom = next((symptom for value, symptom in MEANS.items() if abs(loss - value) < 1e-4), None)
        raise


@check(points=0.5)
def test_train_mode(student):
    """Trains in train mode, whatever mode the network comes in."""
    forwards = trained_on(student, [FIRST, SECOND], training=False).forwards
    if not forwards:
        raise CheckFailure("the network was never called")
    wrong = [forward for forward in forwards if forward.gradients and not forward.training]
    if wrong:
        raise CheckFailure("a forward pass was made in eval mode", symptom=EVAL_MODE)
