"""Hidden checks of `TwoLayerNet`."""

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
    x = torch.randn(batch, inputs, dtype=torch.float64).to(dtype)
    assert_same_logits(student.TwoLayerNet, reference.TwoLayerNet, (inputs, hidden, classes), x)


@check(points=0.25)
def test_eval_mode(student, reference):
    """Gives the right logits in eval mode, too, and leaves its input unmodified."""
    shared = student.share(torch.randn(5, 2, 6, dtype=torch.float64))
    assert_same_logits(student.TwoLayerNet, reference.TwoLayerNet, (12, 8, 3), shared, training=False)
    assert_unchanged(shared, Phrase("the input"))


@check(points=0.25)
def test_gradients(student, reference):
    """Lets gradients reach every parameter."""
    assert_same_gradients(
        student.TwoLayerNet, reference.TwoLayerNet, (12, 8, 3), torch.randn(5, 2, 6, dtype=torch.float64)
    )
