"""Verdicts and reports: what a batch is made of, in the shape of ``results.json``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from autograder.course.handed_in import HandedIn
from autograder.course.lateness import Lateness

__all__ = ["CheckReport", "ExerciseReport", "Report", "Status", "Verdict", "has_fault", "merge"]


class Verdict(StrEnum):
    """Verdict of a check.

    ``blocked``: what it needs does not hold, so what it asks was never looked at: no points, and no accusation.
    ``not_graded``: the grader's own fault, and shown as such.
    """

    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"
    NOT_GRADED = "not_graded"


class Status(StrEnum):
    """Status of a report: ``not_graded`` where the grader's own fault kept a verdict from being reached."""

    GRADED = "graded"
    NOT_GRADED = "not_graded"


@dataclass
class CheckReport:
    """One check of one submission.

    Attributes:
        name: the title that students see.
        hidden: students do not have it.
        verdict: what came of it.
        points: what it has earned.
        max_points: what it is worth.
        message: what is wrong, what blocks it, or what there is to say of a check that has passed; may be "".
        counterexample: the input that shows it, as ``x = tensor([0.])``, or None.
        misconception: name of the misconception that it smells of, or None.
        hint: what may help; "" where there is nothing to say.
        further_hints: what to say to those who ask for more, ever more concrete.
    """

    name: str
    hidden: bool
    verdict: Verdict
    points: float
    max_points: float
    message: str = ""
    counterexample: str | None = None
    misconception: str | None = None
    hint: str = ""
    further_hints: list[str] = field(default_factory=list)


@dataclass
class ExerciseReport:
    """The checks of one exercise.

    Attributes:
        name: the function or class.
        score: what its checks have earned.
        max_score: what they are worth.
        checks: in the order of the report.
    """

    name: str
    score: float
    max_score: float
    checks: list[CheckReport] = field(default_factory=list)


@dataclass
class Report:
    """One submission's verdicts.

    Attributes:
        student: who handed it in, see `autograder.submissions.intake.shown`.
        file: its name, or "" if there is none.
        sha256: hash of its bytes, in hex, or "".
        status: whether it was graded.
        error: one line: why it could not be read or graded, or None.
        score: what its exercises have earned.
        max_score: what they are worth.
        exercises: in the order of the course.
        notes: lines about how the file was chosen, and what was skipped or failed when it was loaded.
        seconds: wall-clock time it took; the only thing that may differ from run to run.
        handed_in: what a platform or the roster says of it, or None; the ledger does not keep it.
        late: what lateness makes of the score, if there is a policy, or None; nor does it keep this.
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
    handed_in: HandedIn | None = None
    late: Lateness | None = None

    @property
    def is_of_all(self) -> bool:
        """Whether it says of every exercise that nothing of the submission can be run."""
        return self.error is not None and self.status is Status.GRADED


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
