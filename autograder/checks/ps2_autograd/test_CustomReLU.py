"""Visible checks of `CustomReLU`."""

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_close,
    assert_unchanged,
    check,
    probe,
    require,
    unreadable,
)

NO_FUNCTION = Symptom(
    "no_function",
    "A function of one's own is derived from torch.autograd.Function; an nn.Module, or a plain class, is not.",
)
NO_OWN_BACKWARD = Symptom(
    "no_own_backward",
    "The result has gone through another operation's backward, or through none: apply comes from "
    "torch.autograd.Function and calls forward and backward, so write these two and leave apply as it is.",
)
THROUGH_ALL = Symptom(
    "through_all", "The incoming gradient comes out as it is; where x was negative, nothing may pass."
)
NOT_CHAINED = Symptom(
    "not_chained",
    "This is the slope of max(x, 0) alone; by the chain rule, backward multiplies what comes in by it.",
)

X = torch.tensor([[1.5, -2.0, 0.25], [-0.5, 3.0, -4.0]])
RELU = torch.tensor([[1.5, 0.0, 0.25], [0.0, 3.0, 0.0]])
UPSTREAM = torch.tensor([[2.0, 3.0, -4.0], [5.0, 0.5, -6.0]])
SLOPES = torch.tensor([[2.0, 0.0, -4.0], [0.0, 0.5, 0.0]])


@probe
def apply_to(function, x):
    """Call it as it is called in a network."""
    return function.apply(x)


@probe
def forward_and_backward(function, x, upstream):
    """Return the value, the gradient with respect to x, and the classes of the function and of what lies between."""
    leaf = x.detach().requires_grad_()
    y = function.apply(leaf)
    if not isinstance(y, torch.Tensor) or y.shape != upstream.shape or not y.requires_grad:
        return y, None, None
    (slope,) = torch.autograd.grad(y, leaf, upstream, retain_graph=True)
    nodes, owners = [y.grad_fn], []
    while nodes:
        node = nodes.pop()
        owners.append(getattr(type(node), "_forward_cls", None) is function)
        nodes.extend(after for after, _ in node.next_functions if after is not None)
    bases = (
        [f"{base.__module__}.{base.__qualname__}" for base in function.__mro__] if isinstance(function, type) else []
    )
    return y.detach(), slope, [bases, owners]


def parts_of(answer):
    """Return value, gradient and classes that the probe has sent, which may be anything."""
    match answer:
        case (value, slope, [list(bases), list(owners)]) if all(type(base) is str for base in bases):
            return value, slope, bases, owners
        case (value, None, None):
            return value, None, [], []
    raise unreadable(answer)


@check(points=0.75)
def test_forward(student):
    """Computes max(x, 0), element by element."""
    assert_close(student.run(apply_to, student.CustomReLU, X), RELU, "CustomReLU.apply(x)")


@check(points=1)
def test_backward(student):
    """Lets the incoming gradient through where x > 0, and nothing where x < 0."""
    value, slope, _, _ = parts_of(student.run(forward_and_backward, student.CustomReLU, X, UPSTREAM))
    with require():
        assert_close(value, RELU)
    if slope is None:
        raise CheckFailure(Phrase("no gradient flows from the result back to x"), symptom=NO_OWN_BACKWARD)
    assert_close(slope, SLOPES, Phrase("the gradient with respect to x"), look=seen_in_slopes)


def seen_in_slopes(got, expected, near):
    """Look for what a backward makes of the incoming gradient."""
    if near(got, UPSTREAM):
        return THROUGH_ALL
    return NOT_CHAINED if near(got, (X > 0).float()) else None


@check(points=0.5)
def test_own_backward(student):
    """Is a torch.autograd.Function, whose own backward is used."""
    value, slope, bases, owners = parts_of(student.run(forward_and_backward, student.CustomReLU, X, UPSTREAM))
    with require():
        assert_close(value, RELU)
    if slope is None:
        raise CheckFailure(Phrase("no gradient flows from the result back to x"), symptom=NO_OWN_BACKWARD)
    if "torch.autograd.function.Function" not in bases:
        raise CheckFailure(Phrase("CustomReLU is not derived from torch.autograd.Function"), symptom=NO_FUNCTION)
    if not any(owner is True for owner in owners):
        message = Phrase("the backward pass does not go through CustomReLU, but through other operations")
        raise CheckFailure(message, symptom=NO_OWN_BACKWARD)


@check(points=0.75)
def test_changes_nothing_in_place(student):
    """Leaves x and the incoming gradient unmodified."""
    x, upstream = student.share(X), student.share(UPSTREAM)
    value, slope, _, _ = parts_of(student.run(forward_and_backward, student.CustomReLU, x, upstream))
    with require():
        assert_close(value, RELU)
    assert_unchanged(x, "x")
    assert_unchanged(upstream, Phrase("the incoming gradient"))
    with require():
        assert_close(slope, SLOPES)
