"""What the author of a check says about it: ``@check``, ``switched_off``, ``@misconception``."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pytest

from autograder.checking.failure import CheckError
from autograder.checking.properties import Property

__all__ = ["CheckInfo", "check", "check_info", "misconception", "switched_off"]

_T = TypeVar("_T")


@dataclass(frozen=True)
class CheckInfo:
    """What ``@check`` says.

    Attributes:
        points: what passing it earns.
        timeout_s: its time limit in CPU seconds, instead of the general one.
        threads: how many threads the worker computes with.
        long: it takes seconds. It comes after all that do not, gets as many cores as it has threads, its time does not
            count as the exercise's, and misconceptions are not run against it.
        replay: its body may run more than once, see `autograder.grading.replay`.
    """

    points: float
    timeout_s: float | None = None
    threads: int = 1
    long: bool = False
    replay: bool = True


# Fixtures that are the same for every submission: with others, a body does not do the same after the same answers.
_SAME_FOR_ALL = {"student", "reference"}


def check(
    points: float,
    *,
    timeout_s: float | None = None,
    threads: int = 1,
    long: bool = False,
    replay: bool = True,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a pytest test a check of the exercise that its file ``test_<exercise>.py`` is named after.

    The first line of the docstring is the title that students see. See `CheckInfo` for the arguments.

    Raises:
        CheckError: the body is to be replayed and uses fixtures that differ from submission to submission, or it is a
            property and is not to be replayed.
    """
    info = CheckInfo(float(points), timeout_s, threads, long, replay)

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        test = function
        if not hasattr(function, "property"):
            others = inspect.signature(function).parameters.keys() - _SAME_FOR_ALL
            if replay and others:
                remedy = "say @check(…, replay=False)"
                raise CheckError(f"{_place(function)} uses {', '.join(sorted(others))}; {remedy}.")
            test = Property(function).as_test() if replay else function
        elif not replay:
            raise CheckError(f"{_place(function)} has inputs, so it is replayed; leave replay=False out.")
        test.check_info = info  # type: ignore[attr-defined]
        return test

    return decorate


def _place(function: Callable[..., None]) -> str:
    held = getattr(function, "property", None)
    code = (held.body if held is not None else function).__code__
    return f"{code.co_filename}:{code.co_firstlineno}: {function.__name__}"


def check_info(function: object) -> CheckInfo | None:
    """Return what ``@check`` says of this test, or None if it is no check."""
    return getattr(function, "check_info", None)


def switched_off(name: str, *operators: str) -> pytest.MarkDecorator:
    """Switch built-ins off for the exercise: assign the result to ``pytestmark`` in its visible checks.

    Args:
        name: what to call them in the message, e.g. ``the built-in sigmoid``.
        operators: what they run, whatever name they are called by, as torch's dispatcher names it, e.g.
            ``aten::sigmoid``.
    """
    return pytest.mark.switched_off(name, operators)


def misconception(
    exercise: str, *, hint: str | Sequence[str], name: str = "", replace: Mapping[str, str] | None = None
) -> Callable[[_T], _T]:
    """Mark a function or class in ``misconceptions.py`` as a named wrong implementation of an exercise.

    It is run like a submission, in a worker; a student whose work fails all checks in the very same way is told the
    hint. Which checks these are, ``autograder verify --update`` writes into ``fails.json`` beside it. It must stand
    alone: of its module it may use the imports and what bears no mark. It may call itself.

    With ``name`` and ``replace`` it stands above nothing, and is the solution with something else in one place::

        misconception("mse", name="sum_instead_of_mean", replace={".mean()": ".sum()"}, hint="…")

    Args:
        exercise: what it implements wrongly.
        hint: what to tell the student who has written it; or two or three such hints, ever more concrete, of which
            students are told the first, and the others if they ask.
        name: of a change in the solution.
        replace: what stands there once in what defines the exercise, and what to put in its place.
    """

    def decorate(implementation: _T) -> _T:
        return implementation

    return decorate
