"""Agreement: what the files of one assignment say of each other's exercises, read without running any of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from autograder.course.assignments import CourseError, checks_to_build, exercise_of
from autograder.course.building.errors import BuildError
from autograder.course.building.source import Region
from autograder.course.misconception import read_misconceptions

__all__ = ["disagreements"]


def disagreements(root: Path, source: Path, regions: list[Region]) -> Iterator[str]:
    """Yield a line, with file, fault and remedy, wherever solution, checks and misconceptions do not fit together.

    Args:
        root: the course folder.
        source: the solution file of the assignment.
        regions: the solutions in it.

    Raises:
        BuildError: one of the files is no Python.
    """
    name = source.relative_to(root).as_posix()
    exercises = _exercises(source, name, regions)
    folder_of_visible = checks_to_build(root) / source.stem
    name_of_visible = folder_of_visible.relative_to(root).as_posix()
    visible = _tests(root, folder_of_visible)
    hidden = _tests(root, source.parent)
    yield from _visible_that_need_the_reference(root, folder_of_visible)
    for exercise, line in exercises.items():
        if not visible.get(exercise):
            yield (
                f"{name}:{line}: {exercise} has no visible check; write one in {name_of_visible}/test_{exercise}.py."
            )
        yield from _doubled_tests([*visible.get(exercise, ()), *hidden.get(exercise, ())])
    for folder, tests in ((name_of_visible, visible), (f"solutions/{source.stem}", hidden)):
        for exercise in tests:
            if exercise not in exercises:
                yield f"{folder}/test_{exercise}.py:1: {_no_exercise(exercise, exercises)}; rename or delete the file."
    if (source.parent / "misconceptions.py").is_file():
        yield from _misconceptions(root, source, exercises)


def _exercises(source: Path, name: str, regions: list[Region]) -> dict[str, int]:
    """Return the functions and classes that hold a solution, and their lines."""
    return {
        node.name: node.lineno
        for node in _parse(source, name).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and any(node.lineno < region.begin <= (node.end_lineno or 0) + 1 for region in regions)
    }


def _tests(root: Path, folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Return (name, place) of the tests in a folder of checks, by exercise."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(folder.glob("test_*.py")):
        name = path.relative_to(root).as_posix()
        found[exercise_of(path)] = [
            (node.name, f"{name}:{node.lineno}")
            for node in _parse(path, name).body
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test")
        ]
    return found


def _visible_that_need_the_reference(root: Path, folder: Path) -> Iterator[str]:
    """Visible checks run where there is no reference: on students' machines."""
    for path in sorted(folder.glob("test_*.py")):
        name = path.relative_to(root).as_posix()
        for node in _parse(path, name).body:
            if isinstance(node, ast.FunctionDef) and any(each.arg == "reference" for each in node.args.args):
                yield (
                    f"{name}:{node.lineno}: {node.name} asks for the reference, which students do not have; say what "
                    "is expected, or make it a hidden check."
                )


def _doubled_tests(tests: list[tuple[str, str]]) -> Iterator[str]:
    """Two tests of one name in an exercise: pytest would run one of them alone, or a misconception mean either."""
    first: dict[str, str] = {}
    for test, place in tests:
        if test in first:
            yield f"{place}: {test} is also the name of the test at {first[test]}; rename one."
        first.setdefault(test, place)


def _misconceptions(root: Path, source: Path, exercises: dict[str, int]) -> Iterator[str]:
    path = source.with_name("misconceptions.py")
    name = path.relative_to(root).as_posix()
    _parse(path, name)
    try:
        misconceptions = read_misconceptions(source)
    except CourseError as error:
        yield str(error).replace(str(path), name)
        return
    lines: dict[str, int] = {}
    for each in misconceptions:
        if each.exercise not in exercises:
            yield f"{name}:{each.line}: {_no_exercise(each.exercise, exercises)}; name the one that {each.name} is of."
        if each.name in lines:
            yield f"{name}:{each.line}: {each.name} is also the misconception at line {lines[each.name]}; rename one."
        lines.setdefault(each.name, each.line)


def _no_exercise(name: str, exercises: dict[str, int]) -> str:
    return f"there is no exercise {name}; there are {', '.join(exercises)}"


def _parse(path: Path, name: str) -> ast.Module:
    try:
        return ast.parse(path.read_bytes())
    except SyntaxError as error:
        raise BuildError(f"{name}:{error.lineno}: {error.msg}; mend it, or take the file away.") from None
