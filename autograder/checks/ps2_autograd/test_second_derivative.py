"""Visible checks of `second_derivative`."""

import torch

from autograder.checking import (
    DIFFERENCES,
    FLOATS,
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_detached,
    assert_untouched,
    check,
    expect_tensor,
    for_each,
    require,
    watched,
)

FIRST_AND_SECOND = Symptom(
    "first_and_second",
    "This is the first derivative plus the second: both backward passes have added to the same .grad.",
)
DOES_NOT_DEPEND = Symptom(
    "does_not_depend",
    "The slope of a linear function does not depend on x; where there is no way back to x, torch says None, and the "
    "derivative is 0.",
)
FIRST = Symptom("first", "This is the first derivative; the second one is the slope of that.")
HALF = Symptom(
    "half",
    "These are halves of the second derivatives, as they stand in a Taylor series; asked for are they themselves.",
)


@check(points=1)
@for_each(
    [
        {"fn": lambda x: x**3, "x": torch.tensor(2.0), "first": 12.0, "second": torch.tensor(12.0)},
        {"fn": lambda x: x**2 / 4, "x": torch.tensor(-3.0), "first": -1.5, "second": torch.tensor(0.5)},
        {"fn": torch.log, "x": torch.tensor(0.25), "first": 4.0, "second": torch.tensor(-16.0)},
    ]
)
def test_known_values(student, fn, x, first, second):
    """Gives the second derivatives of x³, x²/4 and log x."""

    def seen(got, expected, near):
        for made, symptom in ((expected + first, FIRST_AND_SECOND), (expected / 2, HALF)):
            if near(got, made):
                return symptom
        if near(got, torch.full_like(expected, first)):
            return FIRST
        return DIFFERENCES if bool((got - expected).abs() < 0.02 * expected.abs()) else None

    assert_close(student.second_derivative(fn, x), second, Phrase("the second derivative"), look=seen)


@check(points=0.75)
@for_each(
    [
        {"fn": lambda x: 10 * x - 1, "x": torch.tensor(2.0), "slope": 10.0},
        {"fn": lambda x: -x / 3, "x": torch.tensor(-1.0), "slope": -1 / 3},
    ]
)
def test_linear(student, fn, x, slope):
    """Gives 0 for a linear function, as a 0-d tensor."""

    def seen(got, expected, near):
        return FIRST if near(got, torch.full_like(x, slope)) else None

    result = student.second_derivative(fn, x)
    if result is None:
        raise CheckFailure(Phrase("the second derivative is None, not a Tensor"), symptom=DOES_NOT_DEPEND)
    assert_close(result, torch.zeros_like(x), Phrase("the second derivative"), look=seen)


@check(points=0.5)
@for_each([{"x": torch.tensor(1.5, dtype=dtype)} for dtype in FLOATS])
def test_leaves_x_alone(student, x):
    """Leaves x unmodified: its values, requires_grad and .grad."""
    result = assert_untouched(student.second_derivative, lambda x: x**4 / 2, watched("x", x))
    with require():
        assert_close(result, torch.tensor(13.5, dtype=x.dtype))


@check(points=0.25)
def test_detached(student):
    """Returns a tensor that is detached from every graph."""
    result = expect_tensor(student.second_derivative(lambda x: x**4 / 2, torch.tensor(1.5)))
    with require():
        assert_close(result, torch.tensor(13.5))
    assert_detached(result)
