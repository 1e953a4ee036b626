"""A table with a row for each check of each submission, for a spreadsheet or pandas; it has all, as results.json."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from autograder.report.plain import plain
from autograder.report.spreadsheet import number, safe_cell
from autograder.report.verdict import Report, Verdict

__all__ = ["COLUMNS", "as_table"]

COLUMNS = (
    "student", "assignment", "status", "error", "exercise", "check", "hidden", "verdict", "points", "max_points",
    "misconception", "message", "counterexample", "hint",
)  # fmt: skip


def as_table(reports: Sequence[Report], assignment: str) -> str:
    """Return the table as CSV; a submission without any check has a row, too, and what was not graded no points."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for report in reports:
        head = [report.student, assignment, report.status.value, report.error or ""]
        rows = [
            [exercise.name, check.name, "yes" if check.hidden else "no", check.verdict.value,
             "" if check.verdict is Verdict.NOT_GRADED else check.points, check.max_points, check.misconception or "",
             check.message, check.counterexample or "", check.hint]
            for exercise in report.exercises for check in exercise.checks
        ]  # fmt: skip
        for row in rows or [[""] * (len(COLUMNS) - len(head))]:
            writer.writerow(
                [number(cell) if isinstance(cell, float) else safe_cell(plain(str(cell))) for cell in head + row]
            )
    return buffer.getvalue()
