"""Courses of a few lines, graded in this process: for tests of what becomes of checks and submissions."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from autograder.course.assignments import Assignment
from autograder.grading.grader import Grader
from autograder.grading.session import CheckSession, run_session
from autograder.report.verdict import CheckReport, Report
from autograder.sandbox.limits import Limits
from autograder.submissions.submission import Submission

from .in_process import SandboxInProcess

_HEAD = "import torch\nimport hypothesis.strategies as st\nfrom autograder.checking import *\n"


def small_course(
    folder: Path, visible: Mapping[str, str], solution: str = "", hidden: Mapping[str, str] | None = None
) -> Assignment:
    """Write a course of one assignment.

    Args:
        folder: where to.
        visible: checks by the exercise. Imports of torch, Hypothesis and the checking package stand above them.
        solution: the reference solution.
        hidden: more checks by the exercise.
    """
    secret = folder / "solutions" / "ps"
    for place, checks in ((folder / "checks" / "ps", visible), (secret, hidden or {})):
        place.mkdir(parents=True)
        for exercise, text in checks.items():
            (place / f"test_{exercise}.py").write_text(_HEAD + textwrap.dedent(text), encoding="utf-8")
    (secret / "ps.py").write_text(textwrap.dedent(solution), encoding="utf-8")
    return Assignment("ps", folder / "checks" / "ps", secret / "ps.py")


def line_of(assignment: Assignment, exercise: str, part: str) -> str:
    """Return ``file:line`` of the line of the visible checks that holds this text."""
    file = assignment.visible / f"test_{exercise}.py"
    lines = file.read_text(encoding="utf-8").splitlines()
    return f"{file}:{next(number for number, line in enumerate(lines, 1) if part in line)}"


def grade(assignment: Assignment, *sources: str) -> list[Report]:
    """Grade submissions one after the other, in one session; return their reports.

    Raises:
        CourseError: the checks are not as they must be.
    """

    def body(session: CheckSession) -> list[Report]:
        grader = Grader(session, SandboxInProcess(), Limits(), solution=assignment.solution)
        return [
            grader.grade_submission("somebody", Submission.of_source("ps.py", textwrap.dedent(source)))
            for source in sources
        ]

    return run_session(assignment, assignment.order, Limits(), body)


def checks_of(report: Report) -> dict[str, CheckReport]:
    """Return the checks of a report by their titles."""
    return {check.name: check for exercise in report.exercises for check in exercise.checks}
