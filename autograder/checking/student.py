"""The ``student`` object that checks call: it looks like the submission's module and is a remote control.

``student.sigmoid(x)`` calls the function in the worker and returns what it returned, as inert data. Objects that
are no plain data (models, loaders) stay in the worker; the check gets a `RemoteObject`, which can be called and
handed to other calls. A failure of the student's code surfaces as `CheckFailure`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from autograder.checking.failure import CheckError
from autograder.checking.probe import Probe, as_probe
from autograder.protocol.tensors import HAS_TORCH, torch
from autograder.protocol.values import Handle, Name, Shared

if TYPE_CHECKING:
    from autograder.checking.properties import Property

__all__ = ["Channel", "RemoteFunction", "RemoteObject", "SharedTensor", "Student", "student_of", "to_wire"]

# What nearly all values are, told before anything else.
_AS_IT_IS = frozenset((torch.Tensor, type(None), bool, int, float, str))


class Channel(Protocol):
    """How a `Student` reaches the worker."""

    def call(
        self, target: Any, arguments: Sequence[Any], named: Mapping[str, Any], timeout_s: float | None = None
    ) -> Any:
        """Call ``target`` (a record) with encoded arguments; return the decoded value or raise `CheckFailure`."""

    def share(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Shared:
        """Place a value into memory that the worker maps."""

    def shared_now(self, shared: Shared) -> torch.Tensor:
        """Return a copy of what that memory holds now."""

    def hold(self, of: Property, fixtures: dict[str, Any]) -> None:
        """Raise `CheckFailure` unless a property holds."""


class Student:
    """A submission, as the checks see it: attribute access gives its functions and classes."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    @classmethod
    def channel_of(cls, student: Student) -> Channel:
        """Return how this student is reached. No method: every public name of an instance is the submission's."""
        return student._channel

    def __repr__(self) -> str:
        return "student"

    def __getattr__(self, name: str) -> RemoteFunction:
        if name.startswith("_"):
            raise AttributeError(name)
        return RemoteFunction(self._channel, name)

    def run(self, probe: Probe, *arguments: Any, timeout_s: float | None = None) -> Any:
        """Run a probe in the worker and return its evidence.

        Args:
            probe: what to run.
            arguments: its arguments.
            timeout_s: CPU seconds for this call alone, which then does not count against the limit of the check. Only
                with ``@check(replay=False)``.
        """
        return _from_wire(self._channel, self._channel.call(probe.source, to_wire(list(arguments)), {}, timeout_s))

    def share(self, value: torch.Tensor | np.ndarray[Any, Any]) -> SharedTensor:
        """Place a tensor or an array where grader and worker both see its bytes; hand the result over instead."""
        return SharedTensor(self._channel, self._channel.share(value), value)


@dataclass(frozen=True)
class RemoteFunction:
    """Something that the submission defines, by name. Call it, or hand it to a probe."""

    _channel: Channel = field(repr=False)
    name: str

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call it in the worker.

        Raises:
            CheckFailure: it is not defined, does not take these arguments, raises, hangs or ends the process.
        """
        return _from_wire(self._channel, self._channel.call(Name(self.name), to_wire(list(arguments)), to_wire(named)))


@dataclass(frozen=True)
class RemoteObject:
    """An object in the worker. It can be called, and it can be an argument; it lives as long as the check."""

    _channel: Channel = field(repr=False)
    handle: Handle

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call the object, e.g. a model with a batch of inputs."""
        return _from_wire(self._channel, self._channel.call(self.handle, to_wire(list(arguments)), to_wire(named)))


class SharedTensor:
    """A tensor (or array) in memory that the grader sees: how a check knows what became of an argument."""

    def __init__(self, channel: Channel, record: Shared, value: torch.Tensor | np.ndarray[Any, Any]) -> None:
        self.record = record
        self.before = _copy(value)
        self._channel = channel

    def __repr__(self) -> str:
        return "shared tensor"

    def now(self) -> torch.Tensor:
        """Return a copy of what the memory holds now."""
        return self._channel.shared_now(self.record)


def _copy(value: torch.Tensor | np.ndarray[Any, Any]) -> torch.Tensor:
    """Return a copy as a tensor; as an array where there is no torch."""
    if isinstance(value, np.ndarray):
        return torch.from_numpy(value.copy()) if HAS_TORCH else value.copy()  # type: ignore[return-value]
    return value.detach().clone()


def student_of(function: RemoteFunction) -> Student:
    """Return the submission that defines it."""
    return Student(function._channel)


def to_wire(value: Any) -> Any:
    """Put records in the place of what stands for things in the worker; the rest stays as it is."""
    if type(value) in _AS_IT_IS:
        return value
    match value:
        case RemoteFunction():
            return Name(value.name)
        case RemoteObject():
            return value.handle
        case SharedTensor():
            return value.record
        case Probe():
            return value.source
        case list():
            return [to_wire(item) for item in value]
        case tuple():
            return tuple(to_wire(item) for item in value)
        case dict():
            return {key: to_wire(item) for key, item in value.items()}
        case complex() | bytes() | set() | frozenset() | slice() | torch.nn.Module() | Iterator():
            raise CheckError(
                f"{type(value).__name__}: none can be sent to the submission; make it in a probe, and hand over what "
                "student.run(probe) returns."
            )
    if callable(value) and not isinstance(value, (torch.Tensor, np.generic)):
        function = as_probe(value)
        if function is None:
            raise CheckError(
                f"{value!r}: cannot be sent to the submission; write a function with @probe that calls it."
            )
        return function.source
    return value


def _from_wire(channel: Channel, value: Any) -> Any:
    """Make handles callable. What could not be sent stays an `Unreadable`: a value that is like no other."""
    if type(value) in _AS_IT_IS:
        return value
    match value:
        case Handle():
            return RemoteObject(channel, value)
        case list():
            return [_from_wire(channel, item) for item in value]
        case tuple():
            return tuple(_from_wire(channel, item) for item in value)
        case dict():
            return {key: _from_wire(channel, item) for key, item in value.items()}
    return value
