"""What a verdict depends on, as a key: two exercises with equal keys get equal reports.

A key is a digest of the submission's name and bytes, of the checks, the reference and the misconceptions of the
exercise, of the rooms of this package that decide verdicts, of the versions of what these run on and of what the
course imports, and of the level, the device, the limits and the language with its catalogues. A change in the check of
one exercise changes the keys of that exercise alone; a translation changes no key of reports in English.
"""

from __future__ import annotations

import ast
import hashlib
import platform
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cached_property
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from importlib.util import find_spec
from pathlib import Path

from autograder.course.assignments import Assignment, exercise_of
from autograder.course.misconception import marked_exercise, read_fails
from autograder.language import ENGLISH, catalogue_files
from autograder.sandbox.limits import Limits

__all__ = ["Keys", "conftests", "distributions", "engine_digest", "versions"]

_PACKAGE = Path(__file__).parents[1]
# What decides verdicts, and what reports say of them. How they are kept, printed and handed on does not.
_DECIDING = (
    "language", "protocol", "worker", "sandbox", "course", "submissions", "checking", "grading", "report/verdict.py",
)  # fmt: skip
_NOT_DECIDING = _PACKAGE / "course" / "building"
_CATALOGUES = (".po", ".mo")
_TORCH = ("torch", "torchvision") if find_spec("torch") else ()
_DISTRIBUTIONS = (*_TORCH, "numpy", "hypothesis", "pytest")  # what the deciding rooms import
# Whoever says one of these may reach what it does not name.
_REACHES_ALL = {
    "__dict__", "__import__", "attrgetter", "dir", "eval", "exec", "getattr", "globals", "import_module", "inspect",
    "locals", "methodcaller", "vars",
}  # fmt: skip


class Keys:
    """Keys of the exercises of an assignment.

    Args:
        assignment: with its solution.
        level: the sandbox level.
        device: where training checks train: ``cpu`` or ``cuda``.
        limits: what each submission may use.
        language: what reports are written in.
    """

    def __init__(
        self, assignment: Assignment, level: str, device: str, limits: Limits, language: str = ENGLISH
    ) -> None:
        self._assignment = assignment
        catalogues = [path.read_bytes() for path in catalogue_files(language, assignment.check_folders)]
        of_texts = [hashlib.sha256(data).hexdigest() for data in catalogues]
        self._conditions = repr((level, device, sorted(asdict(limits).items()), language, of_texts))

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
        installed = repr(sorted(versions(distributions(self._assignment)).items()))
        common = _digest(engine_digest(), installed, self._conditions, _digest_of(self._shared))
        return {name: _digest(common, name, self._checks[name], self._answers(name)) for name in self.exercises}

    @cached_property
    def _checks(self) -> dict[str, str]:
        """The text of the check files of each exercise."""
        texts: dict[str, str] = {}
        for file in _check_files(self._assignment):
            name = exercise_of(file)
            texts[name] = texts.get(name, "") + file.read_text(encoding="utf-8")
        return texts

    @cached_property
    def _shared(self) -> dict[str, bytes]:
        """What lies beside the checks and is none, nor the solution, and above them: any of them may use it.

        But for the hints that students have, which are made of the misconceptions.
        """
        assignment = self._assignment
        own = {assignment.hints, assignment.fails, assignment.solution, assignment.misconceptions}
        own |= {*_check_files(assignment)}
        files = {
            f"{number}/{path.relative_to(folder).as_posix()}": path.read_bytes()
            for number, folder in enumerate(self._assignment.check_folders)
            for path in _files(folder)
            if path not in own and path.suffix not in _CATALOGUES
        }
        return files | {
            f"conftest {number}": data
            for number, data in enumerate(path.read_bytes() for path in conftests(self._assignment))
        }

    def _answers(self, exercise: str) -> str:
        """Return what the reference and the misconceptions have to do with an exercise."""
        named = "\n".join(
            [self._checks[exercise], *(data.decode("utf-8", "replace") for data in self._shared.values())]
        )
        parts = []
        for path in (self._assignment.solution, self._assignment.misconceptions):
            if path is not None:
                text = path.read_text(encoding="utf-8")
                parts.append(_part_for(exercise, text, named, set(self.exercises)))
        if self._assignment.misconceptions is not None:
            parts.append(repr(read_fails(self._assignment.misconceptions).get(exercise)))
        return "\n".join(parts)


