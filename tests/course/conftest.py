"""Grading the corpus: all submissions of an assignment in one batch, as a class would be graded."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.batch.batch import Batch
from autograder.batch.grader_process import BatchOptions, Job
from autograder.batch.ledger import Ledger
from autograder.batch.pool import LocalPool
from autograder.course.assignments import Course, find_course
from autograder.report.verdict import ExerciseReport, Report
from autograder.submissions.intake import Found

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
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


class Unobserved:
    """Watches over a batch of which nobody wants to know how far it is."""

    def started(self, job: Job) -> None:
        """Do nothing."""

    def done(self, job: Job, seconds: float) -> None:
        """Do nothing."""

    def finished(self, report: Report) -> None:
        """Do nothing."""


def exercises(course: Course) -> dict[str, str]:
    """Return the assignment of each exercise that has visible checks."""
    return {
        path.stem.removeprefix("test_"): name
        for name in course.assignments
        for path in course.assignment(name, with_solution=True).visible.glob("test_*.py")
    }


@pytest.fixture(scope="session")
def course() -> Course:
    """The real course."""
    return find_course(ROOT)


@pytest.fixture(scope="session")
def assignment_of(course: Course) -> dict[str, str]:
    """The assignment of each exercise."""
    return exercises(course)


@pytest.fixture(scope="session")
def graded(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Report]]:
    """A function that grades the whole corpus of an assignment, once, and returns the reports by name."""
    batches: dict[str, dict[str, Report]] = {}

    def grade(name: str) -> dict[str, Report]:
        if name not in batches:
            found = _write_corpus(course, name, tmp_path_factory.mktemp(name))
            assignment, options = course.assignment(name, with_solution=True), BatchOptions(graders=2, device="cpu")
            with Ledger(tmp_path_factory.mktemp("out"), name) as ledger, LocalPool(assignment, options) as pool:
                batch = Batch(assignment, found, options, ledger, fresh=True)
                batch.run(pool, Unobserved())
                batches[name] = {report.student: report for report in batch.reports()}
        return batches[name]

    return grade


@pytest.fixture(scope="session")
def graded_exercise(
    graded: Callable[[str], dict[str, Report]], assignment_of: dict[str, str]
) -> Callable[[str, str], ExerciseReport]:
    """A function that returns what became of an exercise in the submission of this name."""

    def find(exercise: str, name: str) -> ExerciseReport:
        report = graded(assignment_of[exercise])[f"{name}/{exercise}" if "/" in name else name]
        assert report.status == "graded", [check.message for each in report.exercises for check in each.checks]
        return next(each for each in report.exercises if each.name == exercise)

    return find


def _write_corpus(course: Course, name: str, folder: Path) -> list[Found]:
    """Write every submission of the corpus that belongs to an assignment as a file of its own."""
    assignment = course.assignment(name, with_solution=True)
    assert assignment.solution is not None
    sources = {
        "reference": assignment.solution.read_text(encoding="utf-8"),
        "stub": (course.root / "assignments" / name / f"{name}.py").read_text(encoding="utf-8"),
    }
    for exercise in [each for each, its_assignment in exercises(course).items() if its_assignment == name]:
        for kind in ("styles", "mistakes"):
            path = HERE / kind / f"{exercise}.py"
            for title, source in sections(path).items() if path.is_file() else ():
                sources[f"{kind}/{title}/{exercise}"] = source
        for title, value in ODD_RETURNS.items():
            sources[f"odd/{title}/{exercise}"] = f"import torch\ndef {exercise}(*args, **kwargs):\n    return {value}\n"
    found = []
    for number, (title, source) in enumerate(sources.items()):
        path = folder / str(number) / f"{name}.py"
        path.parent.mkdir()
        path.write_text(source, encoding="utf-8")
        found.append(Found(title, path, None))
    return found
