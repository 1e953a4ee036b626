"""Hidden checks of `NeuralNet`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    FLOATS,
    assert_close,
    assert_same_gradients,
    check,
    for_all,
    logits_with,
    random_weights,
    reference_logits,
)


@check(points=1)
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
    torch.manual_seed(inputs + 10 * hidden + 100 * classes + 1000 * batch)
    shapes = [(hidden, inputs), (hidden,), (hidden, hidden), (classes, hidden), (classes,)]
    weights = random_weights(shapes, dtype)
    x = torch.randn(batch, inputs, dtype=torch.float64).to(dtype)
    expected = reference_logits(reference.NeuralNet(inputs, classes, hidden), weights, x)
    assert_close(logits_with(student, student.NeuralNet, (inputs, classes, hidden), weights, x), expected, "the logits")


@check(points=0.5)
def test_gradients(student, reference):
    """Lets gradients reach every parameter."""
    net = reference.NeuralNet(12, 3, 8).double()
    x, upstream = torch.randn(5, 12, dtype=torch.float64), torch.randn(5, 3, dtype=torch.float64)
    assert_same_gradients(student, student.NeuralNet, net, (12, 3, 8), x, upstream)
