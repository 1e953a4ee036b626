"""Verdicts and reports: what a batch is made of, in the shape of ``results.json``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

__all__ = ["CheckReport", "ExerciseReport", "Report", "Status", "Verdict", "has_fault", "merge", "report_from"]


class Verdict(StrEnum):
    """Verdict of a check. ``not_graded`` is the grader's own fault, and shown as such."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_GRADED = "not_graded"


class Status(StrEnum):
    """Status of a report: ``not_graded`` where the grader's own fault kept a verdict from being reached."""

    GRADED = "graded"
    NOT_GRADED = "not_graded"


@dataclass
class CheckReport:
    """One check of one submission."""

    name: str
    hidden: bool
    verdict: Verdict
    points: float
    max_points: float
    message: str = ""
    counterexample: str | None = None
    misconception: str | None = None
    hint: str = ""


@dataclass
class ExerciseReport:
    """The checks of one exercise."""

    name: str
    score: float
    max_score: float
    checks: list[CheckReport] = field(default_factory=list)


@dataclass
class Report:
    """One submission's verdicts.

    Attributes:
        student: who handed it in.
        file: its name, or "" if there is none.
        sha256: hash of its bytes, in hex, or "".
        error: one line: why it could not be read or graded, or None.
        notes: lines about what was skipped or failed when it was loaded.
        seconds: wall-clock time it took; the only thing that may differ from run to run.
    """

    student: str
    file: str
    sha256: str
    status: Status
    error: str | None
    score: float
    max_score: float
    seconds: float
    exercises: list[ExerciseReport] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_of_all(self) -> bool:
        """Whether it says of every exercise that nothing of the submission can be run."""
        return self.error is not None and self.status is Status.GRADED


def report_from(form: dict[str, Any]) -> Report:
    """Return the report that `dataclasses.asdict` has made this form of, or JSON of that.

    Raises:
        KeyError, TypeError, ValueError: it is no such form.
    """
    exercises = [
        ExerciseReport(**{**exercise, "checks": [_check_from(check) for check in exercise["checks"]]})
        for exercise in form["exercises"]
    ]
    return Report(**{**form, "status": Status(form["status"]), "exercises": exercises})


def _check_from(form: dict[str, Any]) -> CheckReport:
    return CheckReport(**{**form, "verdict": Verdict(form["verdict"])})


def has_fault(exercise: ExerciseReport) -> bool:
    """Say whether a fault of the grader's has kept a check of the exercise from a verdict."""
    return any(check.verdict is Verdict.NOT_GRADED for check in exercise.checks)


def merge(kept: Report, new: Report, order: Sequence[str]) -> Report:
    """Return the report of one submission from two, of different exercises of it; where both have one, the new one.

    ``order`` names all exercises of the assignment.
    """
    exercises = {exercise.name: exercise for exercise in (*kept.exercises, *new.exercises)}
    merged = [exercises[name] for name in order if name in exercises]
    failed = new.status is Status.NOT_GRADED and not new.exercises  # the grader failed before it came to any of them
    graded = not failed and not any(map(has_fault, merged))
    return replace(
        new,
        status=Status.GRADED if graded else Status.NOT_GRADED,
        score=sum(exercise.score for exercise in merged),
        max_score=sum(exercise.max_score for exercise in merged),
        seconds=round(kept.seconds + new.seconds, 3),
        exercises=merged,
    )
