"""Visible checks of `affine`."""

import torch

from autograder.checking import (
    FLOATS,
    assert_close,
    assert_like,
    assert_untouched,
    check,
    for_each,
    require,
    switched_off,
    watched,
)

pytestmark = switched_off("the built-in linear layer", "aten::linear")

X = torch.tensor([[1.0, 2.0, 0.0], [0.0, -1.0, 3.0]])
WEIGHT = torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 1.0], [1.0, 1.0, 1.0], [2.0, 0.0, -1.0]])
BIAS = torch.tensor([10.0, 20.0, 30.0, 40.0])
Y = torch.tensor([[11.0, 22.0, 33.0, 42.0], [10.0, 22.0, 32.0, 37.0]])


@check(points=0.75)
def test_known_values(student):
    """Gives the values that can be computed by hand."""
    assert_close(student.affine(X, WEIGHT, BIAS), Y)


@check(points=0.25)
@for_each(
    [
        {"n": n, "features": features, "outputs": outputs, "dtype": dtype}
        for dtype in FLOATS
        for n, features, outputs in ((2, 3, 4), (5, 2, 3), (1, 3, 2), (3, 1, 2), (3, 2, 1), (1, 1, 1))
    ]
)
def test_shape_and_dtype(student, n, features, outputs, dtype):
    """Makes (N, out) of (N, in), in the dtype of the arguments, also where a size is 1."""
    arguments = [torch.ones(shape, dtype=dtype) for shape in ((n, features), (outputs, features), (outputs,))]
    assert_like(student.affine(*arguments), torch.zeros(n, outputs, dtype=dtype))


@check(points=0.25)
def test_leaves_arguments_alone(student):
    """Leaves its arguments unmodified."""
    result = assert_untouched(student.affine, watched("x", X), watched("weight", WEIGHT), watched("bias", BIAS))
    with require():
        assert_close(result, Y)
