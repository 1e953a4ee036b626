"""The cells of a course's notebooks that nbgrader knows by name, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Part", "metadata", "part_of"]

# Of nbgrader's metadata.
_SCHEMA_VERSION = 3

_KINDS = {False: "checks", True: "hidden"}
# Cut out when the notebook is released. Only nbgrader's own way of grading, by a kernel, runs it.
_NO_KERNEL = """
### BEGIN HIDDEN TESTS
raise RuntimeError("autograder did not grade this: see nbgrader_config.py")
### END HIDDEN TESTS"""


@dataclass(frozen=True)
class Part:
    """What a graded cell is about: the visible or the hidden checks of an exercise.

    Its name in nbgrader, the ``grade_id``, is made of both; no exercise has a dash in its name.
    """

    exercise: str
    hidden: bool

    @property
    def grade_id(self) -> str:
        """The name of the cell."""
        return f"{self.exercise}-{_KINDS[self.hidden]}"

    @property
    def source(self) -> str:
        """What stands in the cell: what a student can run, or what there is to say of what they cannot."""
        if self.hidden:
            return f"# Hidden checks of {self.exercise}: they run when your work is graded.{_NO_KERNEL}"
        return f'from autograder import check\n\ncheck("{self.exercise}")'


def part_of(grade_id: str) -> Part | None:
    """Return what a graded cell is about, or None if it is none of ours."""
    exercise, _, kind = grade_id.rpartition("-")
    return next((Part(exercise, hidden) for hidden, name in _KINDS.items() if name == kind and exercise), None)


def metadata(
    grade_id: str,
    *,
    grade: bool = False,
    solution: bool = False,
    locked: bool = False,
    task: bool = False,
    points: float | None = None,
    more: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return nbgrader's metadata of a cell, complete."""
    found: dict[str, Any] = {
        "schema_version": _SCHEMA_VERSION,
        "grade_id": grade_id,
        "grade": grade,
        "solution": solution,
        "locked": locked,
        "task": task,
        **(more or {}),
    }
    if points is not None:
        found["points"] = points
    return found
