"""Properties: a check that must hold for every input that Hypothesis draws.

The inputs are drawn once per process for all submissions. For a submission the body of the check runs for all inputs
at once: each run stops at its first call that has no answer yet, all these calls go to the worker as one message, and
the bodies run again from the start, now with that answer in hand, until each has ended. The calls that come first are
the same for every submission, so these are made up, and encoded, only once. If a body has failed, a smaller input is
searched for, so that the report can show the smallest.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile
from typing import Any
from unittest import mock

import hypothesis
import hypothesis.strategies as st
import numpy as np
import torch
from hypothesis.internal import constants_ast
from hypothesis.internal.conjecture import providers

from autograder.checking.comparison import show
from autograder.checking.smallest import Example, SmallestInput
from autograder.failure import CheckFailure, Unusable, as_check_failure
from autograder.sandbox.run import Calls
from autograder.student import DirectChannel, Student, take_result
from autograder.values import Shared

# Fixtures that are the same for every submission.
_SAME_FOR_ALL = {"reference"}

__all__ = ["Example", "Property", "Together", "for_all", "together"]


@dataclass(frozen=True)
class Together:
    """Inputs that are drawn together because they depend on each other, see `together`."""

    names: tuple[str, ...]
    strategy: st.SearchStrategy[tuple[Any, ...]]


def together(*names: str, values: st.SearchStrategy[tuple[Any, ...]]) -> Together:
    """Name the parts of the tuples that a strategy draws, for `for_all`."""
    return Together(names, values)


def for_all(
    *groups: Together, examples: int = 25, also: Sequence[Example] = (), **strategies: st.SearchStrategy[Any]
) -> Callable[..., Any]:
    """Run the check's body for many inputs: those in ``also``, then so many drawn from the strategies.

    The body must do the same thing whenever it gets the same inputs, as it runs more than once; torch's random
    numbers are the same in every run.
    Stands below ``@check``; the names of the strategies are arguments of the test, the others are fixtures.
    """
    groups = (*groups, Together(tuple(strategies), st.tuples(*strategies.values())))

    def decorate(body: Callable[..., None]) -> Callable[..., None]:
        return Property(body, groups, examples, also).as_test()

    return decorate


class Property:
    """A check's body and the inputs for which it must hold."""

    def __init__(
        self,
        body: Callable[..., None],
        groups: Sequence[Together],
        count: int,
        also: Sequence[Example],
    ) -> None:
        self._body = body
        self._names = tuple(name for group in groups for name in group.names)
        parts = st.tuples(*(group.strategy for group in groups))
        self._strategy = parts.map(lambda drawn: dict(zip(self._names, chain(*drawn), strict=True)))
        self._count = count
        self._also = list(also)
        self._examples: list[Example] | None = None
        self._opening: Calls | None = None
        self._smallest = SmallestInput(self._generate_and_shrink)

    def as_test(self) -> Callable[..., None]:
        """Return a test function that asks pytest for the fixtures alone."""

        def test(student: Student, **fixtures: Any) -> None:
            channel = Student.channel_of(student)
            assert isinstance(channel, DirectChannel)
            self.run(channel, fixtures)

        test.__name__, test.__doc__, test.__module__ = (
            self._body.__name__,
            self._body.__doc__,
            self._body.__module__,
        )
        parameters = inspect.signature(self._body).parameters.values()
        fixtures = [parameter for parameter in parameters if parameter.name not in self._names]
        test.__signature__ = inspect.Signature(fixtures)  # type: ignore[attr-defined]
        test.property = self  # type: ignore[attr-defined]
        return test

    def draw(self) -> list[Example]:
        """Return the inputs, the same in every process."""
        if self._examples is None:
            drawn: list[Example] = []
            self._search(drawn.append, self._count, [hypothesis.Phase.generate])
            self._examples = self._also + drawn
        return self._examples

    def run(self, channel: DirectChannel, fixtures: dict[str, Any]) -> None:
        """Check one submission.

        Raises:
            CheckFailure: for some input the body fails; this is its failure for the smallest one found.
        """
        outcome = self._first_failure(self.draw(), channel, fixtures)
        if outcome is None:
            return
        example, failure = outcome
        original = failure.message.split("\n", 1)[0], self._show(example)
        # What is not there at all is not there for a smaller input either.
        if failure.lost_at is None and channel.shrink and not isinstance(failure, Unusable):
            passed = takewhile(lambda earlier: earlier is not example, self.draw())
            example, failure = self._smallest.find(
                outcome, passed, lambda candidate: self._failure(candidate, channel, fixtures)
            )
        failure.original = original
        failure.counterexample = failure.counterexample or self._show(example)
        raise failure

    def _show(self, example: Example) -> str:
        return ", ".join(f"{name} = {show(example[name])}" for name in self._names)

    def _first_failure(
        self, examples: Sequence[Example], channel: DirectChannel, fixtures: dict[str, Any]
    ) -> tuple[Example, CheckFailure] | None:
        """Run the body for all examples; return the first for which it fails."""
        replays = [_Replay(example, channel) for example in examples]
        waiting: Sequence[_Replay] = replays
        opening = self._opening if examples is self._examples else None
        if opening is not None and not self._answer(waiting, opening, channel):
            waiting = ()
        while waiting:
            waiting = [replay for replay in waiting if replay.advance(self._body, fixtures)]
            calls = Calls(replay.pending for replay in waiting if replay.pending is not None)
            if examples is self._examples and self._opening is None and fixtures.keys() <= _SAME_FOR_ALL:
                self._keep_opening(replays, calls)
            if waiting and not self._answer(waiting, calls, channel):
                break
        return next(((replay.example, replay.failure) for replay in replays if replay.failure), None)

    def _failure(self, example: Example, channel: DirectChannel, fixtures: dict[str, Any]) -> CheckFailure | None:
        outcome = self._first_failure([example], channel, fixtures)
        return outcome[1] if outcome is not None else None

    def _keep_opening(self, replays: Sequence[_Replay], calls: Calls) -> None:
        """Keep the calls that the bodies make first: the same for every submission, if nothing came before them."""
        if len(calls) == len(replays) and not any(replay.log for replay in replays):
            self._opening = calls

    def _answer(self, waiting: Sequence[_Replay], calls: Calls, channel: DirectChannel) -> bool:
        """Send the calls that the replays wait for as one message and hand out the answers, if there are any."""
        try:
            results = channel.call_all(calls)
        except CheckFailure as failure:
            index = failure.lost_at or 0
            waiting[index if 0 <= index < len(waiting) else 0].failure = failure
            return False
        for replay, result in zip(waiting, results, strict=True):
            replay.log.append(result)
        return True

    def _generate_and_shrink(self, function: Callable[[Example], None]) -> None:
        self._search(function, self._count, [hypothesis.Phase.generate, hypothesis.Phase.shrink])

    def _search(self, function: Callable[[Example], None], count: int, phases: Sequence[hypothesis.Phase]) -> None:
        """Let Hypothesis call ``function`` with inputs: always the same ones in the same order."""

        @hypothesis.settings(
            max_examples=count,
            phases=phases,
            derandomize=True,
            database=None,
            deadline=None,
            print_blob=False,
            report_multiple_bugs=False,
            verbosity=hypothesis.Verbosity.quiet,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(self._strategy)
        def search(example: Example) -> None:
            function(example)

        # Hypothesis likes to draw constants that it finds in the source of whatever modules are imported, so what it
        # draws would depend on those.
        with mock.patch.object(providers, "_get_local_constants", constants_ast.Constants):
            search()


class _Unanswered(BaseException):
    """Ends a run of the body at a call that has no answer yet; no `except Exception` of a body may stop it."""


class _Replay:
    """The body of a property on its way for one example: what has been answered, and the call that waits.

    Attributes:
        log: raw results, shared records and memory contents, in the order in which the body asked for them.
    """

    def __init__(self, example: Example, channel: DirectChannel) -> None:
        self.example = example
        self.log: list[Any] = []
        self.pending: tuple[Any, Sequence[Any]] | None = None
        self.failure: CheckFailure | None = None
        self._channel = channel
        self._position = 0

    def advance(self, body: Callable[..., None], fixtures: dict[str, Any]) -> bool:
        """Run the body from its start; say whether it now waits for an answer."""
        if self.failure is not None:
            return False
        self._position, self.pending = 0, None
        torch.default_generator.manual_seed(self._channel.seed)  # what it draws must be the same in each run
        try:
            body(**{**fixtures, "student": Student(self)}, **self._fresh_example())
        except _Unanswered:
            return True
        except Exception as error:
            self.failure = as_check_failure(error, body.__code__.co_filename)
            if self.failure is None:
                raise
        return False

    def call(self, target: Any, arguments: Sequence[Any]) -> Any:
        """Return the answer to this call of the body, or end this run of it."""
        if self._position == len(self.log):
            self.pending = (target, arguments)
            raise _Unanswered
        return take_result(self._next(None))

    def share(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Shared:
        """Place a value, once for all runs of the body."""
        return self._next(lambda: self._channel.share(value))  # type: ignore[no-any-return]

    def shared_now(self, shared: Shared) -> torch.Tensor:
        """Return what the memory held when the body first asked."""
        return self._next(lambda: self._channel.shared_now(shared)).clone()  # type: ignore[no-any-return]

    def _next(self, make: Callable[[], Any] | None) -> Any:
        if self._position == len(self.log):
            assert make is not None
            self.log.append(make())
        self._position += 1
        return self.log[self._position - 1]

    def _fresh_example(self) -> Example:
        """Return copies, so that a body may do with its inputs what it likes."""
        return {name: _copy(value) for name, value in self.example.items()}


def _copy(value: Any) -> Any:
    match value:
        case torch.Tensor():
            return value.clone()
        case np.ndarray():
            return value.copy()
        case list() | tuple():
            return type(value)(_copy(item) for item in value)
        case dict():
            return {key: _copy(item) for key, item in value.items()}
    return value
