"""What can be said of a benchmark without measuring."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.course.assignments import find_course
from autograder.course.building.source import find_regions, make_stub
from benchmarks.plain_asserts import PLAIN_ASSERTS
from benchmarks.throughput import ASSIGNMENTS


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_plain_asserts_hold_for_the_solution_and_not_for_the_stub(name: str) -> None:
    """Each exercise that is measured has some; they are real ones."""
    assignment = find_course().assignment(name, with_solution=True)
    assert assignment.solution is not None
    text = assignment.solution.read_text(encoding="utf-8")
    solution, stub = _defined(text), _defined(make_stub(text, find_regions(text, name)))
    for exercise in assignment.exercises:
        _run(PLAIN_ASSERTS[exercise], dict(solution))
        with pytest.raises(NotImplementedError):
            _run(PLAIN_ASSERTS[exercise], dict(stub))


def _defined(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "submission"}
    _run(source, names)
    return names


def _run(source: str, names: dict[str, Any]) -> None:
    exec(compile(source, "submission.py", "exec"), names)  # noqa: S102
