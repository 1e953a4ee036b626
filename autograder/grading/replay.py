"""Replay: how the body of a check runs for many inputs at once, with one message for the calls of all of them.

Each run of the body stops at its first call that has no answer yet. All these calls go to the worker as one message,
and the bodies run again from the start, now with that answer in hand, until each has ended. A body is asked the same
again each time, so it must ask the same again: what it asked is kept beside each answer, and compared.

What bodies do up to their first calls depends on the check alone, so it is done once for all submissions. Nothing that
a submission has answered is kept for another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.checking.failure import CheckError, CheckFailure, as_check_failure, value_of
from autograder.checking.properties import Example
from autograder.checking.student import Student
from autograder.protocol.shared_memory import EMPTY, lay_out, read_shared
from autograder.protocol.tensors import HAS_TORCH, torch
from autograder.protocol.values import Shared, bytes_of, copied
from autograder.sandbox.run import Calls

if TYPE_CHECKING:
    from autograder.checking.properties import Property
    from autograder.grading.channel import DirectChannel

__all__ = ["Failing", "Replay", "where"]


@dataclass(frozen=True)
class Failing:
    """An input for which the body of a check has failed, and how."""

    example: Example
    failure: CheckFailure


class Replay:
    """Runs the body of a check for some inputs, with one submission after the other.

    Args:
        body: of the check.
        examples: the inputs.
        seed: of torch's random numbers, at the start of each run of the body.
        fixtures: what the body wants beside the student and its inputs; the same for every submission.

    Raises:
        CheckError: the body fails before it has asked the submission anything.
    """

    def __init__(
        self, body: Callable[..., None], examples: Sequence[Example], seed: int, fixtures: dict[str, Any]
    ) -> None:
        self._opened = _Bodies(body, seed, fixtures)
        self._opened.begin(examples)

    def run(self, channel: DirectChannel) -> list[Failing]:
        """Return the inputs for which a submission fails, in their order.

        Where the worker is lost over one of them, those that were not finished by then are not among them.
        """
        bodies = self._opened.copy()
        while bodies.calls:
            try:
                if bodies.placed:
                    channel.write_shared(bodies.offset, bodies.placed)
                reply = channel.ask(bodies.calls)
            except CheckFailure as failure:
                bodies.lose(failure)
                break
            bodies.hear(reply.results, reply.memory)
        return bodies.failing


class _Bodies:
    """The body of a check on its way, for each of its inputs.

    Attributes:
        calls: to be made now; none at the end.
        offset: where in the shared memory ``placed`` goes before.
        placed: bytes.
    """

    def __init__(self, body: Callable[..., None], seed: int, fixtures: dict[str, Any]) -> None:
        self.calls = Calls()
        self.offset = 0
        self.placed = b""
        self._body = body
        self._seed = seed
        self._fixtures = fixtures
        self._memory = bytearray(EMPTY)
        self._runs: list[_Run] = []
        self._waiting: list[_Run] = []

    def begin(self, examples: Sequence[Example]) -> None:
        """Run the body up to its first call, for each of these inputs."""
        self._runs = self._waiting = [_Run(example, self._memory) for example in examples]
        try:
            self._go_on()
        except CheckError:
            raise
        except Exception as error:
            raise CheckError(f"{where(error, self._body)}: {self._body.__name__} raises {_said(error)}") from error
        for each in self._runs:
            if each.failure is not None:
                raise CheckError(
                    f"{each.place}: {self._body.__name__} fails before it has called anything of "
                    f"the submission's: {each.failure.message}"
                )

    def copy(self) -> _Bodies:
        """Return the same bodies at the same place, from where they go their own way."""
        other = _Bodies(self._body, self._seed, self._fixtures)
        other.calls, other.offset, other.placed = self.calls, self.offset, self.placed
        other._memory = bytearray(self._memory)
        copies = {run: run.copy(other._memory) for run in self._runs}
        other._runs = list(copies.values())
        other._waiting = [copies[run] for run in self._waiting]
        return other

    def hear(self, results: Sequence[Any], memory: bytearray) -> None:
        """Take the answers to the calls, and go on."""
        for run, result in zip(self._waiting, results, strict=True):
            run.answer(result)
        self._memory[:] = memory
        self._go_on()

    def lose(self, failure: CheckFailure) -> None:
        """End with a call that has cost the worker."""
        index = failure.lost_at or 0
        self._waiting[index if 0 <= index < len(self._waiting) else 0].failure = failure

    @property
    def failing(self) -> list[Failing]:
        """The inputs for which the body has failed."""
        return [Failing(run.example, run.failure) for run in self._runs if run.failure is not None]

    def _go_on(self) -> None:
        """Run each body, as far as it is not at its end, until it needs one more answer."""
        self.offset = len(self._memory)
        self._waiting = [run for run in self._waiting if run.advance(self._body, self._seed, self._fixtures)]
        self.placed = bytes(self._memory[self.offset :])
        self.calls = Calls(run.pending for run in self._waiting if run.pending is not None)


class _Unanswered(BaseException):
    """Ends a run of the body at a call that has no answer yet; no `except Exception` of a body may stop it."""


class _Run:
    """The body of a check on its way for one input. It is the channel of the ``student`` that the body gets.

    Attributes:
        pending: the call that waits for an answer.
        failure: how the body has failed, at its end.
        place: where, as `where` says it.
    """

    def __init__(self, example: Example, memory: bytearray) -> None:
        self.example = example
        self.pending: tuple[Any, Sequence[Any], Mapping[str, Any]] | None = None
        self.failure: CheckFailure | None = None
        self.place = ""
        self._memory = memory
        self._log: list[tuple[Any, Any]] = []  # what the body has asked, and the answer
        self._position = 0

    def copy(self, memory: bytearray) -> _Run:
        """Return one that has come as far."""
        other = _Run(self.example, memory)
        other._log, other.pending, other.failure = self._log[:], self.pending, self.failure
        return other

    def answer(self, result: Any) -> None:
        """Take the answer to the call that waits."""
        self._log.append((self.pending, result))

    def advance(self, body: Callable[..., None], seed: int, fixtures: dict[str, Any]) -> bool:
        """Run the body from its start; say whether it now waits for an answer.

        Raises:
            CheckError: the body is not one that can be run again.
        """
        self._position, self.pending = 0, None
        if HAS_TORCH:
            torch.default_generator.manual_seed(seed)  # what it draws must be the same in each run
        inputs = {name: copied(value) for name, value in self.example.items()}
        try:
            body(**{**fixtures, "student": Student(self)}, **inputs)
        except _Unanswered:
            return True
        except CheckError as error:
            raise CheckError(f"{where(error, body)}: {error}") from None
        except Exception as error:
            self.failure = as_check_failure(error, body.__code__.co_filename)
            if self.failure is None:
                raise
            self.failure.__context__ = None  # holds all that was at hand
            self.place = where(error, body)
        if self.pending is not None:
            raise CheckError(
                f"{body.__code__.co_filename}:{body.__code__.co_firstlineno}: {body.__name__} catches every exception, "
                "also the one that ends a run of it until there is an answer; name what it is to catch."
            )
        return False

    def call(
        self, target: Any, arguments: Sequence[Any], named: Mapping[str, Any], timeout_s: float | None = None
    ) -> Any:
        """Return the answer to this call of the body, or end this run of it."""
        if timeout_s is not None:
            raise CheckError("timeout_s= is for checks that are not replayed; say @check(…, replay=False).")
        if self.pending is not None or self._position == len(self._log):
            self.pending = self.pending or (target, arguments, named)
            raise _Unanswered
        return value_of(self._replayed((target, arguments, named)))

    def share(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Shared:
        """Place a value, once for all runs of the body."""
        if self._position == len(self._log):
            shared, data = lay_out(value, len(self._memory))
            self._memory += data
            self._log.append((value, shared))
        return self._replayed(value)  # type: ignore[no-any-return]

    def shared_now(self, shared: Shared) -> torch.Tensor:
        """Return what the memory held when the body first asked."""
        if self._position == len(self._log):
            self._log.append((shared, read_shared(self._memory, shared)))
        return copied(self._replayed(shared))  # type: ignore[no-any-return]

    def hold(self, of: Property, fixtures: dict[str, Any]) -> None:
        """A body is no test, and no property either."""
        raise CheckError("a property cannot be asked for inside of another one.")

    def _replayed(self, asked: Any) -> Any:
        """Return the answer that was given at this place.

        Raises:
            CheckError: another thing was asked then.
        """
        before, answer = self._log[self._position]
        if not _same(before, asked):
            raise CheckError(
                "the body was run again with the same answers, and asked the submission something else; draw random "
                "numbers from torch, keep nothing from one run to the next, or say @check(…, replay=False)."
            )
        self._position += 1
        return answer


def where(error: BaseException, body: Callable[..., None]) -> str:
    """Return the line of the check's file at which an exception has left it: ``file:line``."""
    file, line = body.__code__.co_filename, body.__code__.co_firstlineno
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"{file}:{line}"


def _said(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:300]}" if text else type(error).__name__


def _same(one: Any, other: Any) -> bool:
    """Say whether two things that were asked are the same, to the bit."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, torch.Tensor):
        return (
            one.dtype == other.dtype
            and one.shape == other.shape
            and one.requires_grad == other.requires_grad
            and (torch.equal(one, other) or bytes_of(one) == bytes_of(other))  # the latter where there are NaNs
        )
    if isinstance(one, np.ndarray):
        return bool(one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes())
    return one == other or (isinstance(one, float) and one != one and other != other)
