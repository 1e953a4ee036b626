"""Properties: a check that must hold for every input that Hypothesis draws.

The inputs are drawn once per process for all submissions, and the body of the check runs for all of them at once, see
`autograder.grading.replay`. If it has failed for one, a smaller input is searched for, so that the report can
show the smallest.
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
from hypothesis.internal import constants_ast
from hypothesis.internal.conjecture import providers

from autograder.checking.comparison import show
from autograder.checking.failure import CheckFailure, Unusable
from autograder.checking.recent import Recent
from autograder.checking.student import DirectChannel, Student
from autograder.grading.replay import SAME_FOR_ALL, Conversation, Example
from autograder.grading.smallest import SmallestInput

__all__ = ["Property", "Together", "for_all", "for_each", "replayed", "together"]

# Inputs that searches have come to of which it is remembered what submissions answer.
_MAX_TALKS = 500


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
    names = tuple(name for group in groups for name in group.names)
    parts = st.tuples(*(group.strategy for group in groups))
    strategy = parts.map(lambda drawn: dict(zip(names, chain(*drawn), strict=True)))

    def decorate(body: Callable[..., None]) -> Callable[..., None]:
        return Property(body, names, also, strategy, examples).as_test()

    return decorate


def for_each(examples: Sequence[Example]) -> Callable[..., Any]:
    """Run the check's body for each of these inputs, see `for_all`; no smaller one is searched for."""

    def decorate(body: Callable[..., None]) -> Callable[..., None]:
        return Property(body, tuple(examples[0]), examples).as_test()

    return decorate


def replayed(test: Callable[..., None]) -> Callable[..., None]:
    """Return a test that holds a `Conversation`, if its body has what it takes; properties do already."""
    others = inspect.signature(test).parameters.keys() - {"student", *SAME_FOR_ALL}
    return test if others or hasattr(test, "property") else Property(test, (), [{}]).as_test()


class Property:
    """A check's body and the inputs for which it must hold.

    Args:
        body: of the check.
        names: of the inputs.
        examples: inputs that must not be left to chance.
        strategy: draws more; None if these are all.
        count: how many to draw.

    Attributes:
        smallest: searches for smaller inputs.
    """

    def __init__(
        self,
        body: Callable[..., None],
        names: tuple[str, ...],
        examples: Sequence[Example],
        strategy: st.SearchStrategy[Example] | None = None,
        count: int = 0,
    ) -> None:
        self._body = body
        self._names = names
        self._also = list(examples)
        self._strategy = strategy
        self._count = count
        self._examples: list[Example] | None = None
        self._talk: Conversation | None = None
        self._talks: Recent[int, Conversation] = Recent(_MAX_TALKS)
        self.smallest = SmallestInput(self._generate_and_shrink)

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
        test.__dict__.update(self._body.__dict__)
        test.property = self  # type: ignore[attr-defined]
        return test

    def draw(self) -> list[Example]:
        """Return the inputs, the same in every process."""
        if self._examples is None:
            drawn: list[Example] = []
            if self._strategy is not None:
                self._search(self._strategy, drawn.append, self._count, [hypothesis.Phase.generate])
            self._examples = self._also + drawn
        return self._examples

    def run(self, channel: DirectChannel, fixtures: dict[str, Any]) -> None:
        """Check one submission.

        Raises:
            CheckFailure: for some input the body fails; this is its failure for the smallest one found.
        """
        if self._talk is None:
            self._talk = Conversation(self._body, self.draw())
        outcome = self._talk.hold(channel, fixtures)
        if outcome is None:
            return
        example, failure = outcome
        if not self._names:
            raise failure
        original = failure.message.split("\n", 1)[0], self._show(example)
        # What is not there at all is not there for a smaller input either.
        searchable = failure.lost_at is None and not isinstance(failure, Unusable)
        if searchable and channel.shrink and self._strategy is not None:
            passed = takewhile(lambda earlier: earlier is not example, self.draw())
            example, failure = self.smallest.find(
                outcome, passed, lambda candidate: self._failure(candidate, channel, fixtures)
            )
        failure.original = original
        failure.counterexample = failure.counterexample or self._show(example)
        raise failure

    def _show(self, example: Example) -> str:
        return ", ".join(f"{name} = {show(example[name])}" for name in self._names)

    def _failure(self, example: Example, channel: DirectChannel, fixtures: dict[str, Any]) -> CheckFailure | None:
        """Return how the body fails for an input that a search has come to, if it does."""
        talk = self._talks.recall(id(example))
        if talk is None:
            talk = self._talks.keep(id(example), Conversation(self._body, [example]))  # which keeps the id taken
        found = talk.hold(channel, fixtures)
        return found[1] if found is not None else None

    def _generate_and_shrink(self, function: Callable[[Example], None]) -> None:
        assert self._strategy is not None
        self._search(self._strategy, function, self._count, [hypothesis.Phase.generate, hypothesis.Phase.shrink])

    @staticmethod
    def _search(
        strategy: st.SearchStrategy[Example],
        function: Callable[[Example], None],
        count: int,
        phases: Sequence[hypothesis.Phase],
    ) -> None:
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
        @hypothesis.given(strategy)
        def search(example: Example) -> None:
            function(example)

        # Hypothesis likes to draw constants that it finds in the source of whatever modules are imported, so what it
        # draws would depend on those.
        with mock.patch.object(providers, "_get_local_constants", constants_ast.Constants):
            search()
