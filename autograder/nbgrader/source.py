"""The source notebook of an assignment, as `nbgrader generate_assignment` wants it: solutions and graded cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.course.assignments import Assignment, definitions
from autograder.course.building import BuildError
from autograder.course.building.notebook import finish_notebook
from autograder.course.building.points import with_points
from autograder.course.building.source import BEGIN
from autograder.course.building.translation import translations
from autograder.grading.session import CheckSession, run_session
from autograder.nbgrader.cells import Part, metadata
from autograder.sandbox.limits import Limits

__all__ = ["make_source", "marked_source", "points_of"]


def points_of(assignment: Assignment) -> dict[Part, float]:
    """Return what the checks of an assignment are worth; collects them, which takes some seconds.

    Raises:
        CourseError: the checks cannot be collected.
    """
    points: dict[Part, float] = defaultdict(float)

    def body(session: CheckSession) -> None:
        for check in session.checks:
            points[Part(check.exercise, check.hidden)] += check.info.points

    run_session(assignment, assignment.order, Limits(), body)
    return dict(points)


def marked_source(assignment: Assignment, points: Mapping[Part, float], language: str) -> str:
    """Return the text of a solution in a language, in which a line above each exercise says what it is worth.

    Raises:
        BuildError: the solution is not there in this language, or not as it must be.
    """
    assert assignment.solution is not None
    name = assignment.solution.name
    versions = translations(assignment.solution.read_text(encoding="utf-8"), name)
    if language not in versions:
        raise BuildError(f"{name}:1: is not there in {language}; take {' or '.join(versions)}, or translate it.")
    visible, hidden = (
        {part.exercise: worth for part, worth in points.items() if part.hidden is kind} for kind in (False, True)
    )
    return with_points(versions[language], visible, hidden, language)


def make_source(assignment: Assignment, points: Mapping[Part, float], language: str) -> str:
    """Return the source notebook of an assignment: the solution's cells, and graded cells after each exercise.

    Args:
        assignment: with a solution whose regions are marked as they must be.
        points: of its checks.
        language: of the text.

    Raises:
        BuildError: an exercise has no cell of its own, or see `marked_source`.
    """
    assert assignment.solution is not None
    name = assignment.solution.name
    notebook = jupytext.reads(marked_source(assignment, points, language), fmt="py:percent")
    cells: list[NotebookNode] = []
    left = dict(points)
    for cell in notebook.cells:
        cells.append(cell)
        if cell.cell_type == "code" and BEGIN in cell.source:
            exercise = _exercise_in(cell.source, {part.exercise for part in points}, name)
            cell.metadata["nbgrader"] = metadata(exercise, solution=True)
            cells += _graded_cells(exercise, left)
    if left:
        names = ", ".join(sorted({part.exercise for part in left}))
        raise BuildError(f"{name}:1: no cell has a solution of {names}; add one, or remove its checks.")
    notebook.cells = cells
    return finish_notebook(notebook, language)


def _exercise_in(source: str, exercises: set[str], name: str) -> str:
    """Return the exercise that a cell with a solution is about."""
    defined = definitions([source])
    checked = [each for each in defined if each in exercises]
    if len(checked) > 1:
        raise BuildError(f"{name}:1: {' and '.join(checked)} share a cell; put each into a cell of its own.")
    if not defined:
        raise BuildError(f"{name}:1: a cell with a solution defines nothing; begin it with the function or class.")
    return (checked or defined)[0]


def _graded_cells(exercise: str, left: dict[Part, float]) -> Sequence[Any]:
    """Return the graded cells of an exercise, visible checks first, and take them off the list."""
    parts = [Part(exercise, hidden) for hidden in (False, True)]
    return [_graded_cell(part, left.pop(part)) for part in parts if part in left]


def _graded_cell(part: Part, points: float) -> NotebookNode:
    cell = new_code_cell(part.source)
    cell.metadata["nbgrader"] = nbformat.from_dict(metadata(part.grade_id, grade=True, locked=True, points=points))
    return cell
