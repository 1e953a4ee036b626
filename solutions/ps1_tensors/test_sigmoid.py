"""Hidden checks of `sigmoid`."""

import torch

from autograder.checking import (
    CheckFailure,
    Symptom,
    assert_close,
    assert_gradients,
    check,
    edges,
    floats_away_from_zero,
    for_all,
    shapes,
    tensors,
)

ORDINARY = shapes(min_dims=1, min_side=1)
CUT_OFF = Symptom(
    "cut_off",
    "All large arguments give one value, which is not yet 1, or not yet 0: they were cut off too early, if that has to "
    "be done at all.",
)


def assert_values(found, expected):
    """Fail the check unless these are the values; look for one that all large arguments have got, almost 0 or 1."""
    try:
        assert_close(found, expected)
    except CheckFailure as failure:
        alike = isinstance(found, torch.Tensor) and (found.shape, found.dtype) == (expected.shape, expected.dtype)
        if failure.symptom is None and alike:
            got = found.detach().double()
            away = torch.minimum(got, 1 - got)[(got - expected).abs() > 1e-5]
            if len(away) and away.min() > 0 and away.max() < 0.01 and away.max() - away.min() < 1e-6:
                failure.symptom = CUT_OFF
        raise


@check(points=0.75)
@for_all(x=tensors(low=-30, high=30), also=edges("x", shapes=[(), (0,), (2, 0), (1, 1)]))
def test_matches_definition(student, reference, x):
    """Matches the definition."""
    assert_values(student.sigmoid(x), reference.sigmoid(x.double()).to(x.dtype))


@check(points=0.5)
@for_all(x=tensors(ORDINARY, low=-1000, high=1000), also=[{"x": torch.tensor([-1000.0, 1000.0])}])
def test_far_out(student, reference, x):
    """Is right for large arguments, too."""
    assert_values(student.sigmoid(x), reference.sigmoid(x.double()).to(x.dtype))


@check(points=0.25)
@for_all(x=tensors(ORDINARY, elements=floats_away_from_zero(0.01, 20)))
def test_differentiable(student, reference, x):
    """Is differentiable."""
    upstream = torch.linspace(1, 2, x.numel(), dtype=x.dtype).reshape(x.shape)
    assert_gradients(student.sigmoid, reference.sigmoid, upstream, x=x)
