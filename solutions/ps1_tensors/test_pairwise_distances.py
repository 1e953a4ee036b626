"""Hidden checks of `pairwise_distances`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    FLOATS,
    Phrase,
    Symptom,
    assert_close,
    assert_finite,
    assert_like,
    check,
    for_all,
    for_each,
    require,
    tensors,
    together,
)

BELOW_ZERO = Symptom(
    "below_zero",
    "For rows that are equal or nearly so, a² - 2ab + b² may come out slightly below 0 where it should be 0, and the "
    "root of that is NaN.",
)
SIZES = ((3, 3, 3), (3, 2, 3), (2, 2, 3), (2, 3, 3), (1, 3, 2), (3, 1, 2), (3, 2, 1), (1, 1, 1), (1, 1, 3))


def _points(n, m, d):
    """Return an input with other numbers everywhere."""
    numbers = [torch.linspace(-1, 2, size * d).reshape(size, d) for size in (n, m)]
    return {"a": numbers[0], "b": 1 - numbers[1] ** 2}


@st.composite
def points(draw):
    """Draw two tables of up to four rows and as many columns."""
    n, m, d = (draw(st.integers(1, 4)) for _ in range(3))
    dtype = draw(st.sampled_from(FLOATS))
    return tuple(draw(tensors((size, d), [dtype], -3, 3)) for size in (n, m))


def _accepted(*tables):
    """Return the error that the docstring accepts."""
    return 1e-3 * max(float(table.norm(dim=1).max()) for table in tables)


@check(points=0.75)
@for_all(together("a", "b", values=points()), also=[_points(*sizes) for sizes in SIZES])
def test_matches_definition(student, reference, a, b):
    """Matches the definition."""
    expected = reference.pairwise_distances(a.double(), b.double()).to(a.dtype)
    assert_close(student.pairwise_distances(a, b), expected, slack=_accepted(a, b))


@check(points=0.5)
@for_each([{"dtype": dtype, "shift": shift} for dtype in FLOATS for shift in (0.0, 1.0, 30.0, 1000.0)])
def test_equal_rows(student, reference, dtype, shift):
    """Gives 0 for equal rows, never NaN."""
    a = torch.linspace(0, 1, 180, dtype=dtype).reshape(60, 3).sin() * 3 + shift
    expected = reference.pairwise_distances(a.double(), a.double()).to(dtype)
    result = student.pairwise_distances(a, a.clone())
    assert_finite(result, symptom=BELOW_ZERO)
    with require():
        assert_like(result, expected)
    assert_close(
        result.diagonal(), torch.zeros(60, dtype=dtype), Phrase("the distance of equal rows"), slack=_accepted(a)
    )
    with require():
        assert_close(result, expected, slack=_accepted(a))
