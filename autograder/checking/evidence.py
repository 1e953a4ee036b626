"""Evidence that many checks ask for: gradients, and what became of the arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from autograder.checking.comparison import assert_close, assert_like, assert_unchanged, describe
from autograder.checking.failure import CheckFailure
from autograder.checking.probe import probe
from autograder.checking.reference import derived
from autograder.checking.student import RemoteFunction, Student
from autograder.protocol.values import plain

__all__ = ["assert_arguments_untouched", "assert_gradients", "assert_no_memory_shared", "gradients"]


@probe
def gradients(fn: Any, arguments: Any, upstream: Any) -> Any:
    """Return the result of ``fn`` and the gradients of ``sum(upstream * fn(*arguments))``, None without a graph."""
    leaves = [argument.detach().clone().requires_grad_() for argument in arguments]
    result = plain(fn(*[leaf * 1 for leaf in leaves]))  # in the middle of a graph, as in any training
    if not isinstance(result, torch.Tensor) or not result.requires_grad or result.shape != upstream.shape:
        return result, None
    return result, torch.autograd.grad((result * upstream).sum(), leaves, allow_unused=True)


def _slopes(function: Any, arguments: Sequence[Tensor], upstream: Tensor) -> Any:
    """Return the gradients alone: without a graph, they can be kept."""
    return gradients(function, arguments, upstream)[1]


def assert_gradients(
    student: Student,
    name: str,
    reference: Any,
    arguments: Sequence[Tensor],
    upstream: Tensor,
    names: Sequence[str],
) -> None:
    """Fail the check unless the function passes the gradients on that the reference does.

    Args:
        student: the submission.
        name: the function.
        reference: the reference implementation, which is given everything in float64.
        arguments: tensors; the gradient with respect to each of them is compared.
        upstream: gradient with respect to the result; of the result's shape.
        names: what to call the arguments in the message.
    """
    result, found = _pair(student.run(gradients, getattr(student, name), list(arguments), upstream))
    assert_like(result, upstream)
    exact_arguments = [argument.detach().double() for argument in arguments]
    expected = derived(_slopes, reference, exact_arguments, upstream.double())
    for position, (argument, exact) in enumerate(zip(arguments, expected, strict=True)):
        if not isinstance(found, (list, tuple)) or len(found) != len(arguments) or found[position] is None:
            raise CheckFailure(f"no gradient flows from the result back to {names[position]}")
        assert_close(found[position], exact.to(argument.dtype), f"the gradient with respect to {names[position]}")


def assert_arguments_untouched(
    function: RemoteFunction,
    student: Student,
    *,
    before: Sequence[Any] = (),
    after: Sequence[Any] = (),
    **arguments: Tensor,
) -> Any:
    """Call a function and fail the check if an argument is not what it was: values, shape, requires_grad and .grad.

    Args:
        function: the student's function; called as ``function(*before, *arguments, *after)``.
        student: the submission.
        before: arguments that come first and are not looked at.
        after: arguments that come last and are not looked at.
        arguments: the tensors to look at, by the names to call them in the message.

    Returns what the function returned, for the check to see that it did its work at all.
    """
    shared = {name: student.share(value) for name, value in arguments.items()}
    result, states = _pair(student.run(_state_after_call, function, [*before], [*shared.values()], [*after], False))
    for name, tensor in shared.items():
        assert_unchanged(tensor, name)
    _assert_states(arguments, states, had_gradients=False)
    _, states = _pair(student.run(_state_after_call, function, [*before], [*arguments.values()], [*after], True))
    _assert_states(arguments, states, had_gradients=True)
    return result


def assert_no_memory_shared(
    function: RemoteFunction,
    student: Student,
    *,
    before: Sequence[Any] = (),
    after: Sequence[Any] = (),
    **arguments: Tensor,
) -> Any:
    """Call a function, write to its result, and fail the check if that shows in an argument.

    Arguments and return value are those of `assert_arguments_untouched`.
    """
    shared = {name: student.share(value) for name, value in arguments.items()}
    result = student.run(_overwrite_result, function, [*before, *shared.values(), *after])
    for name, tensor in shared.items():
        if tensor.now().ne(tensor.before).any():
            raise CheckFailure(f"the result shares memory with {name}: a write to the one shows in the other")
    return result


@probe
def _overwrite_result(fn: Any, arguments: Any) -> Any:
    """Call ``fn`` and change every element of what it returns; return what it had returned."""
    result = plain(fn(*arguments))
    if not isinstance(result, torch.Tensor):
        return result
    copy, memory = result.clone(), result.detach()
    memory.copy_(memory.logical_not() if memory.dtype == torch.bool else memory + 1)
    return copy


@probe
def _state_after_call(fn: Any, before: Any, arguments: Any, after: Any, with_gradients: Any) -> Any:
    """Call ``fn``; return what it returned, and shape, requires_grad and .grad of each argument afterwards.

    If wanted, the floating-point arguments are leaves that require a gradient and have one.
    """
    for argument in arguments:
        if with_gradients and argument.is_floating_point():
            argument.requires_grad_()
            argument.grad = torch.ones_like(argument)
    result = fn(*before, *arguments, *after)
    return result, [(list(argument.shape), argument.requires_grad, argument.grad) for argument in arguments]


def _pair(answer: Any) -> tuple[Any, Any]:
    """Return the two parts of an answer; it comes from the worker, so it may be anything."""
    match answer:
        case (first, second):
            return first, second
    raise CheckFailure(f"sent an answer that cannot be read: {describe(answer)}")


def _assert_states(arguments: Mapping[str, Tensor], states: Any, *, had_gradients: bool) -> None:
    """Fail the check unless the arguments are in the state in which the call found them."""
    if not isinstance(states, list) or len(states) != len(arguments):
        raise CheckFailure(f"sent an answer that cannot be read: {describe(states)}")
    for (name, value), state in zip(arguments.items(), states, strict=True):
        expected = had_gradients and value.is_floating_point()
        match state:
            case (list(shape), bool(requires_grad), grad) if all(type(size) is int for size in shape):
                if shape != list(value.shape):
                    raise CheckFailure(f"the call changed the shape of {name} to {tuple(shape)}")
                if requires_grad is not expected:
                    raise CheckFailure(f"the call set {name}.requires_grad to {requires_grad}")
                if (grad is not None) is not expected:
                    raise CheckFailure(f"the call {'removed' if expected else 'filled'} {name}.grad")
                if expected:
                    what = f"{name}.grad after the call, 1 everywhere before it,"
                    assert_close(grad, torch.ones_like(value), what)
            case _:
                raise CheckFailure(f"sent an answer that cannot be read: {describe(state)}")
