"""Misconceptions: named wrong implementations with a hint, read from ``misconceptions.py`` without running it.

Which tests each of them fails stands in ``fails.json`` beside it, which ``autograder verify --update`` writes.
"""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.assignments import CourseError

__all__ = [
    "FAILS_FILE", "Misconception", "marked_exercise", "read_fails", "read_misconceptions", "source_of", "text_of_fails",
]  # fmt: skip

FAILS_FILE = "fails.json"
# So many hints a misconception has at the most.
_MOST_HINTS = 3


@dataclass(frozen=True)
class Misconception:
    """A named wrong implementation.

    Attributes:
        name: of the function or class in ``misconceptions.py``, or what ``name=`` says.
        exercise: what it implements wrongly.
        hints: what to tell the student, one after the other, ever more concrete; at least one.
        fails: names of exactly those tests that it does not pass.
        source: Python text that defines the exercise in this wrong way, and stands alone.
        line: where it is defined in ``misconceptions.py``.
    """

    name: str
    exercise: str
    hints: tuple[str, ...]
    fails: tuple[str, ...]
    source: str
    line: int


def read_misconceptions(solution: Path | None) -> list[Misconception]:
    """Read the ``misconceptions.py`` beside a solution without running it; where there is none, there are none.

    Raises:
        CourseError: it is not as `autograder.checking.misconception` wants it.
    """
    path = solution.with_name("misconceptions.py") if solution is not None else None
    if solution is None or path is None or not path.is_file():
        return []
    tree = ast.parse(path.read_bytes(), str(path))
    fails = read_fails(path)
    marked = ((node, _mark(node)) for node in tree.body)
    return [_misconception(solution, path, tree, node, mark, fails) for node, mark in marked if mark is not None]


def read_fails(misconceptions: Path) -> dict[str, dict[str, list[str]]]:
    """Return which tests the misconceptions in a file fail, by exercise and name; none that was not verified yet.

    Raises:
        CourseError: ``fails.json`` beside it is not what ``autograder verify --update`` writes.
    """
    path = misconceptions.with_name(FAILS_FILE)
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return {
            exercise: {name: [*map(str, tests)] for name, tests in each.items()} for exercise, each in found.items()
        }
    except (ValueError, TypeError, AttributeError):
        raise CourseError(f"{path}: cannot be read; remove it, and run `autograder verify … --update`.") from None


