"""What assignments, exercises and checks a course has: found from its folders, never listed anywhere.

A course is a folder with ``solutions/`` (at the instructor's), ``assignments/``, or both. The visible checks name the
assignments that exist: they lie in ``checks/`` of the folder, or ship with this package where there is no such folder.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Assignment", "Course", "CourseError", "checks_to_build", "definitions", "exercise_of", "find_course"]

_SHIPPED = Path(__file__).parents[1] / "checks"


class CourseError(Exception):
    """The course is not as it must be; whoever has written or runs it mends that."""


@dataclass(frozen=True)
class Assignment:
    """One assignment of a course.

    Attributes:
        name: e.g. ``ps1_tensors``.
        visible: folder of its visible checks.
        solution: its reference solution, or None where there is none to be had.
        others: the exercises of the course's other assignments, by their names.
    """

    name: str
    visible: Path
    solution: Path | None
    others: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False)

    @property
    def check_folders(self) -> list[Path]:
        """The folders to collect checks from; the hidden ones lie beside the solution."""
        return [self.visible] if self.solution is None else [self.visible, self.solution.parent]

    @property
    def exercises(self) -> set[str]:
        """The names of the exercises that have visible checks."""
        return set(_exercises_in(self.visible))

    @property
    def order(self) -> list[str]:
        """The exercises, in the order in which the solution defines them."""
        return definitions([self.solution.read_text(encoding="utf-8")]) if self.solution else []

    @property
    def imports(self) -> list[str]:
        """The modules that the solution imports at its top level: submissions are likely to import them, too."""
        names: set[str] = set()
        for node in ast.parse(self.solution.read_bytes()).body if self.solution else ():
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
        return sorted(names)

    @property
    def hints(self) -> Path:
        """The file of the hints that students have, see `autograder.grading.hints`; it may be missing."""
        return self.visible / "hints.json"

    @property
    def fails(self) -> Path | None:
        """The file of which tests its misconceptions fail, see `autograder.course.misconception`; it may be missing."""
        return self.solution.parent / "fails.json" if self.solution else None

    @property
    def misconceptions(self) -> Path | None:
        """The file of its misconceptions, or None."""
        path = self.solution.parent / "misconceptions.py" if self.solution else None
        return path if path is not None and path.is_file() else None


def _exercises_in(checks: Path) -> frozenset[str]:
    return frozenset(exercise_of(file) for file in checks.glob("test_*.py"))


def exercise_of(check_file: Path) -> str:
    """Return the exercise that a file of checks, ``test_<exercise>.py``, is named after."""
    return check_file.stem.removeprefix("test_")


def definitions(sources: Iterable[str]) -> list[str]:
    """Return the functions and classes defined at the top level of the sources, in order: the order of exercises."""
    names: list[str] = []
    for source in sources:
        with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            tree = ast.parse(source)
            names += [node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    return names


@dataclass(frozen=True)
class Course:
    """The folder of a course, and the assignments that have checks."""

    root: Path

    @property
    def checks(self) -> Path:
        """The folder of the visible checks."""
        return _own_checks(self.root) or _SHIPPED

    @property
    def assignments(self) -> list[str]:
        """Names of the assignments, sorted."""
        return sorted(path.name for path in self.checks.iterdir() if path.is_dir() and any(path.glob("test_*.py")))

    def assignment(self, name: str, *, with_solution: bool) -> Assignment:
        """Return an assignment.

        Raises:
            CourseError: there is no such assignment, or no solution where one is needed.
        """
        if name not in self.assignments:
            raise CourseError(f"{name}: there is no such assignment; there are {', '.join(self.assignments)}.")
        solution = self.root / "solutions" / name / f"{name}.py"
        if with_solution and not solution.is_file():
            raise CourseError(f"{solution}: there is no reference solution; call this in the course's folder.")
        others = {other: _exercises_in(self.checks / other) for other in self.assignments if other != name}
        return Assignment(name, self.checks / name, solution if with_solution else None, others)


def _own_checks(root: Path) -> Path | None:
    own = root / "checks"
    return own if any(own.glob("*/test_*.py")) else None


def checks_to_build(root: Path) -> Path:
    """Return the folder of the visible checks in the sources of a course: ``checks/``, or that of the package in it."""
    return _own_checks(root) or root / "autograder" / "checks"


def find_course(start: Path | None = None) -> Course:
    """Return the course that ``start`` (by default the current folder) lies in, or ``start`` itself as one."""
    start = (start or Path(os.curdir)).resolve()
    for folder in (start, *start.parents):
        if (folder / "solutions").is_dir() or (folder / "assignments").is_dir():
            return Course(folder)
    return Course(start)
