"""Stock nbgrader: a course with the same exercises, and the real ``nbgrader autograde``."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]

from autograder.course.assignments import Assignment, definitions
from autograder.nbgrader.cells import metadata
from benchmarks.classes import Student
from benchmarks.commands import ROOT, BenchError, run
from benchmarks.plain_asserts import PLAIN_ASSERTS

__all__ = ["Autograding", "StockCourse", "test_cell"]

# The cell that students get is empty; nbgrader puts the hidden part back before it runs the notebook. A cell whose
# last line is a number earns so many points.
_EQUAL_CHECKS = """
### BEGIN HIDDEN TESTS
from benchmarks.in_process import points
### END HIDDEN TESTS
points({assignment!r}, {exercise!r}, globals())
"""


@dataclass(frozen=True)
class Autograding:
    """One `nbgrader autograde`.

    Attributes:
        wall_s: seconds for the whole command.
        each_s: seconds between one autograded notebook and the next, on average.
        scores: points by student.
    """

    wall_s: float
    each_s: float
    scores: dict[str, float]

    @property
    def start_s(self) -> float:
        """Seconds that the command takes beside its submissions."""
        return self.wall_s - len(self.scores) * self.each_s


class StockCourse:
    """A course of one assignment, released, with a class that has handed in.

    Args:
        folder: where to put it.
        assignment: what it is made of.
        students: the class.
        max_points: of each exercise.
        plain: check with `PLAIN_ASSERTS` instead of with the very checks of the course.

    Attributes:
        configuration: more lines of its ``nbgrader_config.py``.
    """

    configuration = ""

    def __init__(
        self,
        folder: Path,
        assignment: Assignment,
        students: Sequence[Student],
        max_points: Mapping[str, float],
        *,
        plain: bool,
    ) -> None:
        self._assignment = assignment
        self._max_points = max_points
        self._plain = plain
        self._root = folder / "course"
        home = folder / "home"  # whatever Jupyter settings somebody has
        self._environment = {
            "HOME": str(home),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "IPYTHONDIR": str(home / "ipython"),
            "PYTHONPATH": str(ROOT),
        }
        home.mkdir(parents=True)
        self._root.mkdir()
        text = (
            f"c = get_config()\nc.CourseDirectory.course_id = 'bench'\nc.CourseDirectory.root = {str(self._root)!r}\n"
        )
        (self._root / "nbgrader_config.py").write_text(text + self.configuration)
        assert assignment.solution is not None
        self._write(self._root / "source", assignment.solution.read_text(encoding="utf-8"))
        self._nbgrader("generate_assignment", assignment.name)
        for student in students:
            self._write(self._root / "submitted" / student.name, student.source)

    def autograde(self) -> Autograding:
        """Grade the class, as if for the first time."""
        return self._timed(lambda: self._nbgrader("autograde", self._assignment.name))

    def _timed(self, command: Callable[[], float]) -> Autograding:
        """Run what makes the autograded notebooks."""
        name, autograded = self._assignment.name, self._root / "autograded"
        shutil.rmtree(autograded, ignore_errors=True)
        wall_s = command()
        done = sorted(path.stat().st_mtime for path in autograded.glob(f"*/{name}/{name}.ipynb"))
        self._nbgrader("export", "--to", "grades.csv")
        with (self._root / "grades.csv").open(encoding="utf-8") as file:
            scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
        if len(done) < 2 or len(done) != len(scores):
            raise BenchError(f"nbgrader has autograded {len(done)} of {len(scores)} notebooks; two are needed.")
        return Autograding(wall_s, (done[-1] - done[0]) / (len(done) - 1), scores)

    def _nbgrader(self, *arguments: str) -> float:
        wall_s, _ = run(["nbgrader", *arguments], cwd=self._root, environment=self._environment)
        return wall_s

    def _write(self, folder: Path, source: str) -> None:
        """Write a percent text as the assignment's notebook, with a test cell after each exercise."""
        notebook = jupytext.reads(source, fmt="py:percent")
        cells = []
        for cell in notebook.cells:
            cells.append(cell)
            cell.metadata = {}
            for exercise in definitions([cell.source]) if cell.cell_type == "code" else ():
                if exercise in self._max_points:
                    cell.metadata["nbgrader"] = metadata(exercise, solution=True)
                    cells += self._test_cells(exercise)
        notebook.cells = cells
        notebook.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        notebook.nbformat, notebook.nbformat_minor = 4, 5
        path = folder / self._assignment.name / f"{self._assignment.name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), encoding="utf-8")

    def _test_cells(self, exercise: str) -> list[dict[str, Any]]:
        equal = _EQUAL_CHECKS.format(assignment=self._assignment.name, exercise=exercise)
        source = (PLAIN_ASSERTS[exercise] if self._plain else equal).strip()
        return [test_cell(f"test_{exercise}", source, self._max_points[exercise])]


def test_cell(grade_id: str, source: str, points: float) -> dict[str, Any]:
    """Return a cell that nbgrader gives points for."""
    return {
        "cell_type": "code",
        "id": f"test-{grade_id}".replace("_", "-"),
        "metadata": {"nbgrader": metadata(grade_id, grade=True, locked=True, points=points)},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
