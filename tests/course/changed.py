"""Changed exercises: those whose solution, checks, misconceptions or corpus differ from main, as git has it."""

from __future__ import annotations

import ast
import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from autograder.course.misconception import marked_exercise

__all__ = ["changed_exercises"]


def changed_exercises(root: Path, exercises: Mapping[str, str]) -> set[str]:
    """Return the exercises that differ from where this branch has left main; where there is no main, from HEAD.

    What is not committed counts, and so does what git does not know yet.

    Args:
        root: the course, and the top of its repository.
        exercises: the assignment of each.
    """
    base = _base(root)
    names = _git(root, "diff", "--name-only", "--no-renames", base)
    names += _git(root, "ls-files", "--others", "--exclude-standard")
    found: set[str] = set()
    for name in names:
        path = PurePosixPath(name)
        match path.parts:
            case ["tests", "course", "styles" | "mistakes", _]:
                found.add(path.stem)
            case ["solutions", assignment, _] if path.stem in (assignment, "misconceptions"):
                named = _changed_definitions(_at(root, base, name), _now(root / name))
                found |= named if named is not None else _of(assignment, exercises)
            case ["solutions", _, "fails.json"]:
                one, other = (json.loads(text or "{}") for text in (_at(root, base, name), _now(root / name)))
                found |= {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
            case ["solutions", _, file] | ["autograder", "checks", _, file] if file.startswith("test_"):
                found.add(path.stem.removeprefix("test_"))
            case ["solutions", assignment, *_] | ["autograder", "checks", assignment, *_]:
                found |= _of(assignment, exercises)
    return found & exercises.keys()


def _of(assignment: str, exercises: Mapping[str, str]) -> set[str]:
    return {exercise for exercise, name in exercises.items() if name == assignment}


def _changed_definitions(before: str, after: str) -> set[str] | None:
    """Return the exercises whose definitions or misconceptions differ; None where what all of them share does."""
    one, other = dict(_parts(before)), dict(_parts(after))
    changed = {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
    return None if "" in changed else changed


def _parts(source: str) -> Iterator[tuple[str, str]]:
    """Yield the code of each exercise in a source, and under the empty name the code that belongs to none."""
    codes: dict[str, list[str]] = {"": []}
    for node in ast.parse(source).body:
        name = marked_exercise(node) or (node.name if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else "")
        codes.setdefault(name, []).append(ast.dump(node))
    return ((name, "\n".join(code)) for name, code in codes.items())


def _base(root: Path) -> str:
    branches = _git(root, "for-each-ref", "--format=%(refname)", "refs/heads/main")
    return _git(root, "merge-base", "HEAD", branches[0])[0] if branches else "HEAD"


def _now(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _at(root: Path, commit: str, name: str) -> str:
    """Return a file as it was at a commit; nothing, if it was not there."""
    there = _git(root, "ls-tree", "--name-only", commit, name)
    return "\n".join(_git(root, "show", f"{commit}:{name}")) if there else ""


def _git(root: Path, *arguments: str) -> list[str]:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()
