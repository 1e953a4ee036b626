"""Hidden checks of `sum_of_squares`."""

import hypothesis.strategies as st

from autograder.checking import Phrase, assert_close, check, for_all, for_each, must_raise, require

# Behind 1860 the sum has no place in an int32, behind 46 340 n² has none; behind 300 079 a float64 has gaps.
OVERFLOWS = [{"n": n} for n in (1860, 1861, 46_341, 65_536)]
# None of these sums is a float64.
LARGE = [{"n": n} for n in (300_081, 1_000_000)]


@check(points=0.25)
@for_all(n=st.integers(0, 300), examples=20, also=OVERFLOWS)
def test_any_number(student, reference, n):
    """Is right for every n."""
    assert_close(student.sum_of_squares(n), reference.sum_of_squares(n))


# A loop over tensors, which is allowed, takes some seconds for these.
@check(points=0.5, timeout_s=120)
@for_each(LARGE)
def test_exact(student, reference, n):
    """Is exact to the last digit for n up to 1 000 000."""
    assert_close(student.sum_of_squares(n), reference.sum_of_squares(n))


@check(points=0.25)
@for_each([{"n": n} for n in (2, -1, -2, -10_000)])
def test_every_negative_number(student, reference, n):
    """Raises ValueError for every n < 0."""
    if n > 0:
        with require():
            assert_close(student.sum_of_squares(n), reference.sum_of_squares(n))
    else:
        with must_raise(ValueError, Phrase("for n = {n}", n=n)):
            student.sum_of_squares(n)
