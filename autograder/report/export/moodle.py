"""Moodle: the grading worksheet of an assignment, with the grades.

Its headers are in the language of the site, so columns are found by their place: the identifier, which ends in the
participant's number, comes first, the most points come behind the grade. Moodle asks for the very headers that it gave
out, and takes no grade that is empty, above the most, or unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.report.export.exceptions import ExportError
from autograder.report.export.grading import Filled, fill
from autograder.report.export.people import Person
from autograder.report.export.template import Template
from autograder.report.spreadsheet import number
from autograder.report.verdict import Report

__all__ = ["fill_worksheet", "participants"]

_GRADE = ("Grade", "Оценка")
_REMEDY = "download the grading worksheet of the assignment in Moodle, or name its column of grades by --column"
_NUMBER = re.compile(r"\d+$")


def fill_worksheet(
    reports: Sequence[Report], template: Template, column: str | None = None, *, scale: bool = False
) -> Filled:
    """Return the worksheet with the grades, in the site's decimals; all else is as it was.

    Args:
        reports: of the batch.
        template: the worksheet.
        column: header of the grades, where it is neither English nor Russian.
        scale: whether points are scaled to the most that the worksheet says.

    Raises:
        ExportError: the template is no worksheet.
    """
    grade = _grade(template, column)
    people = participants(template, column)
    limits = [_limit(template, row, grade + 1) for row in template.rows]
    commas = [row[grade + 1].count(",") for row in template.rows]
    mark = "," if any(commas) else "."

    def set_grade(position: int, points: float) -> None:
        template.rows[position][grade] = number(points, mark)

    filled = fill(reports, people, set_grade, limits=limits, scale=scale, where=str(template.path))
    filled.text = template.text()
    return filled


def participants(template: Template, column: str | None = None) -> list[Person]:
    """Return the people of a worksheet.

    Raises:
        ExportError: the template is no worksheet.
    """
    grade = _grade(template, column)
    people = []
    for line, row in enumerate(template.rows, start=2):
        found = _NUMBER.search(row[0].strip())
        if found is None or grade == 0:
            raise ExportError(f"{template.path}: row {line} begins with no participant's number; {_REMEDY}.")
        about = [cell.strip() for cell in row[1:grade] if cell.strip()]
        people.append(Person(found[0], tuple(about[:1]) or (row[0].strip(),), (row[0].strip(), *about[1:])))
    return people


def _grade(template: Template, column: str | None) -> int:
    return template.column([column] if column else _GRADE, _REMEDY)


def _limit(template: Template, row: Sequence[str], index: int) -> float:
    text = row[index].strip() if index < len(row) else ""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise ExportError(
            f"{template.path}: {text or 'nothing'} stands behind the grade, where the most points should; "
            "let the assignment be graded by points, not by a scale."
        ) from None
