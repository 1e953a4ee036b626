"""The checks of an assignment, as pytest has collected them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pytest

from autograder.checking.marks import CheckInfo, check_info
from autograder.checking.properties import Property
from autograder.course.assignments import Assignment, CourseError, exercise_of
from autograder.course.data_sets import data_set_names
from autograder.protocol.tensors import torch

__all__ = ["Check", "data_sets_of", "make_checklist", "switched_off_operators"]


@dataclass(frozen=True)
class Check:
    """One check.

    Attributes:
        exercise: the function or class that it examines, from the name of its file.
        title: what students see, the first line of its docstring.
        hidden: it lies in ``solutions/``, not in the package.
    """

    item: pytest.Function
    exercise: str
    title: str
    hidden: bool
    info: CheckInfo

    @property
    def id(self) -> str:
        """A name that is unique within the assignment and the same on every machine."""
        return f"{self.exercise}::{self.item.name}"

    @cached_property
    def needs_no_fixtures(self) -> bool:
        """Whether it needs nothing that pytest is asked for: no fixture of its author's is set up around it.

        Most are such. pytest takes 0.5 ms to run a test.
        """
        return self.of is not None and {*self.item.fixturenames} <= {"student", "reference", "request"}

    @property
    def of(self) -> Property | None:
        """The property that it holds a submission to; None where its body runs just once."""
        return getattr(self.item.function, "property", None)


def make_checklist(items: Iterable[pytest.Item], assignment: Assignment, order: Sequence[str]) -> list[Check]:
    """Return the checks among the items: exercises in the given order, visible checks before hidden ones.

    Raises:
        CourseError: a test is no check, or two of an exercise have the same name.
    """
    checks = [_check(item, assignment) for item in items]
    seen: dict[str, Check] = {}
    for check in checks:
        if check.id in seen:
            raise CourseError(f"{check.item.path}: {check.item.name} is the name of two checks; rename one.")
        seen[check.id] = check
    rank = {name: position for position, name in enumerate(order)}
    # Stable: within an exercise, the order of the files is kept.
    return sorted(checks, key=lambda check: (rank.get(check.exercise, len(rank)), check.exercise, check.hidden))


def data_sets_of(checks: Iterable[Check]) -> list[str]:
    """Return the names of the data sets that checks train on, sorted."""
    names = data_set_names()
    return sorted({name for check in checks for name in check.item.fixturenames if name in names})


def switched_off_operators(checks: Iterable[Check]) -> dict[str, dict[str, str]]:
    """Return for each exercise that switches built-ins off their operators, and what to call each.

    Raises:
        CourseError: torch has no such operator, or is not there.
    """
    found: dict[str, dict[str, str]] = {}
    for check in checks:
        for mark in check.item.iter_markers("switched_off"):
            name, operators = mark.args
            for operator in operators:
                space, _, bare = operator.partition("::")
                if space != "aten" or not hasattr(torch.ops.aten, bare):
                    raise CourseError(f"{check.item.path}: torch has no operator {operator}; see dir(torch.ops.aten).")
            found.setdefault(check.exercise, {}).update(dict.fromkeys(operators, name))
    return found


def _check(item: pytest.Item, assignment: Assignment) -> Check:
    where = f"{item.path}: {item.name}"
    if not isinstance(item, pytest.Function):
        raise CourseError(f"{where} is no test function; write it as one.")
    info = check_info(item.function)
    if info is None:
        raise CourseError(f"{where} is no check; put @check(points=…) above it.")
    title = (item.function.__doc__ or "").strip().split("\n", 1)[0].rstrip(".")
    if not title:
        raise CourseError(f"{where} has no title; give it a docstring.")
    exercise = exercise_of(item.path)
    return Check(item, exercise, title, not item.path.is_relative_to(assignment.visible), info)
