"""What exercises are worth: read from the checks without running them, and written above each exercise of a stub."""

import ast
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from autograder.course.assignments import exercise_of
from autograder.course.building.errors import BuildError
from autograder.language import Phrase, told

__all__ = ["points_of_checks", "with_points"]


def points_of_checks(root: Path, folder: Path) -> dict[str, float]:
    """Return what the checks in a folder of a course are worth, by exercise; a file that is no Python has none.

    Raises:
        BuildError: the points of a check are no number.
    """
    points: dict[str, float] = {}
    for path in sorted(folder.glob("test_*.py")):
        with suppress(SyntaxError):  # which is found where checks are compared with the solution
            tree = ast.parse(path.read_bytes())
            place = path.relative_to(root).as_posix()
            points[exercise_of(path)] = sum(_points(mark, place) for mark in _marks(tree))
    return points


def _marks(tree: ast.Module) -> Iterator[ast.Call]:
    """Yield the ``@check(…)`` above each test of a file."""
    for node in tree.body:
        for decorator in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "check":
                yield decorator


def _points(mark: ast.Call, place: str) -> float:
    named = [keyword.value for keyword in mark.keywords if keyword.arg == "points"]
    match [*mark.args, *named]:
        case [ast.Constant(value=int() | float() as points), *_]:
            return float(points)
    raise BuildError(f"{place}:{mark.lineno}: say @check(points=…) with a number, which the stub shows.")


def with_points(stub: str, visible: Mapping[str, float], hidden: Mapping[str, float], language: str) -> str:
    """Return a stub with a line above each exercise that says, in a language, what it is worth."""
    for exercise, points in visible.items():
        line = _said(points, hidden.get(exercise, 0), language)
        if line:
            head = re.compile(rf"^(def|class) {exercise}\b", re.MULTILINE)
            stub = head.sub(rf"# {line}\n\g<0>", stub, count=1)
    return stub


def _said(visible: float, hidden: float, language: str) -> str:
    total = visible + hidden
    if not total:
        return ""
    n = 2 if total % 1 else int(total)  # parts of a point are counted like two of them
    points = Phrase("{points:g} point", "{points:g} points", n=n, points=total)
    if not hidden:
        return told(points, language)
    parts = Phrase(
        "{points}: {visible:g} by checks that you have, {hidden:g} by more after you hand in",
        points=points,
        visible=visible,
        hidden=hidden,
    )
    return told(parts, language)
