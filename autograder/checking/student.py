"""The ``student`` object that checks call: it looks like the submission's module and is a remote control.

``student.sigmoid(x)`` calls the function in the worker and returns what it returned, as inert data. Objects that
are no plain data (models, loaders) stay in the worker; the check gets a `RemoteObject`, which can be called and
handed to other calls. A failure of the student's code surfaces as `CheckFailure`.
"""

from __future__ import annotations

import time
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import torch

from autograder.checking.failure import CheckFailure, Unusable, student_raised
from autograder.checking.probe import Probe
from autograder.protocol.values import Handle, Name, Shared, Unencodable
from autograder.sandbox.connection import WorkerLost
from autograder.sandbox.run import UNREADABLE, Calls, LoadError, Reply, SubmissionRun

__all__ = [
    "Channel",
    "DirectChannel",
    "RemoteFunction",
    "RemoteObject",
    "SharedTensor",
    "Student",
    "take_result",
    "to_wire",
]


class Channel(Protocol):
    """How a `Student` reaches the worker: at once, or batched and replayed for a property."""

    def call(self, target: Any, arguments: Sequence[Any]) -> Any:
        """Call ``target`` (a record) with encoded arguments; return the decoded value or raise `CheckFailure`."""

    def share(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Shared:
        """Place a value into memory that the worker maps."""

    def shared_now(self, shared: Shared) -> torch.Tensor:
        """Return a copy of what that memory holds now."""


class Student:
    """A submission, as the checks see it: attribute access gives its functions and classes."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    @classmethod
    def channel_of(cls, student: Student) -> Channel:
        """Return how this student is reached. No method: every public name of an instance is the submission's."""
        return student._channel

    def __getattr__(self, name: str) -> RemoteFunction:
        if name.startswith("_"):
            raise AttributeError(name)
        return RemoteFunction(self._channel, name)

    def run(self, probe: Probe, *arguments: Any) -> Any:
        """Run a probe in the worker and return its evidence."""
        return _from_wire(self._channel, self._channel.call(probe.source, to_wire(list(arguments))))

    def share(self, value: torch.Tensor | np.ndarray[Any, Any]) -> SharedTensor:
        """Place a tensor or an array where grader and worker both see its bytes; hand the result over instead."""
        return SharedTensor(self._channel, self._channel.share(value), value)


@dataclass(frozen=True)
class RemoteFunction:
    """Something that the submission defines, by name. Call it, or hand it to a probe."""

    _channel: Channel = field(repr=False)
    name: str

    def __call__(self, *arguments: Any) -> Any:
        """Call it in the worker.

        Raises:
            CheckFailure: it is not defined, does not take these arguments, raises, hangs or ends the process.
        """
        return _from_wire(self._channel, self._channel.call(Name(self.name), to_wire(list(arguments))))


@dataclass(frozen=True)
class RemoteObject:
    """An object in the worker. It can be called, and it can be an argument; it lives as long as the check."""

    _channel: Channel = field(repr=False)
    handle: Handle

    def __call__(self, *arguments: Any) -> Any:
        """Call the object, e.g. a model with a batch of inputs."""
        return _from_wire(self._channel, self._channel.call(self.handle, to_wire(list(arguments))))


class SharedTensor:
    """A tensor (or array) in memory that the grader sees: how a check knows what became of an argument."""

    def __init__(self, channel: Channel, record: Shared, value: torch.Tensor | np.ndarray[Any, Any]) -> None:
        self.record = record
        self.before = torch.from_numpy(value.copy()) if isinstance(value, np.ndarray) else value.detach().clone()
        self._channel = channel

    def now(self) -> torch.Tensor:
        """Return a copy of what the memory holds now."""
        return self._channel.shared_now(self.record)


class DirectChannel:
    """Reaches the worker at once, for one check.

    Attributes:
        seed: what random generators are seeded with, here and in the worker.
        shrink: whether a failing input is worth searching for a smaller one.
        operators: those of the operators watched for that the calls of this check have run.
        unclear: those that ran in a backward pass, so that it may have been torch itself.
    """

    def __init__(
        self,
        run: SubmissionRun,
        *,
        seed: int,
        timeout_s: float,
        watch: Sequence[str] = (),
        closely: bool = False,
        threads: int = 1,
        shrink: bool = True,
    ) -> None:
        self.operators: set[str] = set()
        self.unclear: set[str] = set()
        self.shrink = shrink
        self._run = run
        self.seed = seed
        self._timeout_s = timeout_s
        self._deadline: float | None = None
        self._anew = True
        self._watch = watch
        self._closely = closely
        self._threads = threads

    def call(self, target: Any, arguments: Sequence[Any]) -> Any:
        """Make one call."""
        [result], ran, unclear = self.ask(Calls([(target, arguments)])).content
        self.note(ran, unclear)
        return take_result(result)

    def begin_anew(self) -> None:
        """Have the next calls find what the first ones found: seeded generators, free memory, no objects kept."""
        self._anew = True
        self._run.clear_shared()

    def write_shared(self, offset: int, data: bytes) -> None:
        """Place bytes that have been laid out for the memory of the worker that the next call goes to."""
        self._load()
        self._run.write_shared(offset, data)

    def ask(self, calls: Calls, known: Container[bytes] = ()) -> Reply:
        """Make calls in one message; ``known`` are the digests of replies that need not be read again.

        Raises:
            CheckFailure: the worker hung or died.
        """
        self._load()
        if self._deadline is None:
            self._deadline = time.monotonic() + self._timeout_s
        try:
            reply = self._run.call(
                calls,
                deadline=self._deadline,
                seed=self.seed if self._anew else None,
                fresh=self._anew,
                watch=self._watch,
                closely=self._closely,
                threads=self._threads,
                known=known,
            )
        except Unencodable as error:  # something that came back from the worker and is to go there again
            raise Unusable(f"returned something that cannot be handed on: {error}") from None
        except WorkerLost as lost:
            reason = f"did not finish in {self._timeout_s:g} s" if lost.timed_out else str(lost)
            failure = CheckFailure(reason, lost_at=lost.index)
            failure.killed = lost.killed
            raise failure from None
        self._anew = False
        return reply

    def note(self, ran: frozenset[str], unclear: frozenset[str]) -> None:
        """Take note of operators that a reply tells of."""
        self.operators |= ran
        self.unclear |= unclear

    def share(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Shared:
        """Place a value into the memory of the worker that the next call goes to."""
        self._load()
        return self._run.share(value)

    def shared_now(self, shared: Shared) -> torch.Tensor:
        """Return what that memory holds now."""
        return self._run.shared_now(shared)

    def _load(self) -> None:
        """Have a worker; that takes its own time, not the check's."""
        try:
            self._run.load(self._threads)
        except LoadError as error:  # it was loaded before, so this time something else has happened
            raise CheckFailure(str(error), lost_at=0) from None


def take_result(result: Any) -> Any:
    """Return the value of one raw result, or raise the failure that it describes."""
    match result:
        case ["returned", value]:
            return value
        case ["raised", str(kind), list(builtin), str(text), list(lines), bool(in_probe)]:
            raise student_raised(kind, [str(name) for name in builtin], text, [str(line) for line in lines], in_probe)
        case ["breach", str(what)]:
            raise CheckFailure(what)
        case ["missing", str(name)]:
            raise Unusable(f"{name} is not defined")
        case ["misfit", str(reason)]:
            raise Unusable(f"cannot be called as the docstring says: {reason}")
        case ["unsendable", str(reason)]:
            raise Unusable(f"returned something that cannot be read: {reason}")
    raise CheckFailure(UNREADABLE)


def to_wire(value: Any) -> Any:
    """Put records in the place of what stands for things in the worker; the rest stays as it is."""
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
    return value


def _from_wire(channel: Channel, value: Any) -> Any:
    """Make handles callable. What could not be sent stays an `Unreadable`: a value that is like no other."""
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
