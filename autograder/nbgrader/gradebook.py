"""nbgrader's gradebook: what it knows of a notebook, and of submissions."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from nbgrader.api import Comment, Grade, Gradebook, SubmittedNotebook

from autograder.nbgrader.cells import metadata

__all__ = ["Known", "KnownCell", "add_missing_rows", "known_of", "open_gradebook"]


_HIDDEN_TESTS = re.compile(r"^[ \t]*### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS[^\n]*\n?", re.MULTILINE | re.DOTALL)


def open_gradebook(url: str, course_id: str = "default_course") -> Gradebook:
    """Open a gradebook; a new one needs the command ``alembic``, which lies beside our Python."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    with mock.patch.dict(os.environ, PATH=path):
        return Gradebook(url, course_id)


@dataclass(frozen=True)
class KnownCell:
    """A cell as the gradebook knows it.

    Attributes:
        source: with the hidden tests that were cut out when it was released.
        metadata: what nbgrader's metadata of it must be.
    """

    name: str
    cell_type: str
    source: str
    metadata: Mapping[str, Any]

    @property
    def released(self) -> str:
        """The source as students have got it."""
        return _HIDDEN_TESTS.sub("", self.source).rstrip("\n")

    @property
    def is_locked(self) -> bool:
        """Whether students may not change it."""
        return bool(self.metadata["locked"])


@dataclass(frozen=True)
class Known:
    """A notebook as the gradebook knows it.

    Attributes:
        cells: in the order of the notebook.
        kernelspec: of the released notebook.
    """

    cells: tuple[KnownCell, ...]
    kernelspec: Mapping[str, Any]


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
    return Known(tuple(cells), json.loads(found.kernelspec or "{}"))


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
