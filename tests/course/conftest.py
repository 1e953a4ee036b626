"""Grading the corpus: the submissions of all exercises that tests ask for, an assignment at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from autograder.batch.proof import Examination, Examined, examine_misconceptions, grade_corpus, titles_of
from autograder.course.assignments import Course, find_course
from autograder.report.verdict import Report

from .changed import changed_exercises

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
QUICK = pytest.StashKey[set[str]]()


def corpus(kind: str) -> list[tuple[str, str]]:
    """Return (exercise, title) of all submissions under ``styles`` or ``mistakes``."""
    course = find_course(ROOT)
    return [
        (path.stem, title)
        for path in sorted((HERE / kind).glob("*.py"))
        for title in titles_of(course, path.stem, kind)
    ]


def exercises(course: Course) -> dict[str, str]:
    """Return the assignment of each exercise that has visible checks."""
    return {
        exercise: name
        for name in course.assignments
        for exercise in sorted(course.assignment(name, with_solution=True).exercises)
    }


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests about the exercise that is named alone; or with `--quick` those about no unchanged exercise."""
    known, chosen = exercises(find_course(ROOT)), config.getoption("exercise")
    if chosen is not None and chosen not in known:
        raise pytest.UsageError(f"{chosen}: there is no such exercise; there are {', '.join(sorted(known))}.")
    if chosen is not None:
        kept = [item for item in items if _exercise_of(item) == chosen]
    elif config.getoption("quick"):
        config.stash[QUICK] = quick = _quick_exercises(known)
        kept = [item for item in items if _exercise_of(item) in (None, *quick)]
    else:
        return
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def pytest_report_collectionfinish(config: pytest.Config) -> str | None:
    """Say which exercises `--quick` proves."""
    quick = config.stash.get(QUICK, None)
    return None if quick is None else f"exercises that have changed: {', '.join(sorted(quick)) or 'none'}"


def _exercise_of(item: pytest.Item) -> str | None:
    """Return the exercise that a test of this folder is about, if it is about one."""
    parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return parameters.get("exercise") if item.path.is_relative_to(HERE) else None


def _quick_exercises(known: dict[str, str]) -> set[str]:
    """Return those that have changed, but for those that train: these take minutes."""
    files = {
        exercise: [
            ROOT / "autograder/checks" / name / f"test_{exercise}.py",
            ROOT / f"solutions/{name}/test_{exercise}.py",
        ]
        for exercise, name in known.items()
    }
    trained = {
        exercise
        for exercise, paths in files.items()
        if any("long=True" in path.read_text(encoding="utf-8") for path in paths if path.is_file())
    }
    return changed_exercises(ROOT, known) - trained


@pytest.fixture(scope="session")
def course() -> Course:
    """The real course."""
    return find_course(ROOT)


@pytest.fixture(scope="session")
def wanted(request: pytest.FixtureRequest, course: Course) -> dict[str, list[str]]:
    """The exercises that the tests of this run are about, by assignment."""
    named = {_exercise_of(item) for item in request.session.items}
    found: dict[str, list[str]] = {}
    for exercise, name in exercises(course).items():
        if exercise in named:
            found.setdefault(name, []).append(exercise)
    return found


@pytest.fixture(scope="session")
def graded(
    course: Course, wanted: dict[str, list[str]], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], Report]:
    """A function that returns the report, of this exercise alone, of a submission of the corpus.

    The first question about an assignment has the corpora of all its wanted exercises graded at once.
    """
    reports: dict[tuple[str, str], Report] = {}

    def grade(exercise: str, title: str) -> Report:
        if (exercise, title) not in reports:
            [name] = [name for name, names in wanted.items() if exercise in names]
            reports.update(grade_corpus(course, name, wanted[name], tmp_path_factory.mktemp(name)))
        return reports[exercise, title]

    return grade


@pytest.fixture(scope="session")
def examinations(course: Course, wanted: dict[str, list[str]]) -> Callable[[str], Examination]:
    """A function that returns what was found out about the misconceptions of the wanted exercises of an assignment."""
    return cache(lambda name: examine_misconceptions(course.assignment(name, with_solution=True), wanted.get(name, ())))


@pytest.fixture(scope="session")
def examined(
    wanted: dict[str, list[str]], examinations: Callable[[str], Examination]
) -> Callable[[str], dict[str, Examined]]:
    """A function that returns how the misconceptions of an exercise fare with its checks, by their names."""

    def examine(exercise: str) -> dict[str, Examined]:
        [name] = [name for name, names in wanted.items() if exercise in names]
        return examinations(name).examined[exercise]

    return examine
