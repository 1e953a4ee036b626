"""Hidden checks of `NeuralNet`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    FLOATS,
    assert_close,
    assert_same_gradients,
    assert_unchanged,
    check,
    for_all,
    logits_with,
    random_weights,
    reference_logits,
)


@check(points=0.75)
@for_all(
    examples=12,
    inputs=st.integers(1, 5),
    classes=st.integers(1, 4),
    hidden=st.integers(1, 6),
    batch=st.integers(1, 4),
    dtype=st.sampled_from(FLOATS),
)
def test_logits(student, reference, inputs, classes, hidden, batch, dtype):
    """Gives the right logits for every size, with random weights."""
    shapes = [(hidden, inputs), (hidden,), (hidden, hidden), (classes, hidden), (classes,)]
    weights = random_weights(shapes, dtype)
    x = torch.randn(batch, inputs, dtype=torch.float64).to(dtype)
    expected = reference_logits(reference.NeuralNet, (inputs, classes, hidden), weights, x)
    assert_close(logits_with(student, student.NeuralNet, (inputs, classes, hidden), weights, x), expected, "the logits")


@check(points=0.25)
def test_leak(student, reference):
    """Leaks exactly a tenth of what is negative."""
    shapes = [(4, 3), (4,), (4, 4), (2, 4), (2,)]
    weights = random_weights(shapes, torch.float64)
    weights[2] = -weights[2].abs()  # all that comes out of the middle layer is negative
    x = torch.randn(5, 3, dtype=torch.float64)
    expected = reference_logits(reference.NeuralNet, (3, 2, 4), weights, x)
    assert_close(logits_with(student, student.NeuralNet, (3, 2, 4), weights, x), expected, "the logits")


@check(points=0.25)
def test_eval_mode(student, reference):
    """Gives the same logits in eval mode, and leaves its input unmodified."""
    weights = random_weights([(8, 12), (8,), (8, 8), (3, 8), (3,)], torch.float64)
    x = torch.randn(5, 12, dtype=torch.float64)
    shared = student.share(x)
    logits = logits_with(student, student.NeuralNet, (12, 3, 8), weights, shared, training=False)
    assert_close(logits, reference_logits(reference.NeuralNet, (12, 3, 8), weights, x), "the logits in eval mode")
    assert_unchanged(shared, "the input")


@check(points=0.25)
def test_gradients(student, reference):
    """Lets gradients reach every parameter."""
    net = reference.NeuralNet(12, 3, 8).double()
    x, upstream = torch.randn(5, 12, dtype=torch.float64), torch.randn(5, 3, dtype=torch.float64)
    assert_same_gradients(student, student.NeuralNet, net, (12, 3, 8), x, upstream)
