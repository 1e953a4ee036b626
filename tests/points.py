"""Points: what the checks of the course are worth, counted in their files, so that no test does so by hand."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from autograder.course.assignments import find_course

__all__ = ["Points", "points_of", "total_of"]

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Points:
    """What the checks of one exercise are worth."""

    visible: float
    hidden: float

    @property
    def total(self) -> float:
        """What right work gets."""
        return self.visible + self.hidden


def points_of(assignment: str) -> dict[str, Points]:
    """Return the points of each exercise of an assignment, in the order of the solution."""
    found = find_course(ROOT).assignment(assignment, with_solution=True)
    assert found.solution is not None
    folders = (found.visible, found.solution.parent)
    return {
        name: Points(*(_points_in(folder / f"test_{name}.py") for folder in folders))
        for name in found.order
        if name in found.exercises
    }


def total_of(assignment: str) -> float:
    """Return the points of an assignment."""
    return sum(points.total for points in points_of(assignment).values())


def _points_in(path: Path) -> float:
    if not path.is_file():
        return 0.0
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    calls = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "check"]
    return float(sum(ast.literal_eval(each.value) for call in calls for each in call.keywords if each.arg == "points"))