def engine_digest(*more: str) -> str:
    """Return a digest of the rooms of this package that decide verdicts, and of more of them."""
    paths = [
        path for name in (*_DECIDING, *more) for path in ([_PACKAGE / name] if "." in name else _files(_PACKAGE / name))
    ]
    kept = [path for path in paths if not path.is_relative_to(_NOT_DECIDING) and path.suffix not in _CATALOGUES]
    return _digest_of({path.relative_to(_PACKAGE).as_posix(): path.read_bytes() for path in kept})


def versions(names: Iterable[str]) -> dict[str, str]:
    """Return the versions of distributions, by name, and of Python; "missing" is a version, too."""
    found = {"python": f"{platform.python_version()} {platform.machine()}"}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


def distributions(assignment: Assignment) -> list[str]:
    """Return the names of the distributions that verdicts depend on: those that the engine or the course imports."""
    files = [path for folder in assignment.check_folders for path in _files(folder)] + conftests(assignment)
    modules = {name for path in files if path.suffix == ".py" for name in _imported(path)}
    others = modules - sys.stdlib_module_names - {"autograder", *_DISTRIBUTIONS}
    providers = packages_distributions() if others else {}  # looks through all that is installed
    return sorted({*_DISTRIBUTIONS, *(each for name in others for each in providers.get(name, ()))})


def conftests(assignment: Assignment) -> list[Path]:
    """Return the ``conftest.py`` files above the folders of checks that pytest loads: none of a folder of this package.

    Those beside the checks are loaded, too, and not listed.
    """
    above = {parent for folder in assignment.check_folders for parent in folder.resolve().parents}
    above.difference_update((_PACKAGE / "grading").parents)  # where its pytest.ini lies, see --confcutdir
    return [path for parent in sorted(above) if (path := parent / "conftest.py").is_file()]


def _check_files(assignment: Assignment) -> list[Path]:
    return [file for folder in assignment.check_folders for file in sorted(folder.glob("test_*.py"))]


def _files(folder: Path) -> list[Path]:
    """Return all files below a folder, sorted, without caches and hidden ones."""
    paths = ((path, path.relative_to(folder).parts) for path in sorted(folder.rglob("*")))
    return [
        path
        for path, parts in paths
        if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in parts)
    ]


def _imported(path: Path) -> set[str]:
    """Return the top-level modules that a Python file imports anywhere; none of a file that is not Python."""
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):  # whoever needs it will say so
        return set()
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def _part_for(exercise: str, text: str, named: str, exercises: set[str]) -> str:
    """Return the statements of a solution, or of misconceptions, without those that are about other exercises alone.

    What another exercise defines stays if it is named in the checks of this one, in a file that all checks share, or in
    a statement that stays; and everything does if one of these may reach what it does not name.
    """
    statements = ast.parse(text).body
    others = [node for node in statements if _subject(node) not in (None, exercise) and _subject(node) in exercises]
    stays = [ast.unparse(node) for node in statements if node not in others]
    words = set(re.findall(r"\w+", named + "\n".join(stays)))
    while found := [node for node in others if _name(node) in words or words & _REACHES_ALL]:
        others = [node for node in others if node not in found]
        stays += [ast.unparse(node) for node in found]
        words.update(word for node in found for word in re.findall(r"\w+", ast.unparse(node)))
    return "\n".join(stays)


def _subject(node: ast.stmt) -> str | None:
    """Return the exercise that a statement is about: by the name of what it defines, or as a misconception."""
    return marked_exercise(node) or _name(node)


def _name(node: ast.stmt) -> str | None:
    return node.name if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else None


def _digest(*parts: str) -> str:
    """Return a digest in hex that is the same for equal parts only."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")  # names of files may have bytes that are no text
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()[:32]


def _digest_of(files: Mapping[str, bytes]) -> str:
    """Return a digest of files by their names."""
    return _digest(*(part for name, data in files.items() for part in (name, hashlib.sha256(data).hexdigest())))
