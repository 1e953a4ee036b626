"""nbgrader's gradebook: what it knows of a notebook, and what a report becomes in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.api import Comment, Grade, Gradebook, SubmittedNotebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, is_solution

from autograder.nbgrader.cells import metadata
from autograder.nbgrader.filling import Filled

__all__ = ["Known", "KnownCell", "SaveReport", "add_missing_rows", "known_of", "open_gradebook", "save"]

# What nbgrader itself says of a cell that is as it was released.
_NO_RESPONSE = "No response."


def open_gradebook(url: str, course_id: str = "default_course") -> Gradebook:
    """Open a gradebook; a new one needs the command ``alembic``, which lies beside our Python."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    with mock.patch.dict(os.environ, PATH=path):
        return Gradebook(url, course_id)


@dataclass(frozen=True)
class KnownCell:
    """A cell as the gradebook knows it.

    Attributes:
        source: as it was released, hidden tests of an instructor's own included.
        metadata: what nbgrader's metadata of it must be.
    """

    name: str
    cell_type: str
    source: str
    metadata: Mapping[str, Any]

    @property
    def is_locked(self) -> bool:
        """Whether students may not change it."""
        return bool(self.metadata["locked"])


@dataclass(frozen=True)
class Known:
    """A notebook as the gradebook knows it.

    Attributes:
        cells: in the order of the notebook.
        kernelspec: as JSON.
    """

    cells: tuple[KnownCell, ...]
    kernelspec: str


def known_of(gradebook: Gradebook, assignment: str, notebook: str) -> Known:
    """Return what the gradebook knows of a notebook.

    Raises:
        nbgrader.api.MissingEntry: nothing.
    """
    found = gradebook.find_notebook(notebook, assignment)
    points = {cell.name: float(cell.max_score) for cell in (*found.grade_cells, *found.task_cells)}
    grade, solution = {cell.name for cell in found.grade_cells}, {cell.name for cell in found.solution_cells}
    task = {cell.name for cell in found.task_cells}
    cells = [
        KnownCell(
            cell.name,
            cell.cell_type,
            cell.source,
            metadata(
                cell.name,
                grade=cell.name in grade,
                solution=cell.name in solution,
                locked=bool(cell.locked),
                task=cell.name in task,
                points=points.get(cell.name),
                more={"checksum": cell.checksum, "cell_type": cell.cell_type},
            ),
        )
        for cell in found.source_cells
    ]
    return Known(tuple(cells), found.kernelspec or "{}")


class SaveReport(NbGraderPreprocessor):
    """In place of nbgrader's SaveAutoGrades: writes what `autograder.nbgrader.autograde.Autograder` has found."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Write scores and comments, all or none."""
        of = resources["nbgrader"]
        with Gradebook(of["db_url"]) as gradebook:
            submitted = gradebook.find_submission_notebook(of["notebook"], of["assignment"], of["student"])
            save(submitted, nb, resources["autograder"])
            gradebook.db.commit()
        return nb, resources


def save(submitted: SubmittedNotebook, nb: NotebookNode, filled: Filled) -> None:
    """Write scores and comments into the rows of a submission; somebody commits them.

    Scores and comments given by hand stay, and are marked to be looked at again, as nbgrader does it.
    """
    add_missing_rows(submitted)
    grades = {grade.name: grade for grade in submitted.grades}
    for name, score in filled.scores.items():
        if name in grades:
            grades[name].auto_score = score
            grades[name].needs_manual_grade = score is None or grades[name].manual_score is not None
    untouched = {cell.metadata.nbgrader.grade_id for cell in nb.cells if is_solution(cell) and _is_untouched(cell)}
    for comment in submitted.comments:
        said = filled.comments.get(comment.name)
        comment.auto_comment = _NO_RESPONSE if comment.name in untouched and not said else said


def _is_untouched(cell: NotebookNode) -> bool:
    return bool(cell.metadata.nbgrader.get("checksum") == compute_checksum(cell))


def add_missing_rows(submitted: SubmittedNotebook) -> None:
    """Make rows for cells that have come after the submission (nbgrader's issue 1322)."""
    graded, commented = ({row.cell_id for row in rows} for rows in (submitted.grades, submitted.comments))
    cells = submitted.notebook
    for cell in (*cells.grade_cells, *cells.task_cells):
        if cell.id not in graded:
            submitted.grades.append(Grade(cell_id=cell.id, cell=cell))
    for cell in (*cells.solution_cells, *cells.task_cells):
        if cell.id not in commented:
            submitted.comments.append(Comment(cell_id=cell.id, cell=cell))
