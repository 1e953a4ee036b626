"""How far a batch is, as a TA reads it."""

# ruff: noqa: D102, D103 (a clock is a clock)

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.batch import progress as progress_module
from autograder.batch.grader_process import Job
from autograder.batch.progress import BatchProgress
from autograder.report.verdict import Report, Status
from autograder.submissions.intake import Found


class Clock:
    """A clock that the test moves."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress_module, "time", clock)
    return clock


def _jobs(number: int) -> list[Job]:
    return [Job(index, Found(f"s{index}", Path("a.py"), None), ("f", "train")) for index in range(number)]


def _report(student: str, status: Status = Status.GRADED) -> Report:
    return Report(student, "a.py", "", status, None, 0.0, 0.0, 1.0)


def test_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str], clock: Clock) -> None:
    """Ten, however many submissions there are; what was reused counts as done."""
    jobs = _jobs(150)
    with BatchProgress(200, jobs, 2) as progress:
        for job in jobs:
            progress.started(job)
            progress.done(job, 1.0)
            progress.finished(_report(job.found.student))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 8  # 50 of 200 were done before
    assert lines[0] == "graded 60 of 200; 10 graded, about 1 min left"
    assert lines[-1] == "graded 200 of 200; 150 graded"


def test_statuses_are_counted(clock: Clock) -> None:
    """What the grader has failed to grade shows at once."""
    progress = BatchProgress(10, _jobs(3), 2)
    assert progress.state() == "grader processes are starting"
    progress.started(_jobs(3)[2])
    progress.finished(_report("s0"))
    progress.finished(_report("s1", Status.NOT_GRADED))
    assert progress.state() == "1 graded, 1 not graded"


def test_time_left_comes_from_the_times_of_each_exercise(clock: Clock) -> None:
    """Short ones that are done say nothing about long ones that are to come."""
    jobs = _jobs(4)
    progress = BatchProgress(4, jobs, 2)
    short = [Job(job.number, job.found, ("f",)) for job in jobs]
    long = [Job(job.number, job.found, ("train",)) for job in jobs]
    for job in short:
        progress.done(job, 0.1)
    assert progress.state() == "", "nobody knows how long a training takes"
    progress.done(long[0], 60.0)
    assert progress.state() == "about 2 min left", "three times a minute, two at a time"


def test_slowest_is_named(clock: Clock) -> None:
    """Once it has been running for a while."""
    jobs = _jobs(2)
    progress = BatchProgress(2, jobs, 2)
    progress.started(jobs[0])
    clock.now = 4.0
    progress.started(jobs[1])
    assert progress.state() == ""
    clock.now = 30.0
    assert progress.state() == "s0 has been running for 30 s"
    progress.done(jobs[0], 30.0)
    assert "s1 has been running for 26 s" in progress.state()
