"""Visible checks of `repaired_training_step`: each of the four bugs is looked for by itself."""

import math

import torch
from torch import nn

from autograder.checking import CheckFailure, Phrase, Symptom, assert_close, assert_number, check, probe, trained

ARGUMENTS = ["model", "inputs", "labels", "optimizer"]
# In train mode the network doubles its inputs. So its logits are log(3) and 0 there, and log(3) / 2 and 0 in eval mode;
# softmax makes 3/4 and 1/4 of the former, and ROOT of the latter.
BATCH = (torch.tensor([[math.log(3) / 2, 0.0]]), torch.tensor([0]))
ROOT = math.sqrt(3) / (1 + math.sqrt(3)), 1 / (1 + math.sqrt(3))

EVAL_MODE = Symptom(
    "eval_mode", "Which mode do dropout and batch normalisation have to be in while they learn?", apart=True
)
KEEPS_GRADIENTS = Symptom(
    "keeps_gradients", "backward() adds to what is in .grad already. Who empties it, and when?", apart=True
)
SOFTMAX_TWICE = Symptom(
    "softmax_twice", "What does F.cross_entropy want: probabilities, or what the last layer gives?", apart=True
)
LIVE_TENSOR = Symptom(
    "live_tensor",
    "A tensor with a graph keeps all that led to it in memory, for as long as somebody holds it: take the number out.",
    apart=True,
)
OTHER_FLOAT = Symptom(
    "other_float", "It looks like a Python float, but is NumPy's: item() of a tensor gives Python's own.", apart=True
)
NLL_OF_PROBABILITIES = Symptom(
    "nll_of_probabilities",
    "That is nll_loss of probabilities: it wants logarithms of them, and cross_entropy makes these itself.",
    apart=True,
)
SAMPLES_NORMALISED = Symptom(
    "samples_normalised",
    "That is the loss of two equal outputs, whatever the network says: does softmax run over the samples, dim=0?",
    apart=True,
)


def cross_entropy(right, wrong):
    """Return the loss of a sample whose class has the first of two logits."""
    return math.log(math.exp(right) + math.exp(wrong)) - right


LOSSES = {
    "the cross-entropy": (cross_entropy(math.log(3), 0), cross_entropy(math.log(3) / 2, 0)),
    "the cross-entropy of probabilities": (cross_entropy(3 / 4, 1 / 4), cross_entropy(*ROOT)),
}
OTHERS = {
    -3 / 4: NLL_OF_PROBABILITIES,
    -ROOT[0]: NLL_OF_PROBABILITIES,
    math.log(2): SAMPLES_NORMALISED,
}


@probe
def doubled(weights):
    """Return the network w · x, or in train mode 2 · w · x."""

    class Doubled(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(weights[0].clone())

        def forward(self, inputs):
            return (2 if self.training else 1) * self.weight * inputs

    return Doubled()


def after_step(student, leftover=False):
    """Return what comes of a step."""
    return trained(
        student.repaired_training_step,
        ARGUMENTS,
        net=doubled,
        weights=[torch.ones(())],
        batches=[BATCH],
        loss_fn=torch.nn.functional.cross_entropy,
        optimizer=lambda parameters: torch.optim.SGD(parameters, lr=0.5),
        leftover=leftover,
    )


def number_in(value):
    """Return the number that was returned, be it in a tensor."""
    if isinstance(value, torch.Tensor) and value.numel() == 1 and not value.is_complex():
        return float(value.detach())
    if not isinstance(value, float):
        assert_number(value, 0.0, Phrase("the result"))
    return value


def is_one_of(value, losses):
    """Say whether a number is one of these."""
    return any(abs(value - loss) < 1e-5 for loss in losses)


@check(points=0.5)
def test_train_mode(student):
    """Makes the step in train mode."""
    forwards = after_step(student).forwards
    if not forwards:
        raise CheckFailure(Phrase("the network was never called"))
    if not all(forward.training for forward in forwards):
        raise CheckFailure(Phrase("the network is in eval mode during the step"), symptom=EVAL_MODE)


@check(points=0.5)
def test_gradients_of_this_batch(student):
    """Makes the step by the gradients of this batch alone."""
    first, second = ([*after_step(student, leftover).parameters] for leftover in (False, True))
    if not len(first) == len(second) == 1:
        raise CheckFailure(Phrase("the network has other parameters after the step"))
    [weight], [other] = first, second
    assert_close(weight, weight if isinstance(weight, torch.Tensor) else 0.0, Phrase("w after the step"))
    if weight.shape != () or weight.is_complex() or abs(float(weight) - 1) < 1e-3:
        raise CheckFailure(Phrase("the step does not change w"))
    try:
        assert_close(other, weight, Phrase("w after a step that begins with a .grad of 1, instead of none,"))
    except CheckFailure as failure:
        failure.symptom = KEEPS_GRADIENTS
        raise


@check(points=0.5)
def test_raw_outputs(student):
    """Computes the cross-entropy of the raw outputs."""
    [result] = after_step(student).results
    loss = number_in(result)
    if is_one_of(loss, LOSSES["the cross-entropy of probabilities"]):
        message = Phrase("the loss is {loss:.4f}, that of probabilities instead of raw outputs", loss=loss)
        raise CheckFailure(message, symptom=SOFTMAX_TWICE)
    if not is_one_of(loss, LOSSES["the cross-entropy"]):
        try:
            assert_number(
                loss, LOSSES["the cross-entropy"][0], Phrase("the loss of logits log(3) and 0 for the first class")
            )
        except CheckFailure as failure:
            found = (symptom for value, symptom in OTHERS.items() if abs(loss - value) < 1e-5)
            failure.symptom = next(found, failure.symptom)
            raise


@check(points=0.5)
def test_python_float(student):
    """Returns the loss as a Python float."""
    after = after_step(student)
    [result], [kind] = after.results, after.types
    loss = number_in(result)
    if kind != "float":
        symptom = LIVE_TENSOR if "Tensor" in kind else OTHER_FLOAT if kind.startswith("float") else None
        raise CheckFailure(Phrase("the result is a {kind}, not a Python float", kind=kind), symptom=symptom)
    if not any(is_one_of(loss, losses) for losses in LOSSES.values()):
        assert_number(
            loss, LOSSES["the cross-entropy"][0], Phrase("the loss of logits log(3) and 0 for the first class")
        )
