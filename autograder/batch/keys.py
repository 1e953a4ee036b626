"""What a verdict depends on, as a key: two exercises with equal keys get equal reports.

A key is a digest of the submission's name and bytes, of the checks, the reference and the misconceptions of the
exercise, of the grader's own code and the versions of what it runs on, and of the level, the device and the limits.
A change in the check of one exercise changes the keys of that exercise alone.
"""

from __future__ import annotations

import ast
import hashlib
import platform
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from autograder.course.assignments import Assignment, exercise_of
from autograder.course.misconception import marked_exercise
from autograder.sandbox.limits import Limits

__all__ = ["Keys", "engine_digest", "versions"]

_PACKAGE = Path(__file__).parents[1]
_PACKAGES = ("torch", "torchvision", "numpy", "hypothesis", "pytest")


class Keys:
    """Keys of the exercises of an assignment.

    Args:
        assignment: with its solution.
        level: the sandbox level.
        device: where training checks train: ``cpu`` or ``cuda``.
        limits: what each submission may use.
    """

    def __init__(self, assignment: Assignment, level: str, device: str, limits: Limits) -> None:
        self._assignment = assignment
        self._conditions = repr((level, device, sorted(asdict(limits).items())))

    @cached_property
    def exercises(self) -> tuple[str, ...]:
        """The exercises that have checks, in the order of the report."""
        rank = {name: position for position, name in enumerate(self._assignment.order)}
        return tuple(sorted(self._checks, key=lambda name: (rank.get(name, len(rank)), name)))

    def of(self, file: str, content: str) -> dict[str, str]:
        """Return the key of each exercise, for a submission of this name and content.

        Args:
            file: the name; tracebacks show it.
            content: the hash of its bytes, or whatever else stands for it.
        """
        return {name: _digest(self._of_exercise[name], file, content) for name in self.exercises}

    @cached_property
    def _of_exercise(self) -> dict[str, str]:
        common = _digest(engine_digest(), _versions(), self._conditions, self._shared)
        return {name: _digest(common, name, self._checks[name], self._answers(name)) for name in self.exercises}

    @cached_property
    def _checks(self) -> dict[str, str]:
        """The text of the check files of each exercise."""
        texts: dict[str, str] = {}
        for folder in self._assignment.check_folders:
            for file in sorted(folder.glob("test_*.py")):
                name = exercise_of(file)
                texts[name] = texts.get(name, "") + file.read_text(encoding="utf-8")
        return texts

    @cached_property
    def _shared(self) -> str:
        """A digest of what lies beside the checks and is none, nor the solution: helpers that any of them may use."""
        own = {self._assignment.solution, self._assignment.misconceptions}
        files = [
            file
            for folder in self._assignment.check_folders
            for file in sorted(folder.rglob("*.py"))
            if file not in own and not (file.parent == folder and file.name.startswith("test_"))
        ]
        return _digest_of_files(files)

    def _answers(self, exercise: str) -> str:
        """Return what the reference and the misconceptions have to do with an exercise."""
        parts = []
        for path in (self._assignment.solution, self._assignment.misconceptions):
            if path is not None:
                text = path.read_text(encoding="utf-8")
                parts.append(_part_for(exercise, text, self._checks[exercise], set(self.exercises)))
        return "\n".join(parts)


def engine_digest() -> str:
    """Return a digest of the grader's own code, the visible checks left out."""
    checks = _PACKAGE / "checks"
    return _digest_of_files(file for file in sorted(_PACKAGE.rglob("*.py")) if not file.is_relative_to(checks))


def versions() -> dict[str, str]:
    """Return the versions of what the grader runs on, by name: of Python, and of packages; "missing" is one, too."""
    found = {"python": f"{platform.python_version()} {platform.machine()}"}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


def _part_for(exercise: str, text: str, checks: str, exercises: set[str]) -> str:
    """Return the statements of a solution, or of misconceptions, without those that are about other exercises alone.

    What another exercise defines stays if it is named in the checks of this one, or in a statement that stays.
    """
    statements = ast.parse(text).body
    others = [node for node in statements if _subject(node) not in (None, exercise) and _subject(node) in exercises]
    stays = [ast.unparse(node) for node in statements if node not in others]
    words = set(re.findall(r"\w+", checks + "\n".join(stays)))
    while named := [node for node in others if _name(node) in words]:
        others = [node for node in others if node not in named]
        stays += [ast.unparse(node) for node in named]
        words.update(word for node in named for word in re.findall(r"\w+", ast.unparse(node)))
    return "\n".join(stays)


def _subject(node: ast.stmt) -> str | None:
    """Return the exercise that a definition implements: by its name, or by its mark as a misconception."""
    if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return None
    return marked_exercise(node) or node.name


def _name(node: ast.stmt) -> str:
    assert isinstance(node, (ast.FunctionDef, ast.ClassDef))
    return node.name


def _versions() -> str:
    return ", ".join(f"{name} {number}" for name, number in versions().items())


def _digest(*parts: str) -> str:
    """Return a digest in hex that is the same for equal parts only."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")  # names of files may have bytes that are no text
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()[:32]


def _digest_of_files(files: Iterable[Path]) -> str:
    return _digest(*(text for file in files for text in (file.name, file.read_text(encoding="utf-8"))))
