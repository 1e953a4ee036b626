"""Visible checks of `sum_of_squares`."""

import torch

from autograder.checking import Phrase, assert_close, check, for_each, must_raise, require

SUMS = {1: 1, 2: 5, 3: 14, 10: 385, 10_000: 333_383_335_000}


@check(points=0.5)
@for_each([{"n": n} for n in SUMS])
def test_known_values(student, n):
    """Gives the values that can be looked up, as a 0-d int64 tensor."""
    assert_close(student.sum_of_squares(n), torch.tensor(SUMS[n]))


@check(points=0.25)
def test_nothing_to_add(student):
    """Gives 0 for n = 0."""
    assert_close(student.sum_of_squares(0), torch.tensor(0))


@check(points=0.25)
def test_negative(student):
    """Raises ValueError for n = -1."""
    with require():
        assert_close(student.sum_of_squares(2), torch.tensor(5))
    with must_raise(
        ValueError, Phrase("for n = -1"), hint=Phrase("A range that ends before it begins is no error by itself.")
    ):
        student.sum_of_squares(-1)
