"""Hidden checks of `sigmoid`."""

import torch

from autograder.checking import (
    Symptom,
    assert_close,
    assert_gradients,
    check,
    edges,
    floats_away_from_zero,
    for_all,
    of_values,
    shapes,
    tensors,
)

ORDINARY = shapes(min_dims=1, min_side=1)
CUT_OFF = Symptom(
    "cut_off",
    "All large arguments give one value, which is not yet 1, or not yet 0: they were cut off too early, if that has to "
    "be done at all.",
)


def of_sigmoid(got, expected, near):
    """Look for a value that all large arguments have got, almost 0 or 1."""
    exact = got.double()
    away = torch.minimum(exact, 1 - exact)[(exact - expected).abs() > 1e-5]
    cut = len(away) and away.min() > 0 and away.max() < 0.01 and away.max() - away.min() < 1e-6
    return of_values(got, expected, near) or (CUT_OFF if cut else None)


@check(points=0.75)
@for_all(x=tensors(low=-30, high=30), also=edges("x", shapes=[(), (0,), (2, 0), (1, 1)]))
def test_matches_definition(student, reference, x):
    """Matches the definition."""
    assert_close(student.sigmoid(x), reference.sigmoid(x.double()).to(x.dtype), look=of_sigmoid)


@check(points=0.5)
@for_all(x=tensors(ORDINARY, low=-1000, high=1000), also=[{"x": torch.tensor([-1000.0, 1000.0])}])
def test_far_out(student, reference, x):
    """Is right for large arguments, too."""
    assert_close(student.sigmoid(x), reference.sigmoid(x.double()).to(x.dtype), look=of_sigmoid)


@check(points=0.25)
@for_all(x=tensors(ORDINARY, elements=floats_away_from_zero(0.01, 20)))
def test_differentiable(student, reference, x):
    """Is differentiable."""
    upstream = torch.linspace(1, 2, x.numel(), dtype=x.dtype).reshape(x.shape)
    assert_gradients(student.sigmoid, reference.sigmoid, upstream, x=x)
