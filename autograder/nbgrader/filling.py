"""What a report becomes in a notebook: a number, and what it says, in every graded cell."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import determine_grade, is_grade, is_solution, is_task

from autograder.language import tell, told
from autograder.nbgrader.cells import Part, part_of
from autograder.report.cell import as_html, as_text
from autograder.report.plain import code_span
from autograder.report.telling import OWN_FAULT, Telling, for_student
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Verdict

__all__ = ["Filled", "fill"]


@dataclass
class Filled:
    """What has been written into a notebook.

    Attributes:
        scores: of every graded cell; None if somebody has to look at it.
        comments: by the name of the cell that they belong to, those with nothing to say left out.
    """

    scores: dict[str, float | None] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


def fill(nb: NotebookNode, report: Report | None, unclear: str | None = None) -> Filled:
    """Write a report into the graded cells of a notebook: verdicts as text and HTML, and the score as a plain number.

    What the grader could not grade gets no number. Why, it does not say: students read it, and that may quote checks.

    Args:
        nb: with nbgrader's metadata as they should be.
        report: None for a notebook that is none of ours, and where it is not clear what is to be graded.
        unclear: why that is not clear.
    """
    filled = Filled()
    report = for_student(report, Telling.HINT) if report is not None else None
    exercises = {exercise.name: exercise for exercise in report.exercises} if report is not None else {}
    for cell in nb.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if is_grade(cell) and not is_task(cell):
            hand = is_solution(cell)
            filled.scores[name] = determine_grade(cell)[0] if hand else _fill_cell(cell, exercises, report, unclear)
        if report is not None and is_solution(cell) and name in exercises:
            comment = _comment(exercises[name], report.error if report.is_of_all else None)
            if comment:
                filled.comments[name] = comment
    return filled


def _fill_cell(
    cell: NotebookNode, exercises: Mapping[str, ExerciseReport], report: Report | None, unclear: str | None
) -> float | None:
    """Fill one graded cell; return its score, or None if there is none."""
    part = part_of(cell.metadata.nbgrader.grade_id)
    checks = [] if part is None else _checks(part, exercises)
    reason = (unclear and tell("not graded: {why}", why=unclear)) or _reason_for_none(part, checks, cell, report)
    shown = reason or (report.error if report is not None and report.is_of_all else None)
    cell.outputs = [
        new_output("display_data", data={"text/plain": as_text(checks, shown), "text/html": as_html(checks, shown)})
    ]
    cell.execution_count = None
    if reason is not None:
        return None
    score = math.fsum(check.points for check in checks)
    cell.outputs.append(new_output("execute_result", data={"text/plain": repr(score)}, execution_count=None))
    return score


def _checks(part: Part, exercises: Mapping[str, ExerciseReport]) -> list[CheckReport]:
    exercise = exercises.get(part.exercise)
    return [check for check in exercise.checks if check.hidden == part.hidden] if exercise is not None else []


def _reason_for_none(
    part: Part | None, checks: list[CheckReport], cell: NotebookNode, report: Report | None
) -> str | None:
    """Say why a graded cell gets no score, or return None."""
    if part is None or report is None:
        return tell(
            "not graded: no check of ours belongs to this cell, and what students hand in is run by our checks alone; "
            "grade it by hand"
        )
    fault = any(check.verdict is Verdict.NOT_GRADED for check in checks)
    if fault or (not checks and report.error and not report.is_of_all):
        return told(OWN_FAULT)
    worth, points = sum(check.max_points for check in checks), float(cell.metadata.nbgrader.points)
    if not math.isclose(worth, points):
        return tell(
            "not graded: the checks are worth {worth:g} points, the gradebook says {points:g}; "
            "run `autograder nbgrader init` and `nbgrader generate_assignment --force`, and autograde again",
            worth=worth,
            points=points,
        )
    return None


def _comment(exercise: ExerciseReport, error: str | None) -> str:
    """Return what a student reads beside their solution: why it cannot be run, or the hints."""
    if error:
        return code_span(error)  # what students have written is in it, and comments are Markdown
    hints = [check.hint for check in exercise.checks if check.verdict is not Verdict.PASSED and check.hint]
    return "\n".join(dict.fromkeys(hints))
