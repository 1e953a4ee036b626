"""Canvas: a gradebook that was exported there, with the grades of one assignment.

Whoever is in no column ``ID`` is no person: the row of possible points, which would set them, is left out.
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

__all__ = ["fill_gradebook"]

_OTHERS = ("SIS User ID", "SIS Login ID", "Integration ID")
_TASK = re.compile(r"(?P<title>.*) \((?P<id>\d+)\)")


def fill_gradebook(reports: Sequence[Report], template: Template, column: str, *, scale: bool = False) -> Filled:
    """Return the gradebook with the grades in the column of one assignment, and no other assignment.

    Args:
        reports: of the batch.
        template: the exported gradebook.
        column: title of the assignment there, with or without its id.
        scale: whether points are scaled to those that are possible there.

    Raises:
        ExportError: the template is no gradebook, or has no such column.
    """
    name, key = (_required(template, title) for title in ("Student", "ID"))
    target = _assignment(template, column)
    kept = [_optional(template, title) for title in ("Student", "ID", *_OTHERS, "Section")]
    others = [index for title in _OTHERS if (index := _optional(template, title)) is not None]
    limit = _possible(template, name, key, target)
    template.rows = [row for row in template.rows if row[key].strip()]
    people = [
        Person(row[key].strip(), (row[name].strip(),), tuple(row[index].strip() for index in others))
        for row in template.rows
    ]

    def set_grade(position: int, points: float) -> str | None:
        if template.rows[position][target].strip().upper() == "EX":
            return "is excused there"
        template.rows[position][target] = number(points)
        return None

    filled = fill(
        reports, people, set_grade, limits=[limit] * len(people), scale=scale, where=f"{template.path}, {column}"
    )
    filled.text = template.text([*(index for index in kept if index is not None), target])
    return filled


def _required(template: Template, title: str) -> int:
    return template.column([title], "export the gradebook of Canvas as CSV (Grades, Export)")


def _optional(template: Template, title: str) -> int | None:
    return template.header.index(title) if title in template.header else None


def _assignment(template: Template, wanted: str) -> int:
    titles = {index: task["title"] for index, name in enumerate(template.header) if (task := _TASK.fullmatch(name))}
    found = [index for index, title in titles.items() if wanted in (title, template.header[index])]
    if len(found) == 1:
        return found[0]
    known = ", ".join(template.header[index] for index in titles) or "none"
    problem = f"has {len(found)} assignments {wanted}" if found else f"has no assignment {wanted}"
    raise ExportError(f"{template.path}: {problem}; name one by --column: {known}.")


def _possible(template: Template, name: int, key: int, target: int) -> float | None:
    """Return how many points are possible, if a row says so."""
    for row in template.rows:
        if row[name].strip() == "Points Possible" and not row[key].strip():
            text = row[target].strip().replace(",", ".")
            try:
                return float(text) if text else None
            except ValueError:
                raise ExportError(f"{template.path}: {text} are no possible points; export it again.") from None
    return None
