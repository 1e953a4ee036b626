"""Real sandboxes, and submissions that are written in the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from autograder.checking.student import Student
from autograder.grading.channel import DirectChannel
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.levels import open_sandbox
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.run import SubmissionRun
from autograder.submissions.submission import read_submission

MakeRun = Callable[..., SubmissionRun]


# The level to test: `full`, or within a container (see test_fence.py) `landlock`.
LEVEL = os.environ.get("AUTOGRADER_TEST_LEVEL", "full")
collect_ignore = (
    ["test_fenced.py"]
    if LEVEL == "full"
    else ["test_alone.py", "test_contained.py", "test_fence.py", "test_boundary.py"]
)


@pytest.fixture(scope="session", params=["full", "none"] if LEVEL == "full" else [LEVEL])
def any_sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A sandbox of the level to test, and one without a sandbox."""
    opened = open_sandbox(request.param)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """A sandbox of the level to test."""
    opened = open_sandbox(LEVEL)
    yield opened
    opened.close()


@pytest.fixture
def run_of(tmp_path: Path) -> Iterator[MakeRun]:
    """A function that makes a run of some source text in a sandbox; it is closed after the test."""
    runs: list[SubmissionRun] = []

    def make(sandbox: Sandbox, source: str, **limits: Any) -> SubmissionRun:
        path = tmp_path / "ps1_tensors.py"
        path.write_text(source, encoding="utf-8")
        runs.append(SubmissionRun(sandbox, read_submission(path), Limits(**limits)))
        return runs[-1]

    yield make
    for run in runs:
        run.close()


def student_of(run: SubmissionRun, *, timeout_s: float = 10.0, watch: Sequence[str] = (), seed: int = 0) -> Student:
    """Return the submission as a check would see it."""
    return Student(DirectChannel(run, seed=seed, budget=Budget(timeout_s), watch=watch))
