"""Hidden checks of `second_derivative`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    FLOATS,
    Phrase,
    Symptom,
    assert_close,
    assert_detached,
    assert_matches,
    check,
    expect_tensor,
    for_all,
    for_each,
    probe,
    require,
    tensors,
)

DIFFERENCES = Symptom(
    "differences",
    "Nearly right, but not quite: that is what a quotient of differences over a small step gives, where autograd is "
    "exact.",
)


@probe
def waves(x):
    """Have another curvature everywhere."""
    return torch.sin(2 * x) + torch.exp(x / 3)


@probe
def quotient(x):
    """Be made of products and quotients."""
    return x**3 / (1 + x**2) - 0.5 * x


@probe
def summed(x):
    """Go through a vector on the way."""
    return torch.stack([x, x**2, x**3, torch.cos(x)]).sum()


@probe
def nested(x):
    """Be the logarithm of a logarithm."""
    return torch.log(torch.log(x + 7))


FUNCTIONS = (waves, quotient, summed, nested)


@check(points=0.5)
@for_all(
    fn=st.sampled_from(FUNCTIONS),
    x=tensors((), low=-2, high=2),
    also=[
        *({"fn": fn, "x": torch.tensor(0.75, dtype=dtype)} for fn in FUNCTIONS for dtype in FLOATS),
        {"fn": torch.cos, "x": torch.tensor(0.0)},  # where the slope is 0, and the bend is not
    ],
    examples=12,
)
def test_any_function(student, reference, fn, x):
    """Works for any function and dtype."""
    assert_matches(student.second_derivative, reference.second_derivative, fn, x)


@check(points=0.5)
@for_each(
    [
        {"fn": fn, "x": torch.tensor(value, dtype=dtype)}
        for fn in (
            lambda x: 2.5 * x + 1,
            lambda x: x - 5,
            lambda x: torch.stack([x, 2 * x]).sum() - 1,
            lambda x: 3 * (x + 1) - x / 2,
        )
        for value, dtype in zip((0.5, 0.0), FLOATS, strict=True)
    ]
)
def test_any_linear(student, fn, x):
    """Gives 0 of the dtype of x for every linear function."""
    assert_close(student.second_derivative(fn, x), torch.zeros_like(x))


@check(points=0.25)
@for_each(
    [
        {"fn": lambda x: torch.sin(50 * x) / 50, "x": torch.tensor(0.3, dtype=torch.float64)},
        {"fn": lambda x: 1e6 * x + x**2, "x": torch.tensor(-1.2, dtype=torch.float64)},
    ]
)
def test_exact(student, reference, fn, x):
    """Is exact where a function bends much, or is steep."""

    def seen(got, expected, near):
        return DIFFERENCES if bool((got - expected).abs() < 0.02 * expected.abs()) else None

    assert_close(student.second_derivative(fn, x), reference.second_derivative(fn, x), look=seen)


@probe
def at_used_leaf(second_derivative, fn, x, slope):
    """Ask for it at a leaf that requires grad, and has one; twice."""
    x = x.clone().requires_grad_()
    x.grad = slope
    second_derivative(fn, x)
    return second_derivative(fn, x)


@check(points=0.25)
@for_each(
    [
        {"fn": lambda x: torch.exp(x) * x, "x": torch.tensor(0.5, dtype=torch.float64)},
        {"fn": lambda x: 4 - 3 * x, "x": torch.tensor(0.5, dtype=torch.float64)},
    ]
)
def test_x_with_gradient(student, reference, fn, x):
    """Is not misled by an x that requires grad and already has a gradient, and is detached then, too."""
    expected = reference.second_derivative(fn, x)
    with require():
        assert_close(student.second_derivative(fn, x), expected)
    answer = student.run(at_used_leaf, student.second_derivative, fn, x, torch.tensor(100.0, dtype=x.dtype))
    result = expect_tensor(answer)
    assert_close(result, expected, Phrase("the second derivative at an x that has a gradient already"))
    assert_detached(result)
