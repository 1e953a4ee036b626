"""Visible checks of `mse`."""

import torch

from autograder.checking import (
    FLOATS,
    assert_arguments_untouched,
    assert_close,
    assert_like,
    check,
    for_all,
    must_raise,
    shapes,
    switched_off,
    tensors_alike,
)

pytestmark = switched_off("the built-in mean squared error", "aten::mse_loss")


Y_TRUE, Y_PRED, MSE = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([1.0, 4.0, 0.0]), torch.tensor(13 / 3)


# What must not be left to chance: 0-d tensors and single elements, of both dtypes.
EDGES = [
    {"y_true": torch.ones(size, dtype=dtype), "y_pred": torch.zeros(size, dtype=dtype)}
    for dtype in FLOATS
    for size in ((), (1,), (1, 1), (2, 3))
]


@check(points=0.75)
def test_known_value(student):
    """Gives the value that can be computed by hand."""
    assert_close(student.mse(Y_TRUE, Y_PRED), MSE)


@check(points=0.25)
@for_all(tensors_alike("y_true", "y_pred", shape=shapes(min_side=1)), also=EDGES)
def test_result_is_0d(student, y_true, y_pred):
    """Returns a 0-d tensor of the arguments' dtype, whatever their shape."""
    assert_like(student.mse(y_true, y_pred), torch.zeros((), dtype=y_true.dtype))


@check(points=0.5, hint="Compare the shapes before you subtract: (N,) and (N, 1) broadcast to (N, N).")
def test_column_against_row(student):
    """Raises ValueError for shapes (3,) and (3, 1)."""
    assert_like(student.mse(torch.ones(3), torch.ones(3)), torch.zeros(()), "the result for equal shapes")
    with must_raise(ValueError, "for shapes (3,) and (3, 1)"):
        student.mse(torch.ones(3), torch.ones(3, 1))


@check(points=0.25)
def test_leaves_arguments_alone(student):
    """Leaves its arguments unmodified."""
    assert_close(assert_arguments_untouched(student.mse, student, y_true=Y_TRUE, y_pred=Y_PRED), MSE)
