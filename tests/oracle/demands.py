"""What every oracle demands in the same way: values, arguments left alone, memory, built-ins left out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from tests.oracle.judge import Wrong

FLOATS = (torch.float32, torch.float64)
TOLERANCE = {torch.float32: 1e-5, torch.float64: 1e-8}


def answer(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Call the submission; an exception is an answer that breaks the contract."""
    try:
        return function(*arguments, **named)
    except Wrong:
        raise
    except Exception as error:
        raise Wrong(f"{title(function)} must answer, it raised {type(error).__name__}: {error}") from error


def raises(kinds: type[Exception], function: Callable[..., Any], *arguments: Any, case: str) -> None:
    """Demand an exception."""
    try:
        function(*arguments)
    except kinds:
        return
    except Exception as error:
        raise Wrong(f"{case}: {kinds.__name__} is due, {type(error).__name__} came: {error}") from error
    raise Wrong(f"{case}: {kinds.__name__} is due, no exception came")


def title(function: Callable[..., Any]) -> str:
    """Name a function for a message."""
    return getattr(function, "__name__", type(function).__name__)


def demand(holds: object, rule: str, came: object = None) -> None:
    """Raise `Wrong` unless a rule holds."""
    if not holds:
        raise Wrong(rule if came is None else f"{rule}; {came} came")


def tensor(values: object, dtype: torch.dtype) -> Tensor:
    """Make a tensor that shares no memory with the values."""
    return torch.tensor(np.array(values), dtype=dtype)


def numbers(values: Tensor) -> np.ndarray:
    """Copy a tensor into a float64 array."""
    return np.array(values.detach().clone().double().tolist(), dtype=np.float64).reshape(tuple(values.shape))


def scattered(values: Tensor) -> Tensor:
    """Return a leaf of the same values whose elements do not lie side by side, in reversed order of dimensions."""
    backwards = tuple(reversed(values.shape))
    wide = torch.full((*backwards, 2), 77).to(values.dtype)
    view = wide[..., 0].permute(tuple(reversed(range(values.dim()))))
    view.copy_(values.detach())
    return view.detach()


def close(actual: object, expected: object, dtype: torch.dtype, case: str, tolerance: float | None = None) -> None:
    """Demand a tensor of a dtype, of the shape of the expected numbers, and equal to them within tolerance."""
    demand(isinstance(actual, Tensor), f"{case}: a Tensor is due", type(actual).__name__)
    assert isinstance(actual, Tensor)
    due = np.asarray(expected, dtype=np.float64)
    demand(actual.dtype == dtype, f"{case}: dtype {dtype} is due", actual.dtype)
    demand(actual.device.type == "cpu", f"{case}: device cpu is due", actual.device)
    demand(tuple(actual.shape) == due.shape, f"{case}: shape {due.shape} is due", tuple(actual.shape))
    near(numbers(actual), due, case, TOLERANCE[dtype] if tolerance is None else tolerance)


def near(actual: object, expected: object, case: str, tolerance: float | np.ndarray) -> None:
    """Demand equal numbers; the tolerance is absolute or relative, whichever is looser."""
    came = np.asarray(actual, dtype=np.float64)
    due = np.asarray(expected, dtype=np.float64)
    demand(came.shape == due.shape, f"{case}: shape {due.shape} is due", came.shape)
    good = np.abs(came - due) <= tolerance * np.maximum(1.0, np.abs(due))  # False for NaN
    if not good.all():
        place = tuple(int(index) for index in np.argwhere(~good)[0])
        raise Wrong(f"{case}: {float(due[place])!r} is due at {place}, {float(came[place])!r} came")


def number(actual: object, expected: float, case: str, tolerance: float) -> None:
    """Demand a Python float within tolerance."""
    demand(isinstance(actual, float), f"{case}: a Python float is due", type(actual).__name__)
    near(actual, expected, case, tolerance)


def pair(actual: object, case: str, lists: bool = False) -> tuple[Any, Any]:
    """Demand a tuple of two, or a list where the contract writes (a, b) without a type."""
    kinds = (tuple, list) if lists else (tuple,)
    demand(isinstance(actual, kinds) and len(actual) == 2, f"{case}: a tuple of two is due", type(actual).__name__)
    assert isinstance(actual, tuple | list)
    return actual[0], actual[1]


def detached(actual: Tensor, case: str) -> None:
    """Demand a tensor that belongs to no graph."""
    demand(not actual.requires_grad and actual.grad_fn is None, f"{case}: a detached tensor is due")


