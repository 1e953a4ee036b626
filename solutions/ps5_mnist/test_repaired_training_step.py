"""Hidden checks of `repaired_training_step`."""

import hypothesis.strategies as st
import torch
from torch.nn import functional as F

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_number,
    assert_parameters_after,
    check,
    for_all,
    network_with_modes,
    probe,
    random_batches,
    random_network,
    trained,
)

BATCH_CHANGED = Symptom(
    "batch_changed", "The batch is not what it was: x /= … and the like change it in place. Use it just as it comes."
)
ARGUMENTS = ["model", "inputs", "labels", "optimizer"]


@probe
def momentum(parameters):
    """Return an optimizer whose steps depend on all those before."""
    return torch.optim.SGD(parameters, lr=0.1, momentum=0.9, weight_decay=0.01)


@probe
def last_layer(parameters):
    """Return one that knows the last two parameters alone."""
    return torch.optim.SGD(parameters[-2:], lr=0.5)


def both(student, reference, size, **setup):
    """Return what comes of three steps, and what should."""
    setup |= {"net": network_with_modes, "weights": random_network(3, 4, 3), "calls": 3}
    setup |= {"batches": random_batches([size] * 3, 3, 3), "loss_fn": F.cross_entropy}
    functions = reference.repaired_training_step, student.repaired_training_step
    expected, found = (trained(each, ARGUMENTS, **setup) for each in functions)
    return found, expected


def is_same(one, other):
    """Say whether a tensor is what it should be."""
    try:
        assert_close(one, other)
    except CheckFailure:
        return False
    return True


@check(points=1.5)
@for_all(
    examples=8,
    size=st.integers(1, 5),
    optimizer=st.sampled_from([momentum, last_layer]),
    training=st.booleans(),
    leftover=st.booleans(),
)
def test_steps(student, reference, size, optimizer, training, leftover):
    """Makes the right steps, one after the other, whatever mode and gradients the network comes with."""
    found, expected = both(student, reference, size, optimizer=optimizer, training=training, leftover=leftover)
    try:
        assert_parameters_after(found, expected, Phrase("after three steps"))
    except CheckFailure as failure:
        if not all(map(is_same, found.batches, expected.batches)):
            failure.symptom = BATCH_CHANGED
        raise
    if len(found.batches) != len(expected.batches):
        raise CheckFailure(Phrase("the batches were changed"))
    for one, other in zip(found.batches, expected.batches, strict=True):
        assert_close(one, other, Phrase("a batch after the call"))


@check(points=0.5)
@for_all(examples=8, size=st.integers(1, 5), training=st.booleans())
def test_losses(student, reference, size, training):
    """Returns the full loss of each batch before its step."""
    found, expected = both(student, reference, size, optimizer=momentum, training=training)
    for step, (loss, wanted) in enumerate(zip(found.results, expected.results, strict=True), start=1):
        assert_number(loss, wanted, Phrase("the loss of batch {step}", step=step), tolerance=1e-8)
    others = [kind for kind in found.types if kind != "float"]
    if others:
        raise CheckFailure(Phrase("the result is a {kind}, not a Python float", kind=others[0]))
