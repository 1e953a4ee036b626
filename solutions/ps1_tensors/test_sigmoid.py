"""Hidden checks of `sigmoid`."""

import torch

from autograder.checking import (
    assert_gradients,
    assert_matches,
    check,
    edges,
    floats_away_from_zero,
    for_all,
    shapes,
    tensors,
)

ORDINARY = shapes(min_dims=1, min_side=1)


@check(points=0.75)
@for_all(x=tensors(low=-30, high=30), also=edges("x", shapes=[(), (0,), (2, 0), (1, 1)]))
def test_matches_definition(student, reference, x):
    """Matches the definition."""
    assert_matches(student.sigmoid, reference.sigmoid, x)


@check(points=0.5)
@for_all(x=tensors(ORDINARY, low=-1000, high=1000), also=[{"x": torch.tensor([-1000.0, 1000.0])}])
def test_far_out(student, reference, x):
    """Is right for large arguments, too."""
    assert_matches(student.sigmoid, reference.sigmoid, x)


@check(points=0.25)
@for_all(x=tensors(ORDINARY, elements=floats_away_from_zero(0.01, 20)))
def test_differentiable(student, reference, x):
    """Is differentiable."""
    upstream = torch.linspace(1, 2, x.numel(), dtype=x.dtype).reshape(x.shape)
    assert_gradients(student.sigmoid, reference.sigmoid, upstream, x=x)
