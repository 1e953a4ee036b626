"""Who does what when: grader processes that do nothing but answer show what the pool gives to whom."""

# ruff: noqa: D102 (the stand-in has the methods of what it stands for)

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.batch import machine, pool
from autograder.batch.batch import PoolError, Result
from autograder.batch.grader_process import BatchOptions, Died, Job, Ready
from autograder.batch.pool import LocalPool, graders_that_fit
from autograder.course.assignments import Assignment
from autograder.report.verdict import Report, Status
from autograder.sandbox.limits import Limits
from autograder.submissions.intake import Found

LONG = frozenset({"train"})
ASSIGNMENT = Assignment("ps", Path("nowhere"), None)


class Process:
    """A grader process that answers when the test lets it.

    Attributes:
        open: all grader processes that are open, in the order in which they were started.
    """

    open: list[Process]
    answer: Callable[[Process], object]
    ready: Ready

    def __init__(self, assignment: Assignment, options: BatchOptions, read_only: dict[str, Path]) -> None:
        self.connection, self._other = multiprocessing.Pipe()
        self.job: Job | None = None
        self.was_ready = self.was_killed = False
        Process.open.append(self)
        self._other.send("something to say")

    @property
    def is_idle(self) -> bool:
        return self.was_ready and self.job is None

    def receive(self) -> object:
        self.connection.recv()
        if not self.was_ready:
            self.was_ready = True
            return Process.ready
        message = Process.answer(self)
        if isinstance(message, Died):
            self.close()
        return message

    def give_job(self, job: Job) -> None:
        self.job = job
        self._other.send("something to say")

    def take_job(self) -> Job:
        assert self.job is not None
        job, self.job = self.job, None
        return job

    def close(self) -> None:
        if self in Process.open:
            Process.open.remove(self)


def _graded(grader: Process) -> Report:
    assert grader.job is not None
    return Report(grader.job.found.student, "a.py", "00", Status.GRADED, None, 1.0, 1.0, 0.1)


@pytest.fixture(autouse=True)
def _graders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "GraderProcess", Process)
    Process.open, Process.answer, Process.ready = [], _graded, Ready({}, "cpu", LONG, 2)


def _jobs(number: int, *exercises: str) -> list[Job]:
    return [Job(index, Found(f"s{index}", Path(f"s{index}.py"), None), exercises) for index in range(number)]


def _run(jobs: list[Job], graders: int, started: Callable[[Job], None] = lambda job: None) -> Iterator[Result]:
    with LocalPool(ASSIGNMENT, BatchOptions(graders=graders)) as local:
        yield from local.run(jobs, started)


def test_short_exercises_of_all_come_before_long_ones() -> None:
    """Nobody waits for the trainings of others to learn what is wrong with a loader."""
    done = [result.job for result in _run(_jobs(5, "load", "train", "plot"), 2)]
    assert [job.exercises for job in done] == [("load", "plot")] * 5 + [("train",)] * 5
    assert sorted(job.number for job in done[:5]) == sorted(job.number for job in done[5:]) == list(range(5))


@pytest.mark.parametrize(("graders", "threads", "at_once"), [(1, 2, 1), (2, 2, 1), (3, 2, 1), (4, 2, 2), (4, 1, 4)])
def test_training_takes_the_cores_that_it_computes_with(graders: int, threads: int, at_once: int) -> None:
    """As many trainings at once as there are cores for, and at least one."""
    Process.ready = Ready({}, "cpu", LONG, threads)
    most = 0

    def started(job: Job) -> None:
        nonlocal most
        most = max(most, sum(grader.job is not None for grader in Process.open))

    assert len(list(_run(_jobs(8, "train"), graders, started))) == 8
    assert most == at_once


@pytest.mark.parametrize(("free_mib", "at_once"), [(0, 1), (1024, 1), (2048, 2), (10_000, 4)])
def test_trainings_are_admitted_by_free_memory_of_the_device(
    monkeypatch: pytest.MonkeyPatch, free_mib: int, at_once: int
) -> None:
    """One that has just begun has yet to take its own."""
    Process.ready = Ready({}, "cuda", LONG, 1)
    monkeypatch.setattr(pool, "free_device_mib", lambda: free_mib)
    most = 0

    def started(job: Job) -> None:
        nonlocal most
        most = max(most, sum(grader.job is not None for grader in Process.open))

    assert len(list(_run(_jobs(8, "train"), 4, started))) == 8
    assert most == at_once


def test_nothing_is_trained_of_what_cannot_be_run() -> None:
    """The report says so of all its exercises."""

    def unreadable(grader: Process) -> Report:
        report = _graded(grader)
        report.error = "a.py:1: SyntaxError"
        return report

    Process.answer = unreadable
    assert [result.job.exercises for result in _run(_jobs(3, "load", "train"), 2)] == [("load",)] * 3


def test_submission_over_which_graders_die_is_given_up() -> None:
    """After three deaths it is not graded, for a reason, and nothing more of it is tried; the others are graded."""
    deaths = Counter[int]()

    def answer(grader: Process) -> Any:
        assert grader.job is not None
        if grader.job.number == 1 and grader.job.exercises == ("load",):
            deaths[grader.job.number] += 1
            grader.was_killed = True
            return Died("its process ended with exit status -9")
        return _graded(grader)

    Process.answer = answer
    done = _run(_jobs(3, "load", "train"), 2)
    results = {(result.job.number, result.job.exercises): result.report for result in done}
    assert deaths == {1: 3}
    assert len(results) == 5
    failed = results.pop((1, ("load",)))
    assert (failed.status, failed.student) == (Status.NOT_GRADED, "s1")
    assert failed.error == "the grader failed 3 times over it: its process ended with exit status -9"
    assert {report.status for report in results.values()} == {Status.GRADED}


def test_grader_that_cannot_be_opened_ends_the_batch() -> None:
    """It says why; nobody tries a hundred times."""

    class Broken(Process):
        def receive(self) -> object:
            return Died("bubblewrap is not installed")

    pool.GraderProcess = Broken  # type: ignore[assignment,misc]
    with pytest.raises(PoolError, match="bubblewrap is not installed"):
        list(_run(_jobs(3, "load"), 2))


def test_memory_of_all_graders_together_stays_below_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each with a submission at its limit; one grader process there must be."""
    monkeypatch.setattr(pool, "available_mib", lambda: 16_000)
    assert graders_that_fit(8, Limits(memory_mib=4096)) == 3
    assert graders_that_fit(2, Limits(memory_mib=4096)) == 2
    assert graders_that_fit(8, Limits(memory_mib=900)) == 8
    assert graders_that_fit(8, Limits(memory_mib=100_000)) == 1


def test_memory_of_a_container_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its limit, less what is in use; "max" is none."""
    whole = machine.available_mib()
    assert whole > 100
    monkeypatch.setattr(machine, "_CGROUP", tmp_path)
    (tmp_path / "memory.current").write_text(f"{30 << 20}\n")
    (tmp_path / "memory.max").write_text("max\n")
    assert machine.available_mib() > 100
    (tmp_path / "memory.max").write_text(f"{100 << 20}\n")
    assert machine.available_mib() == 70


def test_free_memory_of_the_device_is_what_its_driver_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """0 where there is no driver, or none that answers."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.free_device_mib() == 0
    tool = tmp_path / "nvidia-smi"
    for text, expected in (("echo 12345", 12345), ("exit 9", 0), ("echo no devices", 0)):
        tool.write_text(f"#!/bin/sh\n{text}\n")
        tool.chmod(0o755)
        assert machine.free_device_mib() == expected
