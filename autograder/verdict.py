"""Verdicts and reports: what a batch is made of, in the shape of ``results.json``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["CheckReport", "ExerciseReport", "Report", "Status", "Verdict"]


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
        seconds: wall-clock time it took. Another run may change this, and the training time in a message; no more.
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
