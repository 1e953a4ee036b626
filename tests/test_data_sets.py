"""A course's own data set: named in a conftest.py, written once a batch, and no line of the engine knows of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.batch.batch import PoolError
from autograder.batch.grader_process import BatchOptions, Job
from autograder.batch.pool import LocalPool
from autograder.course.assignments import Assignment
from autograder.local.check import check_file
from autograder.report.verdict import Report
from autograder.submissions.intake import Found

from .small_course import checks_of, small_course

CONFTEST = """
from pathlib import Path

import torch

from autograder.course.data import DataError
from autograder.course.data_sets import data_set


class Steps:
    shape = (1000, 2)

    def __init__(self, solution):
        self.key = 5.0 if solution is None else 7.0

    def shared(self):
        if {missing!r}:
            raise DataError("steps.csv: is not there; ask the instructor for it")
        with Path({written!r}).open("a") as file:
            file.write("written\\n")
        return torch.arange(2000.0).reshape(self.shape) * self.key

    def task(self, sha256, shared):
        return shared, sha256, self.key


steps = data_set("steps", Steps)
"""
CHECK = """
@check(points=1, replay=False)
def test_adds(student, steps):
    "Adds up all steps."
    shared, sha256, key = steps
    assert len(sha256) == 64
    for _ in range(2):  # whatever it has written to them: each call has its own copy
        assert student.total(shared) == key * 1999 * 1000
"""
RIGHT = "def total(steps):\n    return steps.sum(dtype=float).item()\n"
SPOILS = "def total(steps):\n    result = steps.sum(dtype=float).item()\n    steps.zero_()\n    return result\n"


def _course(folder: Path, *, missing: bool = False) -> Assignment:
    assignment = small_course(folder, {"total": CHECK}, RIGHT)
    text = CONFTEST.format(missing=missing, written=str(folder / "written"))
    (assignment.visible / "conftest.py").write_text(text, encoding="utf-8")
    return assignment


def _jobs(folder: Path, *sources: str) -> list[Job]:
    jobs = []
    for number, source in enumerate(sources):
        path = folder / f"s{number}.py"
        path.write_text(source, encoding="utf-8")
        jobs.append(Job(number, Found(path.stem, path, None), ("total",)))
    return jobs


def _passed(report: Report) -> bool:
    return checks_of(report)["Adds up all steps"].verdict.value == "passed"


def test_all_submissions_of_a_batch_map_the_same_memory(tmp_path: Path) -> None:
    """Two grader processes, one of which has written it; what a submission writes there, nobody sees."""
    assignment = _course(tmp_path)
    with LocalPool(assignment, BatchOptions(graders=2)) as pool:
        sources = [RIGHT, "def total(steps):\n    return 0\n", RIGHT, SPOILS, RIGHT, RIGHT]
        reports = {result.job.number: result.report for result in pool.run(_jobs(tmp_path, *sources), lambda job: None)}
    assert [_passed(reports[number]) for number in range(6)] == [True, False, True, True, True, True]
    assert (tmp_path / "written").read_text() == "written\n"


def test_data_that_are_not_there_are_one_line(tmp_path: Path) -> None:
    """Nobody is graded without them."""
    assignment = _course(tmp_path, missing=True)
    with (
        LocalPool(assignment, BatchOptions()) as pool,
        pytest.raises(PoolError, match=r"^steps\.csv: is not there; ask the instructor for it$"),
    ):
        list(pool.run(_jobs(tmp_path, RIGHT), lambda job: None))


def test_on_a_students_own_machine(tmp_path: Path) -> None:
    """The same check, with no key but a well-known one."""
    assignment = _course(tmp_path)
    path = tmp_path / "ps.py"
    path.write_text(RIGHT, encoding="utf-8")
    report, _ = check_file(Assignment("ps", assignment.visible, None), path, ["total"], "cpu")
    assert _passed(report)
