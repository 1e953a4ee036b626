"""Hidden checks of `CustomReLU`."""

import torch

from autograder.checking import (
    FLOATS,
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    check,
    floats_away_from_zero,
    for_all,
    probe,
    require,
    shapes,
    tensors,
    unreadable,
)

LAST_CALL = Symptom(
    "last_call",
    "What backward needs of forward belongs to this one call: keep it in ctx. In the class, or in a global variable, "
    "the next call overwrites it.",
)


@probe
def in_a_graph(function, x, upstream):
    """Apply it in the middle of a graph; return value and gradient."""
    leaf = x.detach().clone().requires_grad_()
    y = function.apply(leaf * 1)
    if not isinstance(y, torch.Tensor) or y.shape != upstream.shape or not y.requires_grad:
        return y, None
    return y.detach(), torch.autograd.grad((y * upstream).sum(), leaf, allow_unused=True)[0]


@probe
def summed(function, x, upstream):
    """As `in_a_graph`, but with the sum as the loss, whose gradient is one number in memory for all elements."""
    leaf = x.detach().clone().requires_grad_()
    y = function.apply(leaf)
    if not isinstance(y, torch.Tensor) or y.shape != upstream.shape or not y.requires_grad:
        return y, None
    return y.detach(), torch.autograd.grad(y.sum(), leaf, allow_unused=True)[0]


@probe
def turned(function, x, upstream):
    """As `in_a_graph`, but in front of a transposition, so that the gradient comes in transposed memory."""
    leaf = x.detach().clone().requires_grad_()
    y = function.apply(leaf)
    if not isinstance(y, torch.Tensor) or y.shape != upstream.shape or not y.requires_grad:
        return y, None
    turn = tuple(reversed(range(x.dim())))
    loss = (y.permute(turn) * upstream.permute(turn).contiguous()).sum()
    return y.detach(), torch.autograd.grad(loss, leaf, allow_unused=True)[0]


def pair_of(answer):
    """Return the two parts of an answer, which may be anything."""
    match answer:
        case (first, second):
            return first, second
    raise unreadable(answer)


EDGES = [
    {"x": torch.tensor([0.5, -1.0, 2.0, -0.25, 1.0, -3.0], dtype=dtype)[:size].reshape(shape)}
    for dtype in FLOATS
    for size, shape in ((1, ()), (6, (2, 3)), (1, (1, 1)))
]
VALUES = [
    {"x": torch.tensor([0.0, -1.0, 0.0])},
    {"x": torch.tensor([12345.0, -12345.0])},
    {"x": torch.tensor([20 / 3, -20 / 3], dtype=torch.float64)},  # more digits than a float32 has
]
NEARLY_ZERO = [{"x": torch.tensor([1e-20, -1e-20, 1e-6, -1e-6], dtype=dtype)} for dtype in FLOATS]


@check(points=0.5)
@for_all(x=tensors(shapes(min_side=1)), also=[*EDGES, *VALUES], examples=15)
def test_any_value(student, x):
    """Is max(x, 0) for every shape and dtype, also of 0-d tensors and zeros."""
    value, _ = pair_of(student.run(in_a_graph, student.CustomReLU, x, torch.ones_like(x)))
    assert_close(value, x.clamp(min=0))


@check(points=0.5)
@for_all(
    x=tensors(shapes(min_side=1), elements=floats_away_from_zero(1e-3, 10)), also=[*EDGES, *NEARLY_ZERO], examples=15
)
def test_any_gradient(student, x):
    """Passes any incoming gradient on in the middle of a graph, and in front of a sum."""
    weights = torch.linspace(-2, 3, x.numel() + 2, dtype=x.dtype)[1:-1].reshape(x.shape)
    for run, upstream in ((in_a_graph, weights), (turned, weights), (summed, torch.ones_like(x))):
        value, slope = pair_of(student.run(run, student.CustomReLU, x, upstream))
        with require():
            assert_close(value, x.clamp(min=0))
        if slope is None:
            raise CheckFailure(Phrase("no gradient flows from the result back to x"))
        assert_close(slope, upstream.where(x > 0, 0), Phrase("the gradient with respect to x"))


@probe
def two_calls(function, first, second, upstream):
    """Apply it to two tensors, to the result of one once more, and to what nobody uses, before the backward pass."""
    leaves = [first.clone().requires_grad_(), second.clone().requires_grad_()]
    one, other = (function.apply(leaf) for leaf in leaves)
    deep = function.apply(one - 1)
    function.apply(2 - leaves[0])
    return list(torch.autograd.grad((deep * upstream).sum() + (other * upstream).sum(), leaves))


@check(points=0.25)
def test_several_calls(student):
    """Can be called several times before the backward pass."""
    first, second = torch.tensor([3.0, 0.5, -1.0, 2.0]), torch.tensor([-1.0, 2.0, 3.0, -4.0])
    upstream = torch.tensor([1.0, -2.0, 3.0, 0.5])
    with require():
        value, slope = pair_of(student.run(in_a_graph, student.CustomReLU, first, upstream))
        assert_close(value, first.clamp(min=0))
        assert_close(slope, upstream.where(first > 0, 0))
    slopes = pair_of(student.run(two_calls, student.CustomReLU, first, second, upstream))
    for slope, expected in zip(slopes, (upstream.where(first > 1, 0), upstream.where(second > 0, 0)), strict=True):
        what = Phrase("a gradient, after several calls,")
        assert_close(slope, expected, what, look=lambda got, expected, near: LAST_CALL)
