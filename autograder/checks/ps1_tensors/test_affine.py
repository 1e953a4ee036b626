"""Visible checks of `affine`."""

import torch

from autograder.checking import (
    FLOATS,
    Symptom,
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


NEGATED = Symptom("negated", "Every element has the wrong sign.")
NO_BIAS = Symptom("no_bias", "The bias is not added.")
BIAS_SUBTRACTED = Symptom("bias_subtracted", "The bias is added, not subtracted.")
BIAS_TWICE = Symptom("bias_twice", "The bias is added more than once.")
BIAS_SUMMED = Symptom(
    "bias_summed", "All of the bias has gone into every output; each output has a number of its own there."
)
BIAS_FOR_SOME = Symptom("bias_for_some", "Some rows have got their bias, others not; it is added to every sample.")
RESHAPED = Symptom("reshaped", "The weight was reshaped, not transposed: that leaves the numbers in their order.")
AVERAGED = Symptom("averaged", "The products of inputs and weights are averaged; a dot product adds them up.")


def seen_in_values(got, expected, near):
    """Look for what is wrong with a layer: what is beside the products is the bias."""
    products = Y - BIAS
    for made, symptom in (
        (products, NO_BIAS),
        (products - BIAS, BIAS_SUBTRACTED),
        (products + 2 * BIAS, BIAS_TWICE),
        (products + BIAS.sum(), BIAS_SUMMED),
        (products / 3 + BIAS, AVERAGED),
        (X @ WEIGHT.reshape(3, 4) + BIAS, RESHAPED),
    ):
        if near(got, made):
            return symptom
    some = [near(row, right) for row, right in zip(got, Y, strict=True)]
    without = [near(row, right) for row, right in zip(got, products, strict=True)]
    if all(one or other for one, other in zip(some, without, strict=True)):
        return BIAS_FOR_SOME
    return NEGATED if near(-got, expected) else None


@check(points=0.75)
def test_known_values(student):
    """Gives the values that can be computed by hand."""
    assert_close(student.affine(X, WEIGHT, BIAS), Y, look=seen_in_values)


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
    # One sample alone fits into the memory of the bias.
    assert_untouched(student.affine, watched("x", X[:1]), watched("weight", WEIGHT), watched("bias", BIAS))
