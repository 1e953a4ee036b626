"""Visible checks of `sigmoid`."""

import torch

from autograder.checking import (
    Symptom,
    assert_close,
    assert_finite,
    assert_like,
    assert_untouched,
    check,
    edges,
    for_all,
    of_values,
    require,
    shapes,
    switched_off,
    tensors,
    watched,
)

pytestmark = switched_off("the built-in sigmoid", "aten::sigmoid", "aten::sigmoid_", "aten::special_expit")

# Where 0-d and empty tensors are not the point, a mistake about them shall not cost anything.
ORDINARY = shapes(min_dims=1, min_side=1)

CUT_OFF = Symptom(
    "cut_off",
    "All large arguments give one value, which is not yet 1, or not yet 0: they were cut off too early, if that has to "
    "be done at all.",
)

X = torch.tensor([0.0, 1.0, -1.0, 4.0])
Y = torch.tensor([0.5, 0.7310586, 0.2689414, 0.9820138])


def of_sigmoid(got, expected, near):
    """Look for a value that all large arguments have got, almost 0 or 1."""
    exact = got.double()
    away = torch.minimum(exact, 1 - exact)[(exact - expected).abs() > 1e-5]
    cut = len(away) and away.min() > 0 and away.max() < 0.01 and away.max() - away.min() < 1e-6
    return of_values(got, expected, near) or (CUT_OFF if cut else None)


@check(points=0.5)
def test_known_values(student):
    """Gives the values that can be looked up."""
    assert_close(student.sigmoid(X), Y, "sigmoid(tensor([0., 1., -1., 4.]))")


@check(points=0.25)
@for_all(x=tensors(), also=edges("x", shapes=[(), (0,), (2, 0), (1, 1)]))
def test_shape_and_dtype(student, x):
    """Keeps shape and dtype, also of 0-d and empty tensors."""
    assert_like(student.sigmoid(x), x)


@check(points=0.5)
@for_all(x=tensors(ORDINARY, [torch.float32], low=-1000, high=1000), also=[{"x": torch.tensor([-1000.0, 1000.0])}])
def test_finite(student, x):
    """Gives 0 and 1 for large arguments, never NaN or infinity."""
    y = student.sigmoid(x)
    assert_finite(y)
    far = x.abs() > 40  # where the result is 0 or 1 to all digits
    assert_close(assert_like(y, x).where(far, 0), (x > 40).to(x.dtype), look=of_sigmoid)


@check(points=0.25)
def test_leaves_x_alone(student):
    """Leaves its argument unmodified."""
    result = assert_untouched(student.sigmoid, watched("x", X))
    with require():
        assert_close(result, Y)
    # What guards against overflow writes to large elements only.
    assert_untouched(student.sigmoid, watched("x", torch.tensor([-1000.0, 2.0, 1000.0])))
