"""Evidence that many checks ask for: results, gradients, and what became of the arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checking import symptoms
from autograder.checking.comparison import assert_close, assert_unchanged, unreadable
from autograder.checking.failure import CheckFailure, require
from autograder.checking.probe import probe
from autograder.checking.reference import derived
from autograder.checking.student import RemoteFunction, student_of
from autograder.language import Phrase
from autograder.protocol.tensors import Tensor, torch
from autograder.protocol.values import plain

__all__ = ["Watched", "assert_gradients", "assert_matches", "assert_no_memory_shared", "assert_untouched", "watched"]


def assert_matches(function: RemoteFunction, reference: Callable[..., Any], *arguments: Any, **named: Any) -> None:
    """Fail the check unless the function returns what the reference does: shape, dtype, values.

    The reference is given all floating-point tensors and arrays in float64; what it returns is cast to the dtype that
    they have.

    Args:
        function: the student's.
        reference: the reference implementation.
        arguments: to call both with; tensors, numbers, probes.
        named: arguments by name.
    """
    assert_close(function(*arguments, **named), _exact(reference, *arguments, **named))


def _exact(reference: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Return what the reference returns for the arguments in float64, cast to the dtype that they have."""
    floats = [value for value in (*arguments, *named.values()) if _is_float(value)]
    result = reference(*map(_in_double, arguments), **{name: _in_double(value) for name, value in named.items()})
    if not floats or not _is_float(result):
        return result
    return result.astype(floats[0].dtype) if isinstance(result, np.ndarray) else result.to(floats[0].dtype)


def assert_gradients(
    function: RemoteFunction, reference: Callable[..., Any], upstream: Tensor, **arguments: Tensor
) -> None:
    """Fail the check unless the function passes the gradients on that the reference does; its values must be right.

    Args:
        function: the student's; called with the arguments in this order.
        reference: the reference implementation, which is given everything in float64.
        upstream: gradient with respect to the result; of the result's shape.
        arguments: tensors, by the names to call them in the message; the gradient with respect to each is compared,
            where all of them require one and, of several, where it alone does.
    """
    several = len(arguments) > 1
    answer = student_of(function).run(_gradients, function, [*arguments.values()], upstream, several)
    result, slopes = _pair(answer)
    found, alone = _pair(slopes)
    exact_arguments = [argument.detach().double() for argument in arguments.values()]
    value, expected = derived(_value_and_slopes, reference, exact_arguments, upstream.double())
    with require():
        assert_close(result, value.to(upstream.dtype))
    _assert_slopes(found, expected, arguments, alone=False)
    if several:
        _assert_slopes(alone, expected, arguments, alone=True)


def _assert_slopes(found: Any, expected: Sequence[Tensor], arguments: Mapping[str, Tensor], *, alone: bool) -> None:
    """Fail the check unless these are the gradients, where all arguments or each of them alone required one."""
    for position, ((name, argument), slope) in enumerate(zip(arguments.items(), expected, strict=True)):
        if alone:
            what = Phrase("the gradient with respect to {name}, where nothing else requires one,", name=name)
            missing = Phrase("no gradient flows back to {name} where nothing else requires one", name=name)
        else:
            what = Phrase("the gradient with respect to {name}", name=name)
            missing = Phrase("no gradient flows from the result back to {name}", name=name)
        if not isinstance(found, (list, tuple)) or len(found) != len(arguments) or found[position] is None:
            raise CheckFailure(missing, symptom=symptoms.NO_GRADIENT)
        assert_close(found[position], slope.to(argument.dtype), what)


@dataclass(frozen=True)
class Watched:
    """An argument to look at, see `watched`."""

    name: str
    value: Tensor | np.ndarray[Any, Any]


def watched(name: str, value: Tensor | np.ndarray[Any, Any]) -> Watched:
    """Have `assert_untouched` or `assert_no_memory_shared` look at this argument.

    Args:
        name: what to call it in the message.
        value: a tensor or an array. Its strides are kept where memory is looked at.
    """
    return Watched(name, value)


def assert_untouched(function: RemoteFunction, *arguments: Any) -> Any:
    """Call a function and fail the check if an argument is not what it was: values, shape, requires_grad and .grad.

    Args:
        function: the student's.
        arguments: to call it with; those that are `watched` are looked at.

    Returns what the function returned, for the check to see that it did its work at all.
    """
    student, looked_at = student_of(function), _watched(arguments)
    shared = {name: student.share(value) for name, value in looked_at.items()}
    result, states = _pair(student.run(_state_after_call, function, *_parts(arguments, shared), False))
    for name, tensor in shared.items():
        assert_unchanged(tensor, name)
    _assert_states(looked_at, states, had_gradients=False)
    _, states = _pair(student.run(_state_after_call, function, *_parts(arguments, looked_at), True))
    _assert_states(looked_at, states, had_gradients=True)
    return result


def assert_no_memory_shared(function: RemoteFunction, *arguments: Any) -> Any:
    """Call a function, write to its result, and fail the check if that shows in an argument.

    Arguments and return value are those of `assert_untouched`.
    """
    student, looked_at = student_of(function), _watched(arguments)
    shared = {name: student.share(value) for name, value in looked_at.items()}
    function(*_parts(arguments, shared)[0])
    with require():  # what the call itself writes would show as well
        for name, tensor in shared.items():
            assert_unchanged(tensor, name)
    shared = {name: student.share(value) for name, value in looked_at.items()}
    result = student.run(_overwrite_result, function, _parts(arguments, shared)[0])
    for name, tensor in shared.items():
        if (tensor.now() != tensor.before).any():
            message = Phrase("the result shares memory with {name}: a write to the one shows in the other", name=name)
            raise CheckFailure(message, symptom=symptoms.MEMORY_SHARED)
    return result