def text_of_fails(fails: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    """Return the text of ``fails.json``: a line for each misconception, so that differences are easy to read."""
    exercises = []
    for exercise, names in fails.items():
        lines = (f"  {json.dumps(name)}: {json.dumps([*tests])}" for name, tests in names.items())
        exercises.append(f" {json.dumps(exercise)}: {{\n" + ",\n".join(lines) + "\n }")
    return "{\n" + ",\n".join(exercises) + "\n}\n"


def marked_exercise(node: ast.stmt) -> str | None:
    """Return the exercise that a statement is a misconception of, or None."""
    mark = _mark(node)
    match mark.args if mark is not None else []:
        case [ast.Constant(value=str(exercise)), *_]:
            return exercise
    return None


def _mark(node: ast.stmt) -> ast.Call | None:
    """Return the ``@misconception(…)`` above a definition, or the ``misconception(…)`` that stands alone, if any."""
    calls: Sequence[ast.expr] = ()
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        calls = node.decorator_list
    elif isinstance(node, ast.Expr):
        calls = [node.value]
    found = (call for call in calls if isinstance(call, ast.Call) and ast.unparse(call.func) == "misconception")
    return next(found, None)


def _name_of(node: ast.stmt, mark: ast.Call) -> str | None:
    """Return the name of a misconception: that of the definition, or what ``name=`` says."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return node.name
    named = [keyword.value for keyword in mark.keywords if keyword.arg == "name"]
    return next((str(value.value) for value in named if isinstance(value, ast.Constant)), None)


def _misconception(
    solution: Path,
    path: Path,
    tree: ast.Module,
    node: ast.stmt,
    mark: ast.Call,
    fails: Mapping[str, Mapping[str, Sequence[str]]],
) -> Misconception:
    where, name = f"{path}:{node.lineno}", _name_of(node, mark)
    try:
        [exercise] = [ast.literal_eval(argument) for argument in mark.args]
        fields = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in mark.keywords}
        hint = fields["hint"]
        hints = (hint,) if isinstance(hint, str) else tuple(map(str, hint))
    except (ValueError, KeyError, TypeError):
        raise CourseError(f'{where}: write @misconception("exercise", hint="…").') from None
    if not 0 < len(hints) <= _MOST_HINTS:
        raise CourseError(f"{where}: give one to {_MOST_HINTS} hints, ever more concrete.")
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        source = _standalone(tree, node, exercise)
    elif name is not None and isinstance(fields.get("replace"), dict):
        source = _mutation(solution, exercise, fields["replace"], where)
    else:
        raise CourseError(f'{where}: give name="…" and replace={{"of the solution": "in its place"}}.')
    known = tuple(fails.get(exercise, {}).get(str(name), ()))
    return Misconception(str(name), exercise, hints, known, source, node.lineno)


def _standalone(tree: ast.Module, node: ast.FunctionDef | ast.ClassDef, exercise: str) -> str:
    """Return source that defines the exercise in this wrong way, and nothing that is marked as another."""
    body: list[ast.stmt] = []
    for other in tree.body:
        if other is node:
            renamed = ast.parse(ast.unparse(node)).body[0]
            assert isinstance(renamed, (ast.FunctionDef, ast.ClassDef))
            if renamed.name != exercise:  # it may call itself
                renamed = _renamed(renamed, exercise)
            renamed.decorator_list = []
            body.append(renamed)
        elif isinstance(other, ast.ImportFrom) and (other.module or "").startswith("autograder"):
            continue
        elif _mark(other) is None:
            body.append(other)
    return ast.unparse(ast.Module(body, []))


def _renamed(definition: ast.FunctionDef | ast.ClassDef, exercise: str) -> ast.FunctionDef | ast.ClassDef:
    """Give a definition the name of the exercise, also where it names itself."""
    for node in ast.walk(definition):
        if isinstance(node, ast.Name) and node.id == definition.name:
            node.id = exercise
    definition.name = exercise
    return definition


def _mutation(solution: Path, exercise: str, replace: Mapping[str, str], where: str) -> str:
    """Return what defines the exercise in the solution, and what that needs, with other text in the place of some.

    Raises:
        CourseError: that text is not there, or more than once, or makes no Python.
    """
    source = solution.read_text(encoding="utf-8")
    found = _definitions(source).get(exercise)
    if found is None:
        raise CourseError(f"{where}: {solution.name} does not define {exercise}.")
    segment = "\n".join(source.split("\n")[found.lineno - 1 : found.end_lineno])  # `ast.get_source_segment` is slow
    before = _without_comments(segment)
    for old in replace:
        if before.count(old) != 1:
            times = f"stands {before.count(old)} times in"
            raise CourseError(f"{where}: {old!r} {times} {exercise} of {solution.name}; it must stand there once.")
    after = re.sub("|".join(map(re.escape, replace)), lambda match: replace[match[0]], before)
    changed = source.replace(segment, after)
    try:
        definitions = _definitions(changed)
    except SyntaxError as error:
        raise CourseError(f"{where}: with this in its place, {exercise} is no Python: {error.msg}.") from None
    if ast.dump(definitions[exercise]) == ast.dump(found):
        raise CourseError(f"{where}: this changes nothing in what {exercise} does.")
    return source_of(exercise, changed)


def _without_comments(code: str) -> str:
    """Return code without its comments: they may say what the code says, as a docstring in another language does."""
    lines = code.split("\n")
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
    return "\n".join(lines)


def source_of(exercise: str, source: str) -> str:
    """Return the part of a source that defines an exercise: its definition, and what that needs of the others.

    Raises:
        KeyError: it is not defined there.
    """
    needed = _needed(exercise, _definitions(source))
    kept = [node for node in ast.parse(source).body if getattr(node, "name", exercise) in needed]
    return ast.unparse(ast.Module(kept, []))


def _definitions(source: str) -> dict[str, ast.FunctionDef | ast.ClassDef]:
    """Return the functions and classes at the top level of a source, by name."""
    return {node.name: node for node in ast.parse(source).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}


def _needed(name: str, definitions: Mapping[str, ast.stmt]) -> set[str]:
    """Return this name and those of the definitions that it names, directly or not."""
    needed: set[str] = set()
    todo = {name}
    while todo:
        needed |= todo
        named = {node.id for each in todo for node in ast.walk(definitions[each]) if isinstance(node, ast.Name)}
        todo = (named & definitions.keys()) - needed
    return needed
