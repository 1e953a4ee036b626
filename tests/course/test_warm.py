"""What a submission needs is imported before there is one: it is in the worker's memory when that is forked."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.batch.proof import fault_of, grade_sources
from autograder.course.assignments import find_course

from .conftest import ROOT

pytestmark = pytest.mark.slow

COURSE = find_course(ROOT)
# At the end of a submission: from here on nothing can be imported that is not there.
REFUSE = """

class _Refuse:
    @staticmethod
    def find_spec(name, path=None, target=None):
        raise RuntimeError(f"{name} is imported in a worker")


__import__("sys").meta_path.insert(0, _Refuse)
"""
# It trains for half a minute; what it needs, those before it need.
LONG = {"train_mnist"}


@pytest.mark.parametrize("assignment", COURSE.assignments)
def test_reference_imports_nothing_in_a_worker(assignment: str, tmp_path: Path) -> None:
    """Torch imports sympy for a gradient, and files and figures bring more: 0.25 s for every submission there is."""
    target = COURSE.assignment(assignment, with_solution=True)
    assert target.solution is not None
    source = target.solution.read_text(encoding="utf-8") + REFUSE
    sources = {(exercise, "reference"): source for exercise in sorted(target.exercises - LONG)}
    reports = grade_sources(target, sources, tmp_path)
    assert [
        fault for (exercise, _), report in reports.items() if (fault := fault_of(exercise, "reference", report))
    ] == []