def gradients(output: Tensor, upstream: Tensor, inputs: Sequence[Tensor], case: str) -> list[Tensor]:
    """Return the gradients of sum(output · upstream); every input must have one."""
    demand(output.requires_grad, f"{case}: a differentiable result is due, it has no graph")
    try:
        found = torch.autograd.grad(output, list(inputs), upstream, allow_unused=True)
    except Exception as error:
        raise Wrong(f"{case}: backward must work, it raised {type(error).__name__}: {error}") from error
    for index, gradient in enumerate(found):
        demand(gradient is not None, f"{case}: the result must depend on argument {index} in the graph")
    return list(found)


@contextmanager
def unmodified(case: str, *arguments: Tensor | np.ndarray) -> Iterator[None]:
    """Demand that values, `requires_grad` and `.grad` of the arguments are as before.

    The version counter is not looked at: the contract allows a change that is undone.
    """
    before = [_state(argument) for argument in arguments]
    yield
    for index, (argument, state) in enumerate(zip(arguments, before, strict=True)):
        for aspect, value in _state(argument).items():
            demand(_same(value, state[aspect]), f"{case}: argument {index} must be unmodified, its {aspect} changed")


def _state(argument: Tensor | np.ndarray) -> dict[str, Any]:
    """Copy what "unmodified" is about."""
    if isinstance(argument, np.ndarray):
        return {"values": argument.copy()}
    gradient = argument.grad if argument.is_leaf else None
    return {
        "values": argument.detach().clone(),
        "requires_grad": argument.requires_grad,
        "grad": None if gradient is None else gradient.detach().clone(),
    }


def _same(one: Any, other: Any) -> bool:
    """Compare two aspects exactly."""
    if isinstance(one, Tensor) and isinstance(other, Tensor):
        return one.dtype == other.dtype and one.shape == other.shape and bool((one == other).all())
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    return type(one) is type(other) and one == other


def apart(one: Tensor, other: Tensor, case: str) -> None:
    """Demand that two tensors share no memory."""
    shared = one.numel() > 0 and one.untyped_storage().data_ptr() == other.untyped_storage().data_ptr()
    demand(not shared, f"{case}: no memory may be shared")


class _PythonCalls(TorchFunctionMode):
    """Notes calls of torch's functions, methods and `torch.ops` from Python, whatever name they were imported under."""

    def __init__(self, names: Sequence[str], seen: set[str]) -> None:
        super().__init__()
        self._names = names
        self._seen = seen

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        name = title(func).split(".")[0]  # torch.ops.aten.linear.default is called linear.default
        if name in self._names:
            self._seen.add(name)
        return func(*args, **(kwargs or {}))


class _Operators(TorchDispatchMode):
    """Notes operators that reach the dispatcher, from scripted functions too.

    Operators that the autograd engine runs for itself are not the submission's: torch's own formulas use some (the
    gradient of BCE with logits a sigmoid).
    """

    def __init__(self, names: Sequence[str], seen: set[str]) -> None:
        super().__init__()
        self._names = [f"aten::{name}" for name in names]
        self._seen = seen

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if func._schema.name in self._names and not _engine_calls():
            self._seen.add(func._schema.name)
        return func(*args, **(kwargs or {}))


def _engine_calls() -> bool:
    """Tell whether the operator that is being dispatched was called by the autograd engine, not by Python code."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_code.co_filename.endswith(
        ("_dynamo/eval_frame.py", "torch/_compile.py")
    ):
        frame = frame.f_back  # wrappers that torch puts round the handler
    return frame.f_code.co_filename.endswith("torch/autograd/graph.py")


@contextmanager
def switched_off(*names: str) -> Iterator[None]:
    """Demand that no built-in of these names runs, forward or backward."""
    seen: set[str] = set()
    with _Operators(names, seen), _PythonCalls(names, seen):
        yield
    demand(not seen, "a built-in that is switched off must not run", ", ".join(sorted(seen)))


@contextmanager
def cpu_limit(limit_s: float, rule: str) -> Iterator[None]:
    """Interrupt what takes longer than a limit of CPU time."""

    def interrupt(*_: object) -> None:
        raise Wrong(f"{rule}; it was stopped after {limit_s:g} s")

    signal.signal(signal.SIGPROF, interrupt)
    signal.setitimer(signal.ITIMER_PROF, limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
