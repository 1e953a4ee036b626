"""Hidden checks of `NeuralNet`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    FLOATS,
    Phrase,
    assert_same_gradients,
    assert_same_logits,
    assert_unchanged,
    check,
    for_all,
    random_weights,
    require,
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
    x = torch.randn(batch, inputs, dtype=torch.float64).to(dtype)
    assert_same_logits(student.NeuralNet, reference.NeuralNet, (inputs, classes, hidden), x)


@check(points=0.25)
def test_leak(student, reference):
    """Leaks exactly a tenth of what is negative."""
    shapes = [(4, 3), (4,), (4, 4), (2, 4), (2,)]
    weights = random_weights(shapes, torch.float64)
    weights[2] = -weights[2].abs()  # all that comes out of the middle layer is negative
    x = torch.randn(5, 3, dtype=torch.float64)
    with require():  # where nothing is negative
        positive = [weight.abs() for weight in weights]
        assert_same_logits(student.NeuralNet, reference.NeuralNet, (3, 2, 4), x.abs(), weights=positive)
    assert_same_logits(student.NeuralNet, reference.NeuralNet, (3, 2, 4), x, weights=weights)


@check(points=0.25)
def test_eval_mode(student, reference):
    """Gives the right logits in eval mode, too, and leaves its input unmodified."""
    shared = student.share(torch.randn(5, 12, dtype=torch.float64))
    assert_same_logits(student.NeuralNet, reference.NeuralNet, (12, 3, 8), shared, training=False)
    assert_unchanged(shared, Phrase("the input"))


@check(points=0.25)
def test_gradients(student, reference):
    """Lets gradients reach every parameter."""
    assert_same_gradients(student.NeuralNet, reference.NeuralNet, (12, 3, 8), torch.randn(5, 12, dtype=torch.float64))
