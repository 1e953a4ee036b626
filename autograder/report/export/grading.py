"""Grades for a grade book: who gets how many points, and who gets none yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from autograder.report.export.exceptions import ExportError
from autograder.report.export.people import Person, match
from autograder.report.verdict import Report, Status

__all__ = ["Filled", "fill"]

_ALMOST = 1e-6


@dataclass
class Filled:
    """A table with grades in it.

    Attributes:
        text: the file.
        graded: how many grades it has got.
        left: a line for each student of the batch whose grade is not in it, with the reason.
        without: the people of the table of whom there is no submission; their cells are as they were.
    """

    text: str
    graded: int = 0
    left: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)


def fill(
    reports: Sequence[Report],
    people: Sequence[Person],
    set_grade: Callable[[int, float], str | None],
    *,
    limits: Sequence[float | None],
    scale: bool,
    where: str,
) -> Filled:
    """Set the grade of each person whose submission was graded, and tell of all others; the text is still to come.

    Args:
        reports: of the batch.
        people: of the table.
        set_grade: is called with the position of a person and the points; returns why it has not set them, or None.
        limits: the most points that each person may get, as far as the table says so.
        scale: whether points are scaled to that.
        where: the table, for messages.

    Raises:
        ExportError: the most points differ, and are not to be scaled.
    """
    matches = match([report.student for report in reports], people)
    filled = Filled("")
    filled.left = [f"{student}: {reason}" for student, reason in matches.unknown.items()]
    filled.without = [people[position].names[0] for position in matches.without]
    for report in reports:
        if report.student not in matches.people:
            continue
        if report.status is Status.NOT_GRADED:
            filled.left.append(f"{report.student}: could not be graded; the cell is as it was")
            continue
        if report.late is not None and report.late.score is None:
            filled.left.append(f"{report.student}: {report.late.reason}; the cell is as it was")
            continue
        position = matches.people[report.student]
        refused = set_grade(position, _points(report, limits[position], scale, where))
        if refused is None:
            filled.graded += 1
        else:
            filled.left.append(f"{report.student}: {refused}; the cell is as it was")
    return filled


def _points(report: Report, limit: float | None, scale: bool, where: str) -> float:
    """Return the points to enter: what counts of them, where lateness costs something."""
    points = report.score if report.late is None or report.late.score is None else report.late.score
    if limit is None:
        if scale:
            raise ExportError(f"{where}: does not say how many points there are, so there is nothing to scale to.")
        return points
    if scale and report.max_score:
        return points / report.max_score * limit
    if abs(limit - report.max_score) > _ALMOST:
        raise ExportError(
            f"{where}: has at most {limit:g} points, the batch {report.max_score:g}; "
            f"make them equal on the platform and download it again, or pass --scale."
        )
    return points
