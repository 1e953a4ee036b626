"""Grading the corpus: the submissions of all exercises that tests ask for, an assignment at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from autograder.batch.grader_process import BatchOptions, Job
from autograder.batch.pool import LocalPool
from autograder.course.assignments import Course, find_course
from autograder.report.verdict import ExerciseReport, Report
from autograder.submissions.intake import Found

from .changed import changed_exercises
from .examining import Examined, examine_misconceptions

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
QUICK = pytest.StashKey[set[str]]()
SECTION = re.compile(r"^# %% *([\w-]+)[^\n]*\n", re.MULTILINE)

# What a submission may return in place of anything, with the name `torch` at hand.
ODD_RETURNS = {
    "none": "None",
    "true": "True",
    "number": "0.5",
    "huge-number": "10**400",
    "text": "'0.5'",
    "empty-list": "[]",
    "nested-list": "[[1.0], [2.0]]",
    "dict": "{1: 2}",
    "pair-of-tensors": "(torch.zeros(2), torch.zeros(2))",
    "integer-tensor": "torch.tensor(1)",
    "nan-tensor": "torch.tensor(float('nan'))",
    "complex-tensor": "torch.ones(2, 2, dtype=torch.complex64)",
    "half-tensor": "torch.ones(2, 2, dtype=torch.float16)",
    "sparse-tensor": "torch.eye(2).to_sparse()",
    "meta-tensor": "torch.ones(2, 2, device='meta')",
    "expanded-tensor": "torch.ones(1).expand(10**12)",
    "numpy-array": "__import__('numpy').zeros(3)",
    "module": "torch.nn.Identity()",
    "function": "lambda *a, **k: None",
    "generator": "(i for i in range(3))",
    "exception": "ValueError('returned, not raised')",
    "own-class": "type('Odd', (), {'__repr__': lambda self: 1 / 0})()",
    "class": "int",
}


def sections(path: Path) -> dict[str, str]:
    """Return the submissions in a file of the corpus, by name."""
    _, *parts = SECTION.split(path.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


def corpus(kind: str) -> list[tuple[str, str]]:
    """Return (exercise, name) of all submissions under ``styles`` or ``mistakes``."""
    return [(path.stem, name) for path in sorted((HERE / kind).glob("*.py")) for name in sections(path)]


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
    reports: dict[str, Report] = {}

    def grade(exercise: str, title: str) -> Report:
        if f"{exercise}/{title}" not in reports:
            [name] = [name for name, names in wanted.items() if exercise in names]
            jobs = _write_corpus(course, name, wanted[name], tmp_path_factory.mktemp(name))
            assignment, options = course.assignment(name, with_solution=True), BatchOptions(graders=2, device="cpu")
            with LocalPool(assignment, options) as pool:
                results = list(pool.run(jobs, started=lambda job: None))
            reports.update({result.report.student: result.report for result in results})
        return reports[f"{exercise}/{title}"]

    return grade


@pytest.fixture(scope="session")
def graded_exercise(graded: Callable[[str, str], Report]) -> Callable[[str, str], ExerciseReport]:
    """A function that returns what became of an exercise in a submission of the corpus."""

    def find(exercise: str, title: str) -> ExerciseReport:
        report = graded(exercise, title)
        assert report.status == "graded", [check.message for each in report.exercises for check in each.checks]
        return next(each for each in report.exercises if each.name == exercise)

    return find


@pytest.fixture(scope="session")
def examined(course: Course, wanted: dict[str, list[str]]) -> Callable[[str], dict[str, Examined]]:
    """A function that returns how the misconceptions of an exercise fail its checks, by their names."""
    done: dict[str, dict[str, dict[str, Examined]]] = {}

    def examine(exercise: str) -> dict[str, Examined]:
        [name] = [name for name, names in wanted.items() if exercise in names]
        if name not in done:
            done[name] = examine_misconceptions(course.assignment(name, with_solution=True), wanted[name])
        return done[name][exercise]

    return examine


def _write_corpus(course: Course, name: str, exercises: Sequence[str], folder: Path) -> list[Job]:
    """Write every submission of the corpus for some exercises of an assignment as a file of its own."""
    assignment = course.assignment(name, with_solution=True)
    assert assignment.solution is not None
    stub = course.root / "assignments" / name / f"{name}.py"
    jobs = []
    for exercise in exercises:
        sources = {
            "reference": assignment.solution.read_text(encoding="utf-8"),
            "stub": stub.read_text(encoding="utf-8"),
        }
        for kind in ("styles", "mistakes"):
            path = HERE / kind / f"{exercise}.py"
            written = sections(path) if path.is_file() else {}
            sources |= {f"{kind}/{title}": source for title, source in written.items()}
        for title, value in ODD_RETURNS.items():
            sources[f"odd/{title}"] = f"import torch\ndef {exercise}(*args, **kwargs):\n    return {value}\n"
        for title, source in sources.items():
            path = folder / str(len(jobs)) / f"{name}.py"
            path.parent.mkdir()
            path.write_text(source, encoding="utf-8")
            jobs.append(Job(len(jobs), Found(f"{exercise}/{title}", path, None), (exercise,)))
    return jobs
