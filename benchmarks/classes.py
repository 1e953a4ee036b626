"""Classes of students to measure with: correct, partly wrong and half-done work, no two files equal.

Of five students, two have everything right and three have at least one exercise wrong or untouched. Wrong work is a
misconception of the course, so the mistakes are ones that students make; those that compute for long are left out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.assignments import Assignment
from autograder.course.building.source import find_regions, make_stub
from autograder.course.misconception import read_misconceptions

__all__ = ["Student", "draw_kinds", "fill", "is_all_right", "make_class", "solved", "write_class"]

_MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")
_CELL = "# %%"
# How students come, over and over again: whether all of their exercises are right.
_ALL_RIGHT = (True, False, True, False, False)
# Mistakes that compute for seconds before they are found out, here as everywhere: one of them among some hundred
# submissions is a third of the time, and the few that nbgrader grades have none.
_COMPUTE_FOR_LONG = {"stacks_squares", "rows_one_by_one", "loops_over_pairs", "never_remembers"}
# Of the exercises of the others.
_KINDS, _WEIGHTS = ("right", "wrong", "untouched"), (40, 40, 20)


@dataclass(frozen=True)
class Student:
    """What one student hands in.

    Attributes:
        name: of the student.
        source: text of a ``.py`` file in jupytext's percent format.
        all_right: whether it deserves all points.
    """

    name: str
    source: str
    all_right: bool


def make_class(assignment: Assignment, number: int) -> list[Student]:
    """Return so many students with their work: the same ones in every run, and a smaller class begins a larger one."""
    assert assignment.solution is not None
    text = assignment.solution.read_text(encoding="utf-8")
    wrong: dict[str, list[str]] = {}
    for misconception in read_misconceptions(assignment.solution):
        if misconception.name not in _COMPUTE_FOR_LONG:
            wrong.setdefault(misconception.exercise, []).append(misconception.source)
    exercises = [name for name in assignment.order if name in assignment.exercises]
    generator = random.Random(assignment.name)
    students = []
    for index in range(number):
        name, all_right = f"s{index:05d}", is_all_right(index)
        kinds = draw_kinds(exercises, all_right, generator)
        source = fill(text, kinds, lambda exercise: generator.choice(wrong[exercise]))
        students.append(Student(name, f'{source}\n\n{_CELL}\nSTUDENT = "{name}"\n', all_right))
    return students


def is_all_right(index: int) -> bool:
    """Say whether the student of this number in a class is to have everything right."""
    return _ALL_RIGHT[index % len(_ALL_RIGHT)]


def write_class(students: Sequence[Student], folder: Path) -> None:
    """Write ``<student>.py`` files, as `autograder grade` takes them."""
    folder.mkdir(parents=True)
    for student in students:
        (folder / f"{student.name}.py").write_text(student.source, encoding="utf-8")


def solved(text: str) -> str:
    """Return a solution without its markers, as a student would have it."""
    return "\n".join(line for line in text.split("\n") if line.strip() not in _MARKERS)


def draw_kinds(exercises: Sequence[str], all_right: bool, generator: random.Random) -> dict[str, str]:
    """Return for each exercise whether it is to be right, wrong or untouched."""
    while True:
        kinds = {
            name: "right" if all_right else generator.choices(_KINDS, _WEIGHTS)[0]  # one draw an exercise
            for name in exercises
        }
        if all_right or set(kinds.values()) != {"right"}:
            return kinds


def fill(text: str, kinds: dict[str, str], wrong: Callable[[str], str]) -> str:
    """Return the solution with each exercise made right, wrong or untouched."""
    parts = []
    for exercise, part in _split(text, kinds):
        match kinds.get(exercise):
            case "wrong":
                parts.append(wrong(exercise) + "\n\n")
            case "untouched":
                parts.append(make_stub(part, find_regions(part, exercise)))
            case _:
                parts.append(solved(part))
    return "\n".join(parts)


def _split(text: str, exercises: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the text in parts: (exercise, from its definition to the end of the cell), and ("", what lies between)."""
    heads = {f"{word} {name}{end}": name for name in exercises for word in ("def", "class") for end in "(:"}
    current, lines = "", list[str]()
    for line in text.split("\n"):
        starts = next((name for head, name in heads.items() if line.startswith(head)), None)
        if starts is not None or (current and line.startswith(_CELL)):
            yield current, "\n".join(lines)
            current, lines = starts or "", []
        lines.append(line)
    yield current, "\n".join(lines)
