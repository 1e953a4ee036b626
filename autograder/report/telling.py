"""What a student is told of a report: of hidden checks as much as the course wants, of the grader's faults nothing."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from autograder.language import NOT_IMPLEMENTED, Phrase, tell, told
from autograder.report.plain import plain
from autograder.report.verdict import CheckReport, Report, Status, Verdict

__all__ = ["OWN_FAULT", "Telling", "facts", "for_student", "why_not_graded"]

# What is said of it instead of how the grader has failed: that may quote hidden checks.
OWN_FAULT = Phrase("could not be graded, which is no fault of yours; you will hear of it")


class Telling(StrEnum):
    """How much of a hidden check is told.

    ``title``: its title, verdict and points. ``hint``: also its hint, and what blocks it. ``counterexample``: all that
    is told of a visible check, the input and the expected value included.
    """

    TITLE = "title"
    HINT = "hint"
    COUNTEREXAMPLE = "counterexample"


def for_student(report: Report, telling: Telling, hints: int = 1) -> Report:
    """Return the report as its student may read it, with so many hints for one cause."""
    exercises = [
        replace(exercise, checks=[_told(check, telling, hints) for check in exercise.checks])
        for exercise in report.exercises
    ]
    error = told(OWN_FAULT) if report.error and report.status is Status.NOT_GRADED else report.error
    return replace(report, exercises=exercises, error=error)


def facts(check: CheckReport) -> str:
    """Return all that a check says beside its title: message, counterexample, hints."""
    lines = [check.message, tell("for {example}", example=check.counterexample) if check.counterexample else ""]
    lines += [tell("hint: {hint}", hint=hint) for hint in [check.hint, *check.further_hints] if hint]
    return plain("\n".join(filter(None, lines)))


def why_not_graded(report: Report) -> str:
    """Return in a line why a report is not graded, or not all of it: for the staff, as it may quote hidden checks."""
    faults = (
        f"{exercise.name}: {check.message}"
        for exercise in report.exercises
        for check in exercise.checks
        if check.verdict is Verdict.NOT_GRADED
    )
    return report.error or next(faults, tell("the grader has failed")).split("\n", 1)[0]


def _told(check: CheckReport, telling: Telling, hints: int) -> CheckReport:
    changed = replace(check, further_hints=check.further_hints[: hints - 1])
    if check.verdict is Verdict.NOT_GRADED:
        return replace(
            changed, message=told(OWN_FAULT), counterexample=None, misconception=None, hint="", further_hints=[]
        )
    if not check.hidden or telling is Telling.COUNTEREXAMPLE:
        return changed
    blocked = check.verdict is Verdict.BLOCKED and telling is Telling.HINT
    message = check.message if blocked or check.message == told(NOT_IMPLEMENTED) else ""
    changed = replace(changed, message=message, counterexample=None)
    return changed if telling is Telling.HINT else replace(changed, misconception=None, hint="", further_hints=[])
