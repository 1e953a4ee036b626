"""Hidden checks of `gradient`."""

import hypothesis.strategies as st
import torch

from autograder.checking import (
    DIFFERENCES,
    FLOATS,
    Phrase,
    assert_close,
    assert_detached,
    check,
    expect_tensor,
    for_all,
    for_each,
    of_slopes,
    of_values,
    probe,
    require,
    shapes,
    tensors,
)


@probe
def waves(x):
    """Have another slope everywhere."""
    return torch.sin(x).sum() + 0.1 * (x**2).sum()


@probe
def rows(x):
    """Tie the elements of a row together, so that the shape matters."""
    return ((x.sum(dim=-1) - 1) ** 2).sum() + 0.01 * (x**4).sum()


@probe
def lecture(x):
    """Tie all elements together."""
    return torch.log(torch.log(x + 7)).prod()


@probe
def softest(x):
    """Weigh the elements by their sizes."""
    return 3 * torch.logsumexp(x.flatten(), 0) - x.mean()


@probe
def first_alone(x):
    """Depend on one element; the others have slope 0."""
    return x.reshape(-1)[0] ** 2


@probe
def series(x):
    """Use x again and again."""
    total = 1
    for power in (1, 2, 3):
        total = total + x**power / power
    return total.mean()


FUNCTIONS = (waves, rows, lecture, softest, first_alone, series)


@check(points=0.75)
@for_all(
    fn=st.sampled_from(FUNCTIONS),
    x=tensors(shapes(min_side=1, max_side=3), low=-2, high=2),
    also=[
        {"fn": fn, "x": torch.linspace(-1, 2, 6, dtype=dtype)[:size].reshape(shape)}
        for fn in FUNCTIONS
        for dtype, size, shape in ((FLOATS[0], 6, (2, 3)), (FLOATS[1], 1, ()))
    ],
    examples=15,
)
def test_any_function(student, reference, fn, x):
    """Works for any function, shape and dtype."""
    exact = reference.gradient(fn, x.double()).to(x.dtype)
    assert_close(student.gradient(fn, x), exact, look=of_slopes)


@check(points=0.5)
@for_each(
    [
        {"fn": lambda x: torch.sin(50 * x).sum(), "x": torch.tensor([0.3, -1.2, 2.0], dtype=torch.float64)},
        {"fn": lambda x: 1e5 + (x**2).sum(), "x": torch.tensor([0.3, -1.2, 2.0], dtype=torch.float64)},
        {"fn": lambda x: 1e5 + (x**2).sum(), "x": torch.tensor([0.5, -0.25])},
    ]
)
def test_exact(student, reference, fn, x):
    """Is exact where a function is steep or its values are large."""
    exact = reference.gradient(fn, x.double()).to(x.dtype)
    # Estimates that are nearly right for other functions need not be so for these.
    assert_close(student.gradient(fn, x), exact, look=lambda *seen: of_values(*seen) or DIFFERENCES)


@probe
def gradient_at_used_leaf(gradient, fn, x, slope):
    """Ask for the gradient at a leaf that requires grad, and has one."""
    x = x.clone().requires_grad_()
    x.grad = slope
    return gradient(fn, x)


@check(points=0.25)
def test_x_with_gradient(student, reference):
    """Is not misled by an x that requires grad and already has a gradient."""
    x = torch.tensor([[1.5, -2.0]], dtype=torch.float64)
    expected = reference.gradient(rows, x)
    with require():
        assert_close(student.gradient(rows, x), expected)
    result = expect_tensor(student.run(gradient_at_used_leaf, student.gradient, rows, x, torch.full_like(x, 100.0)))
    assert_close(result, expected, Phrase("the gradient at an x that has a gradient already"))
    assert_detached(result)
