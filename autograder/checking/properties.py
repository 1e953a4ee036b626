"""Properties: a check that must hold for every input that Hypothesis draws, or for each of a list.

A property says what is asked; `autograder.grading.properties` asks it of a submission.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from types import BuiltinFunctionType, FunctionType
from typing import Any

import hypothesis.strategies as st

from autograder.checking.comparison import show
from autograder.checking.drawing import draw, draw_simple
from autograder.checking.failure import CheckError
from autograder.checking.probe import as_probe
from autograder.checking.student import Student

__all__ = ["Example", "Property", "Together", "for_all", "for_each", "together"]

Example = dict[str, Any]

# Simple inputs drawn for a property that has failed; the shortest to write are tried.
_SIMPLE = 150


@dataclass(frozen=True)
class Together:
    """Inputs that are drawn together because they depend on each other, see `together`."""

    names: tuple[str, ...]
    strategy: st.SearchStrategy[tuple[Any, ...]]


def together(*names: str, values: st.SearchStrategy[tuple[Any, ...]]) -> Together:
    """Name the parts of the tuples that a strategy draws, for `for_all`."""
    return Together(names, values)


def for_all(
    *groups: Together,
    examples: int = 25,
    also: Sequence[Example] = (),
    sequential: bool = False,
    **strategies: st.SearchStrategy[Any],
) -> Callable[..., Any]:
    """Run the check's body for many inputs: those in ``also``, then so many drawn from the strategies.

    Stands below ``@check``; the names of the strategies are arguments of the test, the others are fixtures. The body
    must do the same thing whenever it gets the same inputs and answers, as it runs more than once; torch's random
    numbers are the same in every run.

    Args:
        groups: inputs that depend on each other, see `together`.
        examples: how many inputs to draw.
        also: inputs that must not be left to chance.
        sequential: make all calls for one input before the first for the next one. Else the first calls for all inputs
            are made together, then all second ones, and so on, which is faster, but not what an object with a state
            (a counter, a running mean) is to see.
        strategies: by the names of the inputs.

    Raises:
        CheckError: an input is not an argument of the body.
    """
    groups = (*groups, Together(tuple(strategies), st.tuples(*strategies.values())))
    names = tuple(name for group in groups for name in group.names)
    parts = st.tuples(*(group.strategy for group in groups))
    strategy = parts.map(lambda drawn: dict(zip(names, chain(*drawn), strict=True)))

    def decorate(body: Callable[..., None]) -> Callable[..., None]:
        return Property(body, names, tuple(also), strategy, examples, sequential).as_test()

    return decorate


def for_each(examples: Sequence[Example], *, sequential: bool = False) -> Callable[..., Any]:
    """Run the check's body for each of these inputs, see `for_all`."""

    def decorate(body: Callable[..., None]) -> Callable[..., None]:
        return Property(body, tuple(examples[0]), tuple(examples), sequential=sequential).as_test()

    return decorate


@dataclass(eq=False)
class Property:
    """A check's body and the inputs for which it must hold.

    Attributes:
        body: of the check.
        names: of the inputs; none where the body has no inputs, and runs once.
        also: inputs that must not be left to chance.
        strategy: draws more; None if these are all.
        count: how many to draw.
        sequential: all calls for one input come before those for the next.
    """

    body: Callable[..., None]
    names: tuple[str, ...] = ()
    also: tuple[Example, ...] = ({},)
    strategy: st.SearchStrategy[Example] | None = None
    count: int = 0
    sequential: bool = False

    def __post_init__(self) -> None:
        arguments = inspect.signature(self.body).parameters
        for name in chain(self.names, *self.also):
            if name not in arguments:
                code = self.body.__code__
                raise CheckError(
                    f"{code.co_filename}:{code.co_firstlineno}: {self.body.__name__} has no argument {name}, which its "
                    "inputs have; give both the same name."
                )

    @cached_property
    def examples(self) -> list[Example]:
        """The inputs, the same in every process."""
        try:
            drawn = draw(self.strategy, self.count) if self.strategy is not None else ()
        except Exception as error:
            code = self.body.__code__
            raise CheckError(
                f"{code.co_filename}:{code.co_firstlineno}: the inputs of {self.body.__name__} cannot be drawn: "
                f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
            ) from None
        return [_with_probes(example) for example in (*self.also, *drawn)]

    @cached_property
    def simple_examples(self) -> list[Example]:
        """Simple inputs, the shortest to write first; none where no strategy draws any."""
        if self.strategy is None:
            return []
        simple = map(_with_probes, draw_simple(self.strategy, _SIMPLE))
        shown = {self.show(example): example for example in simple}
        return [shown[text] for text in sorted(shown, key=lambda text: (len(text), text))]

    def show(self, example: Example) -> str:
        """Write an input as the report tells it."""
        return ", ".join(f"{name} = {show(example[name])}" for name in self.names)

    def as_test(self) -> Callable[..., None]:
        """Return a test function that asks pytest for the fixtures alone."""

        def test(student: Student, **fixtures: Any) -> None:
            Student.channel_of(student).hold(self, fixtures)

        test.__name__, test.__doc__, test.__module__ = self.body.__name__, self.body.__doc__, self.body.__module__
        parameters = inspect.signature(self.body).parameters.values()
        fixtures = [parameter for parameter in parameters if parameter.name not in self.names]
        test.__signature__ = inspect.Signature(fixtures)  # type: ignore[attr-defined]
        test.__dict__.update(self.body.__dict__)
        test.property = self  # type: ignore[attr-defined]
        return test


def _with_probes(example: Example) -> Example:
    """Return an input in which functions are probes: what is sent, and shown by name."""
    return {
        name: (as_probe(value) or value) if isinstance(value, (FunctionType, BuiltinFunctionType)) else value
        for name, value in example.items()
    }
