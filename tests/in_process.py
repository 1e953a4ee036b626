"""Submissions that are plain functions of this process, for tests of what is between a check and a worker."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Container, Sequence
from typing import Any

import numpy as np
import pytest
from torch import Tensor

from autograder.checking import CheckFailure
from autograder.checking.properties import Property
from autograder.checking.student import DirectChannel, Student
from autograder.protocol.decoding import decode_value
from autograder.protocol.shared_memory import SharedMemory
from autograder.protocol.values import Name, Shared, encode_value
from autograder.protocol.wire import Message
from autograder.sandbox.run import Calls, Content, Reply
from autograder.worker.tracebacks import describe_exception


def transmitted(value: object) -> Any:
    """Return what arrives at the other end of the wire."""
    form, buffers = encode_value(value)
    return decode_value(Message(json.loads(json.dumps(form)), buffers))


class Hang(Exception):
    """Raised by a function that stands for one that never returns."""


class InProcess(DirectChannel):
    """Calls plain functions instead of a worker's, through the same encoding; counts the messages.

    Attributes:
        messages: number of calls in each message.
        read: number of replies that have been read.
    """

    def __init__(self, shared_memory: SharedMemory | None = None, **functions: Callable[..., object]) -> None:
        self.messages: list[int] = []
        self.read = 0
        self.seed = 0
        self.shrink = True
        self._functions = functions
        self._shared_memory = shared_memory

    def ask(self, calls: Calls, known: Container[bytes] = ()) -> Reply:
        """Answer the calls of one message as a worker would."""
        self.messages.append(len(calls))
        results = []
        for index, (target, arguments) in enumerate(calls):
            try:
                results.append(self._result(target, arguments))
            except Hang:
                raise CheckFailure("did not finish in 10 s", lost_at=index) from None
        memory = self._shared_memory.content() if self._shared_memory is not None else bytearray()
        form, buffers = encode_value(results)
        digest = hashlib.blake2b(repr((form, [bytes(buffer) for buffer in buffers], memory)).encode()).digest()
        return Reply(digest, memory, lambda: self._read(results))

    def _read(self, results: list[Any]) -> Content:
        self.read += 1
        return Content(results, frozenset(), frozenset())

    def begin_anew(self) -> None:
        """Clear the memory."""
        if self._shared_memory is not None:
            self._shared_memory.clear()

    def note(self, ran: frozenset[str], unclear: frozenset[str]) -> None:
        """Nobody watches."""

    def write_shared(self, offset: int, data: bytes) -> None:
        """Place what has been laid out."""
        assert self._shared_memory is not None
        self._shared_memory.write(offset, data)

    def _result(self, target: Any, arguments: Sequence[Any]) -> Any:
        assert isinstance(target, Name)
        values = [self._bind(value) for value in transmitted(list(arguments))]
        try:
            returned = self._functions[target.name](*values)
        except Hang:
            raise
        except Exception as error:
            raised = describe_exception(error, set())
            return ["raised", raised.type, list(raised.builtin), raised.text, [], False]
        return ["returned", transmitted(returned)]

    def _bind(self, value: Any) -> Any:
        if isinstance(value, Shared):
            assert self._shared_memory is not None
            return self._shared_memory.view(value)
        return value

    def share(self, value: Tensor | np.ndarray[Any, Any]) -> Shared:
        """Place a value into the memory."""
        assert self._shared_memory is not None
        return self._shared_memory.place(value)

    def shared_now(self, shared: Shared) -> Tensor:
        """Return what the memory holds."""
        assert self._shared_memory is not None
        return self._shared_memory.read(shared)


class Answers(InProcess):
    """A channel whose every result is the same, whatever is asked."""

    def __init__(self, result: object) -> None:
        super().__init__()
        self._answer = result

    def _result(self, target: Any, arguments: Sequence[Any]) -> Any:
        return self._answer


def run(test: Callable[..., None], channel: InProcess, **fixtures: object) -> None:
    """Run a check."""
    test(student=Student(channel), **fixtures)


def failure_of(test: Callable[..., None], channel: InProcess) -> CheckFailure:
    """Return how the property fails, which it must."""
    with pytest.raises(CheckFailure) as caught:
        run(test, channel)
    return caught.value


def examples_of(test: Callable[..., None]) -> list[dict[str, Any]]:
    """Return the inputs of a property."""
    drawn: Property = test.property  # type: ignore[attr-defined]
    return drawn.draw()
