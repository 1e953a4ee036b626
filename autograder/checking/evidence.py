"""Evidence that many checks ask for: gradients, and what became of the arguments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from autograder.checking.comparison import assert_close, assert_unchanged
from autograder.failure import CheckFailure
from autograder.probe import probe
from autograder.student import RemoteFunction, Student

__all__ = ["assert_arguments_untouched", "assert_gradients", "assert_no_memory_shared", "gradients"]


@probe
def gradients(fn: Any, arguments: Any, upstream: Any) -> Any:
    """Return the gradients of ``sum(upstream * fn(*arguments))``, or None where the result has no graph."""
    leaves = [argument.detach().clone().requires_grad_() for argument in arguments]
    result = fn(*leaves)
    if not result.requires_grad:
        return None
    return torch.autograd.grad(result, leaves, upstream, allow_unused=True)


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
    found = student.run(gradients, getattr(student, name), list(arguments), upstream)
    expected = gradients(reference, [argument.double() for argument in arguments], upstream.double())
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
) -> None:
    """Call a function and fail the check if an argument is not what it was: values, requires_grad and .grad.

    Args:
        function: the student's function; called as ``function(*before, *arguments, *after)``.
        student: the submission.
        before: arguments that come first and are not looked at.
        after: arguments that come last and are not looked at.
        arguments: the tensors to look at, by the names to call them in the message.
    """
    shared = {name: student.share(value) for name, value in arguments.items()}
    student.run(_call, function, [*before, *shared.values(), *after])
    for name, tensor in shared.items():
        assert_unchanged(tensor, name)
    states = student.run(_state_after_call, function, list(before), list(arguments.values()), list(after))
    for (name, value), (requires_grad, grad) in zip(arguments.items(), states, strict=True):
        if requires_grad is not value.is_floating_point():
            raise CheckFailure(f"the call changed {name}.requires_grad to {requires_grad}")
        if value.is_floating_point():
            if grad is None:
                raise CheckFailure(f"the call set {name}.grad to None")
            assert_close(grad, torch.ones_like(value), f"{name}.grad after the call, 1 everywhere before it,")


def assert_no_memory_shared(
    function: RemoteFunction,
    student: Student,
    *,
    before: Sequence[Any] = (),
    after: Sequence[Any] = (),
    **arguments: Tensor,
) -> None:
    """Call a function, write to its result, and fail the check if that shows in an argument.

    The arguments are those of `assert_arguments_untouched`.
    """
    shared = {name: student.share(value) for name, value in arguments.items()}
    student.run(_overwrite_result, function, [*before, *shared.values(), *after])
    for name, tensor in shared.items():
        if tensor.now().ne(tensor.before).any():
            raise CheckFailure(f"the result shares memory with {name}: a write to the one shows in the other")


@probe
def _call(fn: Any, arguments: Any) -> None:
    """Call ``fn`` and return nothing: only what it does to its arguments matters."""
    fn(*arguments)


@probe
def _overwrite_result(fn: Any, arguments: Any) -> None:
    """Call ``fn`` and change every element of what it returns."""
    result = fn(*arguments).detach()
    result.copy_(result.logical_not() if result.dtype == torch.bool else result + 1)


@probe
def _state_after_call(fn: Any, before: Any, arguments: Any, after: Any) -> Any:
    """Call ``fn`` with leaves that require and have gradients; return requires_grad and .grad of each."""
    for argument in arguments:
        if argument.is_floating_point():
            argument.requires_grad_()
            argument.grad = torch.ones_like(argument)
    fn(*before, *arguments, *after)
    return [(argument.requires_grad, argument.grad) for argument in arguments]