def _watched(arguments: Sequence[Any]) -> dict[str, Tensor | np.ndarray[Any, Any]]:
    return {argument.name: argument.value for argument in arguments if isinstance(argument, Watched)}


def _parts(arguments: Sequence[Any], instead: Mapping[str, Any]) -> tuple[list[Any], list[int]]:
    """Return the arguments, with these in the place of those that are watched, and the places of those."""
    places = [place for place, argument in enumerate(arguments) if isinstance(argument, Watched)]
    return [instead[each.name] if isinstance(each, Watched) else each for each in arguments], places


def _value_and_slopes(function: Any, arguments: Sequence[Tensor], upstream: Tensor) -> Any:
    """Return the value and the gradients, all without a graph: so they can be kept."""
    value, (slopes, _) = _gradients(function, arguments, upstream, False)
    return value.detach(), slopes


def _is_float(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return bool(value.dtype.kind == "f")
    return isinstance(value, Tensor) and value.is_floating_point()


def _in_double(value: Any) -> Any:
    if not _is_float(value):
        return value
    return value.astype(np.float64) if isinstance(value, np.ndarray) else value.detach().double()


@probe
def _gradients(fn: Any, arguments: Any, upstream: Any, alone: Any) -> Any:
    """Return the result of ``fn`` and the gradients of ``sum(upstream * fn(*arguments))``, None without a graph.

    If wanted, the gradients are there a second time: each as it is where the other arguments do not require one.
    """

    def slopes(places: Any) -> Any:
        leaves = [argument.detach().clone() for argument in arguments]
        chosen = [leaves[place].requires_grad_() for place in places]
        result = plain(fn(*[leaf * 1 for leaf in leaves]))  # in the middle of a graph, as in any training
        if not isinstance(result, torch.Tensor) or not result.requires_grad or result.shape != upstream.shape:
            return result, None
        return result, torch.autograd.grad((result * upstream).sum(), chosen, allow_unused=True)

    places = range(len(arguments))
    result, found = slopes(places)
    if not alone or found is None:
        return result, (found, None)
    return result, (found, [(slopes([place])[1] or [None])[0] for place in places])


@probe
def _overwrite_result(fn: Any, arguments: Any) -> Any:
    """Call ``fn`` and change every element of what it returns; return what it had returned."""
    result = plain(fn(*arguments))
    if isinstance(result, np.ndarray):
        before = result.copy()
        result[...] = np.logical_not(result) if result.dtype == bool else result + 1
        return before
    if not isinstance(result, torch.Tensor):
        return result
    copy, memory = result.clone(), result.detach()
    memory.copy_(memory.logical_not() if memory.dtype == torch.bool else memory + 1)
    return copy


@probe
def _state_after_call(fn: Any, arguments: Any, places: Any, with_gradients: Any) -> Any:
    """Call ``fn``; return what it returned, and shape, requires_grad and .grad of some arguments afterwards.

    If wanted, the floating-point tensors among these are leaves that require a gradient and have one; an array never
    has any.
    """
    looked_at = [arguments[place] for place in places]
    for argument in looked_at:
        if with_gradients and isinstance(argument, torch.Tensor) and argument.is_floating_point():
            argument.requires_grad_()
            argument.grad = torch.ones_like(argument)
    result = fn(*arguments)
    return result, [
        (list(argument.shape), getattr(argument, "requires_grad", False), getattr(argument, "grad", None))
        for argument in looked_at
    ]


def _pair(answer: Any) -> tuple[Any, Any]:
    """Return the two parts of an answer; it comes from the worker, so it may be anything."""
    match answer:
        case (first, second):
            return first, second
    raise unreadable(answer)


def _assert_states(arguments: Mapping[str, Tensor | np.ndarray[Any, Any]], states: Any, *, had_gradients: bool) -> None:
    """Fail the check unless the arguments are in the state in which the call found them."""
    if not isinstance(states, list) or len(states) != len(arguments):
        raise unreadable(states)
    for (name, value), state in zip(arguments.items(), states, strict=True):
        expected = had_gradients and isinstance(value, Tensor) and _is_float(value)
        match state:
            case (list(shape), bool(requires_grad), grad) if all(type(size) is int for size in shape):
                if shape != list(value.shape):
                    raise CheckFailure(
                        Phrase("the call changed the shape of {name} to {shape}", name=name, shape=tuple(shape))
                    )
                if requires_grad is not expected:
                    message = Phrase("the call set {name}.requires_grad to {value}", name=name, value=requires_grad)
                    raise CheckFailure(message, symptom=symptoms.REQUIRES_GRAD_SET)
                if (grad is not None) is not expected:
                    removed, filled = (
                        Phrase("the call removed {name}.grad", name=name),
                        Phrase("the call filled {name}.grad", name=name),
                    )
                    message = removed if expected else filled
                    raise CheckFailure(message, symptom=symptoms.GRAD_REMOVED if expected else symptoms.GRAD_FILLED)
                if expected and isinstance(value, Tensor):
                    what = Phrase("{name}.grad after the call, 1 everywhere before it,", name=name)
                    assert_close(grad, torch.ones_like(value), what, look=symptoms.of_grad)
            case _:
                raise unreadable(state)
