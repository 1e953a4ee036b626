"""Comparing networks by behaviour: the grader's weights go in, logits and gradients come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from autograder.checking import symptoms
from autograder.checking.comparison import assert_close, describe
from autograder.checking.failure import Blocked, CheckFailure, require
from autograder.checking.parameters import of_parameters
from autograder.checking.probe import probe
from autograder.checking.student import RemoteFunction, SharedTensor, student_of
from autograder.language import Phrase
from autograder.protocol.values import plain

__all__ = ["assert_logits", "assert_parameters", "assert_same_gradients", "assert_same_logits", "random_weights"]


@probe
def _examine(make: Any, arguments: Any, weights: Any, x: Any, upstream: Any, training: Any) -> Any:
    """Return the shapes of the parameters, with these weights the logits for x, the gradients if asked, and
    whether x has kept its shape; None of what is no module.
    """
    net = make(*arguments)
    if not isinstance(net, torch.nn.Module):
        return None
    net = net.train(training)
    shape = x.shape
    parameters = list(net.parameters())
    lazy = any(torch.nn.parameter.is_lazy(parameter) for parameter in parameters)
    if lazy or [parameter.shape for parameter in parameters] != [weight.shape for weight in weights]:
        # Layers that learn their sizes from the first input, or are made for it, do or are so now: in float32, as
        # those are that no conversion of the network reaches.
        try:
            net.float()(x.float())
        except Exception:
            if lazy or not parameters:  # otherwise it is the parameters that are wrong, and what they are is told
                raise
        parameters = list(net.parameters())
    net = net.to(x.dtype)
    shapes = [list(parameter.shape) for parameter in parameters]
    if shapes != [list(weight.shape) for weight in weights]:
        return shapes, None, None, True
    with torch.no_grad():
        for parameter, weight in zip(parameters, weights, strict=True):
            parameter.copy_(weight)
    logits = plain(net(x))
    intact = x.shape == shape
    if upstream is None or not isinstance(logits, torch.Tensor) or logits.shape != upstream.shape:
        return shapes, logits, None, intact
    return shapes, logits, torch.autograd.grad((logits * upstream).sum(), parameters, allow_unused=True), intact


def assert_parameters(make: RemoteFunction, arguments: Sequence[int], shapes: Sequence[tuple[int, ...]]) -> None:
    """Fail the check unless the network that ``make(*arguments)`` builds has parameters of just these shapes.

    Args:
        make: the student's class; its networks take inputs (N, columns of the first shape).
        arguments: to make a network with.
        shapes: of the parameters, one layer after the other, weight before bias.
    """
    x = torch.zeros(1, shapes[0][1])  # for layers that learn their sizes from the first input
    try:
        _examined(make, arguments, [torch.zeros(shape) for shape in shapes], x, None)
    except Blocked as blocked:
        raise CheckFailure(blocked.message, symptom=blocked.symptom) from None


def assert_same_logits(
    make: RemoteFunction,
    reference: type[nn.Module],
    arguments: Sequence[int],
    x: Tensor | SharedTensor,
    *,
    weights: Sequence[Tensor] | None = None,
    training: bool = True,
) -> None:
    """Fail the check unless the network gives the logits that the reference network gives with the same weights.

    Args:
        make: the student's class.
        reference: the reference class, whose logits are computed in float64.
        arguments: to make a network with.
        x: a batch of inputs.
        weights: to put into both, in the order of parameters(); by default random ones.
        training: whether the networks are in train mode.
    """
    value = x.before if isinstance(x, SharedTensor) else x
    with torch.random.fork_rng(devices=[]):  # the weights that it draws are not used
        net = reference(*arguments).double().train(training)
    if weights is None:
        weights = random_weights([tuple(parameter.shape) for parameter in net.parameters()], value.dtype)
    with torch.no_grad():
        for parameter, weight in zip(net.parameters(), weights, strict=True):
            parameter.copy_(weight)
        expected = net(value.double()).to(value.dtype)
    assert_logits(make, arguments, weights, x, expected, training=training)


def assert_logits(
    make: RemoteFunction,
    arguments: Sequence[int],
    weights: Sequence[Tensor],
    x: Tensor | SharedTensor,
    expected: Tensor,
    *,
    training: bool = True,
) -> None:
    """Fail the check unless the network gives these logits; arguments as of `assert_same_logits`."""
    what = Phrase("the output") if training else Phrase("the output in eval mode")
    logits, _ = _examined(make, arguments, weights, x, None, training)
    if isinstance(logits, Tensor) and logits.dtype == torch.int64 and logits.shape == expected.shape[:-1]:
        message = Phrase("{what} has dtype int64 and one number a sample", what=what)
        raise CheckFailure(message, symptom=symptoms.CLASS_NUMBERS)
    try:
        assert_close(logits, expected, what, look=symptoms.of_logits)
    except CheckFailure as failure:
        if training and _is_right_in_eval_mode(make, arguments, weights, x, expected):
            failure.add(Phrase("in eval mode they are right"))
            failure.symptom = symptoms.RIGHT_IN_EVAL_MODE
        raise


def assert_same_gradients(
    make: RemoteFunction, reference: type[nn.Module], arguments: Sequence[int], x: Tensor
) -> None:
    """Fail the check unless gradients reach every parameter as in the reference network; the logits must be right.

    Args:
        make: the student's class.
        reference: the reference class.
        arguments: to make a network with.
        x: a batch of inputs, float64.
    """
    net = reference(*arguments).double()
    logits = net(x)
    upstream = torch.randn(logits.shape, dtype=torch.float64)
    weights = [parameter.detach() for parameter in net.parameters()]
    found_logits, found = _examined(make, arguments, weights, x, upstream)
    with require():
        assert_close(found_logits, logits.detach())
    expected = torch.autograd.grad(logits, list(net.parameters()), upstream)
    for index, exact in enumerate(expected):
        if not isinstance(found, (list, tuple)) or len(found) != len(expected) or found[index] is None:
            message = Phrase(
                "no gradient reaches parameter {index}, of shape {shape}", index=index, shape=tuple(exact.shape)
            )
            raise CheckFailure(message, symptom=symptoms.NO_GRADIENT)
        assert_close(found[index], exact, Phrase("the gradient of parameter {index}", index=index))


def random_weights(shapes: Sequence[tuple[int, ...]], dtype: torch.dtype) -> list[Tensor]:
    """Return weights with which different networks give different logits: of order 1, none of them zero."""
    return [torch.randn(shape, dtype=torch.float64).to(dtype) for shape in shapes]


def _is_right_in_eval_mode(
    make: RemoteFunction,
    arguments: Sequence[int],
    weights: Sequence[Tensor],
    x: Tensor | SharedTensor,
    expected: Tensor,
) -> bool:
    """Look whether it is; where that cannot be seen, what is wrong in train mode is to be told all the same."""
    try:
        assert_close(_examined(make, arguments, weights, x, None, False)[0], expected)
    except CheckFailure:
        return False
    return True


def _examined(
    make: RemoteFunction,
    arguments: Sequence[int],
    weights: Sequence[Tensor],
    x: Tensor | SharedTensor,
    upstream: Tensor | None,
    training: bool = True,
) -> tuple[Any, Any]:
    """Return (logits, gradients), having checked that the parameters are such as the weights can go into."""
    answer = student_of(make).run(_examine, make, list(arguments), list(weights), x, upstream, training)
    call = f"{make.name}({', '.join(map(str, arguments))})"
    match answer:
        case None:
            raise CheckFailure(Phrase("{call} is not an nn.Module", call=call), symptom=symptoms.NO_MODULE)
        case (list(shapes), logits, gradients, bool(intact)) if all(map(_is_shape, shapes)):
            expected = [list(weight.shape) for weight in weights]
            if not intact:
                raise CheckFailure(Phrase("the forward pass changed the shape of its input"))
            if shapes == expected:
                return logits, gradients
            raise Blocked(  # unless that is what is asked
                Phrase(
                    "the parameters of {call} have the shapes {got}, expected {wanted}",
                    call=call,
                    got=_listed(shapes),
                    wanted=_listed(expected),
                ),
                symptom=of_parameters(shapes, expected),
            )
    raise CheckFailure(Phrase("the network cannot be examined: {value} came back", value=describe(answer)))


def _is_shape(shape: Any) -> bool:
    return type(shape) is list and all(type(size) is int for size in shape)


def _listed(shapes: Sequence[list[int]]) -> str:
    return ", ".join("×".join(str(size) for size in shape) for shape in shapes) or Phrase("none")
