"""Visible checks of `replace_last_row`."""

import torch

from autograder.checking import assert_arguments_untouched, assert_close, assert_no_memory_shared, check

X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
ROW = torch.tensor([-1.0, -2.0])
REPLACED = torch.tensor([[1.0, 2.0], [3.0, 4.0], [-1.0, -2.0]])


@check(points=0.5)
def test_known_result(student):
    """Replaces the last row and keeps the others."""
    assert_close(student.replace_last_row(X, ROW), REPLACED)


@check(points=0.75, hint="y = x makes a second name for the same tensor; x.clone() makes a second tensor.")
def test_leaves_arguments_alone(student):
    """Leaves its arguments unmodified."""
    assert_close(assert_arguments_untouched(student.replace_last_row, student, x=X, row=ROW), REPLACED)


@check(points=0.5, hint="A slice such as x[:-1] is a view of x, not a copy.")
def test_new_memory(student):
    """Returns a tensor with memory of its own."""
    assert_close(assert_no_memory_shared(student.replace_last_row, student, after=[ROW], x=X), REPLACED)
