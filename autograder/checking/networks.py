"""Comparing networks by behaviour: the grader's weights go in, logits and gradients come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from autograder.checking.comparison import assert_close, describe
from autograder.checking.failure import CheckFailure
from autograder.checking.probe import probe
from autograder.checking.student import RemoteFunction, SharedTensor, Student
from autograder.protocol.values import plain

__all__ = ["assert_parameters", "assert_same_gradients", "logits_with", "random_weights", "reference_logits"]


@probe
def _examine(make: Any, arguments: Any, weights: Any, x: Any, upstream: Any, training: Any) -> Any:
    """Return the shapes of the parameters, with these weights the logits for x, the gradients if asked, and
    whether x has kept its shape.
    """
    net = make(*arguments).to(x.dtype).train(training)
    shape = x.shape
    net(x.clone())  # layers that learn their sizes from the first input do so now
    parameters = list(net.parameters())
    shapes = [list(parameter.shape) for parameter in parameters]
    if shapes != [list(weight.shape) for weight in weights]:
        return shapes, None, None, True
    with torch.no_grad():
        for parameter, weight in zip(parameters, weights, strict=True):
            parameter.copy_(weight)
    logits = plain(net(x))
    intact = x.shape == shape
    if upstream is None:
        return shapes, logits, None, intact
    return shapes, logits, torch.autograd.grad((logits * upstream).sum(), parameters, allow_unused=True), intact


def assert_parameters(
    student: Student,
    make: RemoteFunction,
    arguments: Sequence[int],
    x: Tensor,
    shapes: Sequence[tuple[int, ...]],
) -> None:
    """Fail the check unless the network that ``make(*arguments)`` builds has parameters of just these shapes.

    ``x`` is an input for it, for layers that learn their sizes from the first one.
    """
    _examined(student, make, arguments, [torch.zeros(shape) for shape in shapes], x, None)


def logits_with(
    student: Student,
    make: RemoteFunction,
    arguments: Sequence[int],
    weights: Sequence[Tensor],
    x: Tensor | SharedTensor,
    *,
    training: bool = True,
) -> Any:
    """Return the logits of the student's network for ``x`` with the weights put into it, in order of parameters().

    The network is in train mode or, if not ``training``, in eval mode.
    """
    return _examined(student, make, arguments, weights, x, None, training)[0]


def assert_same_gradients(
    student: Student,
    make: RemoteFunction,
    reference: nn.Module,
    arguments: Sequence[int],
    x: Tensor,
    upstream: Tensor,
) -> None:
    """Fail the check unless gradients reach every parameter as they do in the reference network."""
    weights = [parameter.detach() for parameter in reference.parameters()]
    _, found = _examined(student, make, arguments, weights, x, upstream)
    expected = torch.autograd.grad(reference(x), list(reference.parameters()), upstream)
    for index, exact in enumerate(expected):
        if not isinstance(found, (list, tuple)) or len(found) != len(expected) or found[index] is None:
            raise CheckFailure(f"no gradient reaches parameter {index}, of shape {tuple(exact.shape)}")
        assert_close(found[index], exact, f"the gradient of parameter {index}")


def random_weights(shapes: Sequence[tuple[int, ...]], dtype: torch.dtype) -> list[Tensor]:
    """Return weights with which different networks give different logits: of order 1, none of them zero."""
    return [torch.randn(shape, dtype=torch.float64).to(dtype) for shape in shapes]


def reference_logits(make: type[nn.Module], arguments: Sequence[int], weights: Sequence[Tensor], x: Tensor) -> Tensor:
    """Return the logits of the reference network for ``x`` with the weights, computed in float64, in its dtype.

    Arguments as in `logits_with`.
    """
    with torch.no_grad(), torch.random.fork_rng(devices=[]):  # the weights that it draws are not used
        net = make(*arguments).double()
        for parameter, weight in zip(net.parameters(), weights, strict=True):
            parameter.copy_(weight)
        logits: Tensor = net(x.double())
    return logits.to(x.dtype)


def _examined(
    student: Student,
    make: RemoteFunction,
    arguments: Sequence[int],
    weights: Sequence[Tensor],
    x: Tensor | SharedTensor,
    upstream: Tensor | None,
    training: bool = True,
) -> tuple[Any, Any]:
    """Return (logits, gradients), having checked that the parameters are such as the weights can go into."""
    answer = student.run(_examine, make, list(arguments), list(weights), x, upstream, training)
    match answer:
        case (list(shapes), logits, gradients, bool(intact)) if all(map(_is_shape, shapes)):
            expected = [list(weight.shape) for weight in weights]
            if not intact:
                raise CheckFailure("the forward pass changed the shape of its input")
            if shapes == expected:
                return logits, gradients
            raise CheckFailure(
                f"its parameters have the shapes {_listed(shapes)}, expected {_listed(expected)}: "
                "one layer after the other, weight before bias, all found by parameters()"
            )
    raise CheckFailure(f"the network cannot be examined: {describe(answer)} came back")


def _is_shape(shape: Any) -> bool:
    return type(shape) is list and all(type(size) is int for size in shape)


def _listed(shapes: Sequence[list[int]]) -> str:
    return ", ".join("×".join(str(size) for size in shape) for shape in shapes) or "none"
