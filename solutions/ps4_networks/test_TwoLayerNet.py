"""Hidden checks of `TwoLayerNet`."""

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


@check(points=1)
@for_all(
    examples=12,
    inputs=st.integers(1, 5),
    hidden=st.integers(1, 6),
    classes=st.integers(1, 4),
    batch=st.integers(1, 4),
    dtype=st.sampled_from(FLOATS),
)
def test_logits(student, reference, inputs, hidden, classes, batch, dtype):
    """Gives the right logits for every size, with random weights."""
    weights = random_weights([(hidden, inputs), (hidden,), (classes, hidden), (classes,)], dtype)
    x = torch.randn(batch, inputs, dtype=torch.float64).to(dtype)
    expected = reference_logits(reference.TwoLayerNet, (inputs, hidden, classes), weights, x)
    assert_close(
        logits_with(student, student.TwoLayerNet, (inputs, hidden, classes), weights, x),
        expected,
        "the logits",
    )


@check(points=0.25)
def test_eval_mode(student, reference):
    """Gives the same logits in eval mode, and leaves its input unmodified."""
    weights = random_weights([(8, 12), (8,), (3, 8), (3,)], torch.float64)
    x = torch.randn(5, 2, 6, dtype=torch.float64)
    shared = student.share(x)
    logits = logits_with(student, student.TwoLayerNet, (12, 8, 3), weights, shared, training=False)
    assert_close(logits, reference_logits(reference.TwoLayerNet, (12, 8, 3), weights, x), "the logits in eval mode")
    assert_unchanged(shared, "the input")


@check(points=0.25)
def test_gradients(student, reference):
    """Lets gradients reach every parameter."""
    net = reference.TwoLayerNet(12, 8, 3).double()
    x, upstream = torch.randn(5, 2, 6, dtype=torch.float64), torch.randn(5, 3, dtype=torch.float64)
    assert_same_gradients(student, student.TwoLayerNet, net, (12, 8, 3), x, upstream)
