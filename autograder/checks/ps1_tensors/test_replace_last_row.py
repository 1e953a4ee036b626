"""Visible checks of `replace_last_row`."""

import torch

from autograder.checking import assert_close, assert_no_memory_shared, assert_untouched, check, require, watched

X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
ROW = torch.tensor([-1.0, -2.0])
REPLACED = torch.tensor([[1.0, 2.0], [3.0, 4.0], [-1.0, -2.0]])


@check(points=0.5)
def test_known_result(student):
    """Replaces the last row and keeps the others."""
    assert_close(student.replace_last_row(X, ROW), REPLACED)


@check(points=0.75)
def test_leaves_arguments_alone(student):
    """Leaves its arguments unmodified."""
    result = assert_untouched(student.replace_last_row, watched("x", X), watched("row", ROW))
    with require():
        assert_close(result, REPLACED)


@check(points=0.5)
def test_new_memory(student):
    """Returns a tensor with memory of its own."""
    result = assert_no_memory_shared(student.replace_last_row, watched("x", X), ROW)
    with require():
        assert_close(result, REPLACED)
