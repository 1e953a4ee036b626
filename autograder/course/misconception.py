"""Misconceptions: named wrong implementations with a hint, read from ``misconceptions.py`` without running it."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.assignments import CourseError

__all__ = ["Misconception", "marked_exercise", "read_misconceptions", "with_fails"]


# Lists that are longer than such a line are written one test a line.
_LINE = 120


@dataclass(frozen=True)
class Misconception:
    """A named wrong implementation.

    Attributes:
        name: name of the function or class in ``misconceptions.py``.
        exercise: what it implements wrongly.
        hint: what to tell the student.
        fails: names of exactly those tests that it does not pass.
        source: Python text that defines the exercise in this wrong way, and stands alone.
        line: where it is defined in ``misconceptions.py``.
    """

    name: str
    exercise: str
    hint: str
    fails: tuple[str, ...]
    source: str
    line: int


def read_misconceptions(path: Path) -> list[Misconception]:
    """Read a ``misconceptions.py`` without running it.

    Raises:
        CourseError: it is not as `autograder.checking.misconception` wants it.
    """
    tree = ast.parse(path.read_bytes(), str(path))
    found = []
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and (mark := _mark(node)) is not None:
            found.append(_misconception(path, tree, node, mark))
    return found


def with_fails(source: str, fails: Mapping[str, Sequence[str]]) -> str:
    """Return the source of a ``misconceptions.py`` with these lists of tests in the place of those that are there.

    Args:
        source: the file's.
        fails: names of tests, by misconception.
    """
    lines = source.splitlines(keepends=True)
    for node in reversed(ast.parse(source).body):  # from the end, so that the places above stay where they are
        mark = _mark(node)
        if mark is None or not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name not in fails:
            continue
        [value] = [keyword.value for keyword in mark.keywords if keyword.arg == "fails"]
        assert value.end_lineno is not None
        assert value.end_col_offset is not None
        before = lines[value.lineno - 1].encode()[: value.col_offset].decode()
        after = lines[value.end_lineno - 1].encode()[value.end_col_offset :].decode()
        names = [f'"{name}"' for name in fails[node.name]]
        text = f"[{', '.join(names)}]"
        if len(before + text + after.rstrip()) > _LINE:
            text = "[\n" + "".join(f"        {name},\n" for name in names) + "    ]"
        lines[value.lineno - 1 : value.end_lineno] = [before + text + after]
    return "".join(lines)


def marked_exercise(node: ast.stmt) -> str | None:
    """Return the exercise that a definition is marked as a misconception of, or None."""
    mark = _mark(node)
    match mark.args if mark is not None else []:
        case [ast.Constant(value=str(exercise)), *_]:
            return exercise
    return None


def _mark(node: ast.stmt) -> ast.Call | None:
    """Return the ``@misconception(…)`` above a definition, if there is one."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "misconception":
                return decorator
    return None


def _misconception(path: Path, tree: ast.Module, node: ast.FunctionDef | ast.ClassDef, mark: ast.Call) -> Misconception:
    where = f"{path}:{node.lineno}"
    try:
        [exercise] = [ast.literal_eval(argument) for argument in mark.args]
        fields = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in mark.keywords}
        hint, fails = str(fields["hint"]), tuple(fields["fails"])
    except (ValueError, KeyError, TypeError):
        raise CourseError(f'{where}: write @misconception("exercise", hint="…", fails=["test_…"]).') from None
    source = _standalone(tree, node, exercise)
    return Misconception(node.name, exercise, hint, fails, source, node.lineno)


def _standalone(tree: ast.Module, node: ast.FunctionDef | ast.ClassDef, exercise: str) -> str:
    """Return source that defines the exercise in this wrong way, and nothing that is marked as another."""
    body: list[ast.stmt] = []
    for other in tree.body:
        if other is node:
            renamed = ast.parse(ast.unparse(node)).body[0]
            assert isinstance(renamed, (ast.FunctionDef, ast.ClassDef))
            renamed.name, renamed.decorator_list = exercise, []
            body.append(renamed)
        elif isinstance(other, ast.ImportFrom) and (other.module or "").startswith("autograder"):
            continue
        elif _mark(other) is None:
            body.append(other)
    return ast.unparse(ast.Module(body, []))
