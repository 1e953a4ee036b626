"""`nbgrader autograde` with our preprocessors, and the direct road into the gradebook, against the stock command."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.course.assignments import Assignment, find_course
from autograder.nbgrader.cells import Part
from autograder.nbgrader.source import points_of
from benchmarks.classes import Student, make_class
from benchmarks.commands import ROOT, BenchError, run
from benchmarks.figures import Measured, Topic, ratio, spread
from benchmarks.stock import Autograding, StockCourse, test_cell

__all__ = ["own_nbgrader"]

_ASSIGNMENT = "ps1_tensors"
_STOCK, _OURS, _DIRECT = "nbgrader autograde", "nbgrader autograde, ours inside", "autograder export, after grade"


def own_nbgrader(rounds: int, submissions: int, stock_submissions: int) -> Topic:
    """Grade the same class in three ways, in turns; stock nbgrader only the first of it."""
    assignment = find_course(ROOT).assignment(_ASSIGNMENT, with_solution=True)
    students = make_class(assignment, max(submissions, stock_submissions))
    points = points_of(assignment)
    of_exercise = {name: sum(points[part] for part in points if part.exercise == name) for name in assignment.order}
    taken: dict[str, list[Autograding]] = {_STOCK: [], _OURS: [], _DIRECT: []}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        few = students[:stock_submissions]
        stock = StockCourse(Path(folder, "stock"), assignment, few, of_exercise, plain=False)
        ours = _OwnCourse(Path(folder, "ours"), assignment, students[:submissions], points)
        for _ in range(rounds):
            taken[_STOCK].append(stock.autograde())
            taken[_OURS].append(ours.autograde())
            taken[_DIRECT].append(ours.export())
            _require_equal([each[-1].scores for each in taken.values()])
    return _report(taken, submissions)


class _OwnCourse(StockCourse):
    """The same class in a course of ours."""

    configuration = f"from autograder.nbgrader import configure\nconfigure(c, {str(ROOT)!r})\n"

    def __init__(
        self, folder: Path, assignment: Assignment, students: Sequence[Student], points: dict[Part, float]
    ) -> None:
        self._points = points
        super().__init__(folder, assignment, students, {part.exercise: 0 for part in points}, plain=False)

    def autograde(self) -> Autograding:
        """Grade the class; nothing is reused."""
        shutil.rmtree(self._root / "graded", ignore_errors=True)
        return super().autograde()

    def export(self) -> Autograding:
        """Write what `autograder grade` has graded into the gradebook; only that is measured."""
        out = self._root.parent / "out"
        name = self._assignment.name
        run(["autograder", "grade", self._root / "submitted", "-a", name, "-o", out], cwd=ROOT)
        command = ["autograder", "export", out, "--to", "nbgrader", "--course", self._root]
        return self._timed(lambda: run(command, cwd=ROOT, environment=self._environment)[0])

    def _test_cells(self, exercise: str) -> list[dict[str, Any]]:
        parts = [part for part in self._points if part.exercise == exercise]
        return [test_cell(part.grade_id, part.source, self._points[part]) for part in parts]


def _require_equal(scores: Sequence[dict[str, float]]) -> None:
    """Make sure that everybody has given the same points."""
    for student in scores[0]:
        given = {round(each[student], 6) for each in scores}
        if len(given) > 1:
            raise BenchError(f"{student}: gets {given} points, by whom it is graded.")


def _report(taken: dict[str, list[Autograding]], submissions: int) -> Topic:
    each_s = {who: [each.each_s for each in times] for who, times in taken.items()}
    against = ratio(f"{_OURS} against {_STOCK}", each_s[_OURS], each_s[_STOCK], more_is_better=True)
    topic = Topic(
        [f"{_ASSIGNMENT}, by", "ms a submission", "start-up, s", f"{submissions} submissions, s"], ratios=[against]
    )
    for who, times in taken.items():
        start_s = Measured.of(each.start_s for each in times)
        each = Measured.of(1000 * each for each in each_s[who])
        whole_s = start_s.median + submissions * each.median / 1000
        topic.rows.append([who, spread(each, 0), f"{start_s.median:.1f}", f"{whole_s:.0f}"])
    topic.notes.append(f"With ours inside it does {spread(against, 0)} times what it does without, in the same time.")
    return topic
