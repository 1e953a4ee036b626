"""Visible checks of `mse`."""

import torch

from autograder.checking import (
    Phrase,
    assert_close,
    assert_like,
    assert_untouched,
    check,
    edges,
    for_all,
    must_raise,
    require,
    shapes,
    switched_off,
    tensors_alike,
    watched,
)

pytestmark = switched_off("the built-in mean squared error", "aten::mse_loss")

Y_TRUE, Y_PRED, MSE = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([1.0, 4.0, 0.0]), torch.tensor(13 / 3)


@check(points=0.75)
def test_known_value(student):
    """Gives the value that can be computed by hand."""
    assert_close(student.mse(Y_TRUE, Y_PRED), MSE, "mse(tensor([1., 2., 3.]), tensor([1., 4., 0.]))")


@check(points=0.25)
@for_all(
    tensors_alike("y_true", "y_pred", shape=shapes(min_side=1)),
    also=edges("y_true", "y_pred", shapes=[(), (1,), (1, 1), (2, 3)]),
)
def test_result_is_0d(student, y_true, y_pred):
    """Returns a 0-d tensor of the arguments' dtype, whatever their shape."""
    assert_like(student.mse(y_true, y_pred), torch.zeros((), dtype=y_true.dtype))


@check(points=0.5)
def test_column_against_row(student):
    """Raises ValueError for shapes (3,) and (3, 1)."""
    with require():
        assert_like(student.mse(torch.ones(3), torch.ones(3)), torch.zeros(()), Phrase("the result for equal shapes"))
    hint = Phrase(
        "Compare the whole shapes, and raise where they differ: (N,) and (N, 1) broadcast, and so do (N,) and (1,)."
    )
    with must_raise(ValueError, Phrase("for shapes (3,) and (3, 1)"), hint=hint):
        student.mse(torch.ones(3), torch.ones(3, 1))


@check(points=0.25)
def test_leaves_arguments_alone(student):
    """Leaves its arguments unmodified."""
    result = assert_untouched(student.mse, watched("y_true", Y_TRUE), watched("y_pred", Y_PRED))
    with require():
        assert_close(result, MSE)
