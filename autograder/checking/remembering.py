"""What the reference answers, computed once and remembered for every submission that is asked the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import torch

from autograder.checking.probe import Probe
from autograder.checking.recent import Recent
from autograder.protocol.values import copied

__all__ = ["Reference", "remember"]

# Answers kept; a check asks for a few dozen, a search for a smaller input for some hundreds more.
_MAX_ANSWERS = 8192

_answers: Recent[bytes, Any] = Recent(_MAX_ANSWERS)


class Reference:
    """The solution module. Its functions remember what they have answered, see `remember`."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._module, name)
        if isinstance(value, FunctionType):
            value = partial(remember, value)
        setattr(self, name, value)
        return value


def remember(function: Callable[..., Any], *arguments: Any) -> Any:
    """Return ``function(*arguments)``, from memory if it has been asked before.

    Only what is certain to be the same again is remembered: arguments that are data, probes, functions or classes,
    none of them changed by the call or in need of a gradient; answers that are numbers, or tensors without a graph
    in memory of their own; and no random number of torch's drawn.
    """
    key = _key(function, arguments)
    if key is None:
        return function(*arguments)
    if key in _answers:  # None is an answer, too
        return copied(_answers.recall(key))
    random = torch.default_generator.get_state()
    answer = function(*arguments)
    if (
        _is_independent(answer, arguments)
        and _key(function, arguments) == key
        and torch.equal(random, torch.default_generator.get_state())
    ):
        _answers.keep(key, copied(answer))
    return answer


def _key(function: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes | None:
    """Return a digest that is the same for equal questions only; None if there is something in it but data."""
    digest = hashlib.blake2b(digest_size=16)
    return digest.digest() if _feed(digest, (function, *arguments)) else None


def _feed(digest: Any, value: Any) -> bool:
    """Feed a value to a digest; say whether all of it is data, or a function."""
    if isinstance(value, torch.Tensor):
        if value.requires_grad or not value.is_cpu or value.layout != torch.strided or value.dtype is torch.bfloat16:
            return False
        digest.update(f"tensor {value.dtype} {tuple(value.shape)}:".encode())
        digest.update(value.contiguous().numpy().tobytes())
        return True
    if isinstance(value, np.ndarray):
        digest.update(f"array {value.dtype} {value.shape}:".encode())
        digest.update(value.tobytes())
        return not value.dtype.hasobject
    if isinstance(value, (list, tuple)):
        digest.update(f"{type(value).__name__} {len(value)}:".encode())
        return all(_feed(digest, item) for item in value)
    if isinstance(value, partial):  # as `Reference` makes them
        return _feed(digest, (value.func, *value.args)) and not value.keywords
    if isinstance(value, (FunctionType, Probe, type)):  # these live as long as the process, so no id is used twice
        digest.update(f"function {id(value)}:".encode())
        return True
    digest.update(f"{type(value).__name__} {value!r}:".encode())
    return value is None or type(value) in (bool, int, float, str, torch.dtype)


def _is_independent(answer: Any, arguments: tuple[Any, ...]) -> bool:
    """Say whether an answer can be kept: numbers, and tensors without a graph or memory that is an argument's."""
    if isinstance(answer, (list, tuple)):
        return all(_is_independent(item, arguments) for item in answer)
    if isinstance(answer, torch.Tensor):
        memory = answer.untyped_storage().data_ptr()
        return type(answer) is torch.Tensor and not answer.requires_grad and memory not in _memories(arguments)
    return answer is None or type(answer) in (bool, int, float, str)


def _memories(value: Any) -> set[int]:
    """Return where the memory of every tensor and array in a value begins."""
    if isinstance(value, (list, tuple)):
        return {memory for item in value for memory in _memories(item)}
    if isinstance(value, np.ndarray):
        return {value.__array_interface__["data"][0]}
    return {value.untyped_storage().data_ptr()} if isinstance(value, torch.Tensor) else set()
