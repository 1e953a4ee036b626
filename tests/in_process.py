"""Submissions that are plain functions of this process, for tests of what is between a check and a worker."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder.checking import CheckFailure
from autograder.checking.student import Student
from autograder.grading.channel import DirectChannel
from autograder.local.process_state import ProcessState
from autograder.protocol import wire
from autograder.protocol.decoding import decode_value
from autograder.protocol.results import NoValue, Result, from_form, to_form
from autograder.protocol.shared_memory import SharedMemory
from autograder.protocol.values import Name, Shared, encode_value
from autograder.protocol.wire import Message
from autograder.sandbox.connection import WorkerLost, request
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.run import Calls, Reply, SubmissionRun
from autograder.worker.server import Server
from autograder.worker.tracebacks import describe_exception


def transmitted(value: object) -> Any:
    """Return what arrives at the other end of the wire."""
    form, buffers = encode_value(value)
    return decode_value(Message(json.loads(json.dumps(form)), buffers))


class Hang(Exception):
    """Raised by a function that stands for one that never returns."""


class InProcess:
    """Takes the place of a `SubmissionRun`: calls plain functions, through the encoding of the wire.

    Attributes:
        messages: number of calls in each message.
    """

    def __init__(self, shared_memory: SharedMemory | None = None, **functions: Callable[..., object]) -> None:
        self.messages: list[int] = []
        self._functions = functions
        self._shared_memory = shared_memory
        self._random = torch.get_rng_state()  # the submission's own; the bodies of checks have theirs

    def load(self, threads: int = 1) -> None:
        """Do nothing: it is loaded."""

    def call(self, calls: Calls, budget: Budget, *, seed: int | None, **_: Any) -> Reply:
        """Answer the calls of one message as a worker would."""
        self.messages.append(len(calls))
        checks_own = torch.get_rng_state()
        torch.set_rng_state(self._random) if seed is None else torch.default_generator.manual_seed(seed)
        try:
            results = [self._result(index, *call) for index, call in enumerate(calls)]
        finally:
            self._random = torch.get_rng_state()
            torch.set_rng_state(checks_own)
        memory = self._shared_memory.content() if self._shared_memory is not None else bytearray()
        return Reply(results, frozenset(), frozenset(), {}, memory)

    def clear_shared(self) -> None:
        """Give the memory back."""
        if self._shared_memory is not None:
            self._shared_memory.clear()

    def write_shared(self, offset: int, data: bytes) -> None:
        """Place what has been laid out."""
        assert self._shared_memory is not None
        self._shared_memory.write(offset, data)

    def share(self, value: Tensor | np.ndarray[Any, Any]) -> Shared:
        """Place a value into the memory."""
        assert self._shared_memory is not None
        return self._shared_memory.place(value)

    def shared_now(self, shared: Shared) -> Tensor:
        """Return what the memory holds."""
        assert self._shared_memory is not None
        return self._shared_memory.read(shared)

    def _result(self, index: int, target: Any, arguments: Sequence[Any], named: Mapping[str, Any]) -> Result:
        assert isinstance(target, Name)
        if target.name not in self._functions:
            return NoValue("missing", target.name)
        values = [self._bind(value) for value in transmitted(list(arguments))]
        others = {name: self._bind(value) for name, value in transmitted(dict(named)).items()}
        try:
            returned = self._functions[target.name](*values, **others)
        except Hang:
            raise WorkerLost("did not finish in 10 s of computing time", index) from None
        except Exception as error:
            return from_form(to_form(describe_exception(error, set())))
        return from_form(["returned", transmitted(returned)])

    def _bind(self, value: Any) -> Any:
        if isinstance(value, Shared):
            assert self._shared_memory is not None
            return self._shared_memory.view(value)
        return value


def channel_to(submission: InProcess, *, shrink: bool = True) -> DirectChannel:
    """Return the channel by which a check reaches a submission."""
    return DirectChannel(cast(SubmissionRun, submission), seed=0, budget=Budget(10), shrink=shrink)


def run(test: Callable[..., None], submission: InProcess, **fixtures: object) -> None:
    """Run a check."""
    test(student=Student(channel_to(submission)), **fixtures)


def failure_of(test: Callable[..., None], submission: InProcess, **fixtures: object) -> CheckFailure:
    """Return how a check fails, which it must."""
    with pytest.raises(CheckFailure) as caught:
        run(test, submission, **fixtures)
    return caught.value


def examples_of(test: Callable[..., None]) -> list[dict[str, Any]]:
    """Return the inputs of a property."""
    return test.property.examples  # type: ignore[attr-defined,no-any-return]


class SandboxInProcess:
    """A sandbox whose workers are no processes: a server that answers in this one, through the encoding of the wire."""

    training: Path | None = None

    def wait_until_ready(self) -> None:
        """Nothing to wait for."""

    def spawn(self, limits: Limits, threads: int = 1) -> _Worker:
        """Return another worker."""
        return _Worker()

    def close(self) -> None:
        """Nothing is left."""


class _Worker:
    """Answers requests; what student code does to the state of the process is seen by student code alone."""

    def __init__(self) -> None:
        self.shared_memory = SharedMemory(-1)  # memory of no file
        self._server = Server(self.shared_memory, None)
        self._state = ProcessState.now()

    def ask(self, do: str, budget: Budget, calls: Message | None = None, **fields: Any) -> Any:
        """Carry out a request."""
        graders = ProcessState.now()
        self._state.restore()
        try:
            answer = wire.carried(self._server.answer(wire.decode(*wire.carried(request(0, do, calls, fields)))))
        finally:
            self._state = ProcessState.now()
            graders.restore()
        return decode_value(wire.decode(*answer))[1]

    def stop(self) -> int | None:
        """Take away what was put into this process."""
        self._server.close()
        self.shared_memory.close()
        return None
