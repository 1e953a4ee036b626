"""Many submissions to many reports: what has been graded before is reused, the rest is graded and kept in the ledger.

A batch knows what there is to do; a pool does it, in grader processes of this machine (`autograder.batch.pool`) or of
a cluster (`autograder.batch.dask.pool`), a job at a time, in any order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from autograder.batch.grader_process import BatchOptions, Job
from autograder.batch.keys import Keys
from autograder.batch.ledger import Entry, Ledger
from autograder.course.assignments import Assignment
from autograder.course.device import DEVICES
from autograder.report.verdict import Report, Status, has_fault, merge
from autograder.submissions.belonging import require_own
from autograder.submissions.intake import Found
from autograder.submissions.submission import Submission, SubmissionError, read_bytes, read_submission

__all__ = ["Batch", "Observer", "Part", "Pool", "PoolError", "Result"]


class PoolError(Exception):
    """Jobs cannot be done on this machine, on this cluster or with this course; whoever runs the grader mends that."""


@dataclass(frozen=True)
class Result:
    """What came of a job.

    Attributes:
        report: with the exercises of the job; with all of them if nothing of the submission can be run; with none if
            the grader has failed.
        device: where it has trained, if it has: ``cpu`` or ``cuda``.
    """

    job: Job
    report: Report
    device: str


@dataclass(frozen=True)
class Part:
    """Part of a batch that is asked for.

    Attributes:
        students: names of folders or files; none: all.
        exercises: names; none: all.
    """

    students: frozenset[str] = frozenset()
    exercises: frozenset[str] = frozenset()

    def of(self, found: Found, exercises: Iterable[str]) -> tuple[str, ...]:
        """Return which exercises of a submission are asked for, of these."""
        if self.students and found.student not in self.students:
            return ()
        return tuple(name for name in exercises if not self.exercises or name in self.exercises)


class Observer(Protocol):
    """Is told how far a batch has come."""

    def started(self, job: Job) -> None:
        """Take note of a job that is being done now."""

    def done(self, job: Job, seconds: float) -> None:
        """Take note of a job that has been done."""

    def finished(self, report: Report) -> None:
        """Take note of a submission's report that is complete."""


class Pool(Protocol):
    """Does jobs."""

    def run(self, jobs: Sequence[Job], started: Callable[[Job], None]) -> Iterator[Result]:
        """Do the jobs, in any order; they may be split into several of the same submission.

        Raises:
            PoolError: they cannot be done here, or no more of them.
        """


class Batch:
    """The submissions of one assignment on their way.

    Args:
        assignment: what was handed in, with its solution.
        found: the submissions.
        options: how to grade them.
        ledger: the assignment's, open.
        fresh: reuse nothing of what is asked for.
        part: what is asked for; what the ledger has of the rest stays as it is.

    Attributes:
        jobs: what is to be graded now.
        reused: of how many of the submissions asked for nothing need be graded.
        partly_reused: of how many only some exercises need be.
        not_graded: how many the grader has failed to grade.
        left: how many have something to be graded that was not asked for.
    """

    def __init__(
        self,
        assignment: Assignment,
        found: Sequence[Found],
        options: BatchOptions,
        ledger: Ledger,
        *,
        fresh: bool,
        part: Part | None = None,
    ) -> None:
        self.reused = self.partly_reused = self.not_graded = self.left = 0
        self._part = part or Part()
        self._assignment = assignment
        self._keys = Keys(assignment, options.level, options.device, options.limits, options.language)
        self._found = found
        self._level = options.level
        self._ledger = ledger
        self._contents: dict[int, str] = {}
        self._missing: dict[int, set[str]] = {}
        self._begun: set[int] = set()
        self.jobs = [job for number in range(len(found)) if (job := self._plan(number, fresh)) is not None]

    def run(self, pool: Pool, observer: Observer) -> None:
        """Grade what is to be graded; every report is in the ledger as soon as it is there."""
        for result in pool.run(self.jobs, observer.started):
            observer.done(result.job, result.report.seconds)
            report = self._keep(result)
            if not self._missing[result.job.number]:
                self.not_graded += report.status is Status.NOT_GRADED
                observer.finished(report)

    def reports(self) -> Iterator[Report]:
        """Read the reports from the ledger, in the order in which the submissions were found.

        One that lacks exercises, as others alone were asked for, is no grade yet, and says so.
        """
        return (self._said_if_in_part(entry.report) for entry in self._entries())

    def reused_reports(self) -> Iterator[Report]:
        """Read the reports of the submissions of which nothing need be graded."""
        due = {job.number for job in self.jobs}
        entries = (self._ledger.entry(found.student) for number, found in enumerate(self._found) if number not in due)
        return (entry.report for entry in entries if entry is not None)

    @property
    def kept(self) -> int:
        """How many of the submissions that were to be graded have been by now, as the ledger has it."""
        return sum(map(self._is_kept, self.jobs))

    @property
    def device(self) -> str:
        """Where training checks have trained, if there are any: ``cpu``, or ``cuda`` if any has trained there."""
        return max((entry.device for entry in self._entries()), default="cpu", key=DEVICES.index)

    def _entries(self) -> Iterator[Entry]:
        return (entry for found in self._found if (entry := self._ledger.entry(found.student)) is not None)

    def _plan(self, number: int, fresh: bool) -> Job | None:
        """Return what has to be graded of a submission, or None."""
        found = self._readable(number)
        keys = self._keys_of(number)
        entry = self._ledger.entry(found.student)
        asked = self._part.of(found, keys)
        old = entry.keys if entry is not None else {}
        same = {name for name in keys if old.get(name) == keys[name] and not (fresh and name in asked)}
        if entry is not None and entry.report.is_of_all and len(same) < len(keys):
            same = set()
        due = tuple(name for name in asked if name not in same)
        self.left += len(same) + len(due) < len(keys)
        if not due:
            self.reused += bool(asked)
            return None
        self.partly_reused += bool(same)
        self._missing[number] = set(due)
        return Job(number, found, due)

    def _is_kept(self, job: Job) -> bool:
        entry, keys = self._ledger.entry(job.found.student), self._keys_of(job.number)
        return entry is not None and all(entry.keys.get(name) == keys[name] for name in job.exercises)

    def _readable(self, number: int) -> Found:
        """Return a submission, with the reason if it cannot be read; take note of its content."""
        found = self._found[number]
        content = found.error or ""
        if found.path is not None:
            try:
                data = read_bytes(found.path)
                content = hashlib.sha256(data).hexdigest()
                require_own(found.path, data, self._assignment.name, self._keys.exercises, self._assignment.others)
            except SubmissionError as error:
                found = replace(found, error=str(error))
                content = str(error)
        self._contents[number] = content
        return found

    def _keep(self, result: Result) -> Report:
        """Put a result into the ledger, together with what is there of the same submission; return the whole."""
        number, student = result.job.number, result.job.found.student
        report = replace(result.report, notes=[*result.job.found.notes, *result.report.notes])
        if report.sha256 and report.sha256 != self._contents[number]:  # it has changed since we looked
            self._contents[number] = report.sha256
        keys = self._keys_of(number)
        of_exercise = {exercise.name: keys[exercise.name] for exercise in report.exercises}
        entry = self._ledger.entry(student)
        if entry is not None and not report.is_of_all and not entry.report.is_of_all:
            kept = [each for each in entry.report.exercises if self._stays(each.name, entry, number, keys)]
            of_exercise = {**{each.name: entry.keys[each.name] for each in kept}, **of_exercise}
            seconds = entry.report.seconds if number in self._begun else 0.0
            report = merge(replace(entry.report, exercises=kept, seconds=seconds), report, self._keys.exercises)
        self._begun.add(number)
        graded = {each.name: of_exercise[each.name] for each in report.exercises if not has_fault(each)}
        entry = Entry(graded, report, self._level, result.device)
        self._ledger.keep(student, entry, self._source(result.job.found.path, report.sha256))
        ended = result.report.error is not None  # so nothing more of this submission will come
        self._missing[number] -= set(keys) if ended else set(result.job.exercises)
        return report

    def _source(self, path: Path | None, sha256: str) -> Submission | None:
        """Return what was graded, if the ledger has not got it: the file may go, or change, before anybody looks."""
        if path is None or not sha256 or self._ledger.has_source(sha256):
            return None
        try:
            submission = read_submission(path)
        except SubmissionError:  # it has changed since
            return None
        return submission if submission.sha256 == sha256 else None

    def _stays(self, exercise: str, entry: Entry, number: int, keys: Mapping[str, str]) -> bool:
        """Whether what the ledger has of an exercise stays when others of the submission are graded.

        It does if nothing has changed that it depends on; if it was not asked for, it stays with its old key, so that
        it is graded when it is, but never beside what was graded of another file.
        """
        if exercise not in keys or exercise not in entry.keys:
            return False
        asked_for = exercise in self._part.of(self._found[number], keys)
        same_file = entry.report.sha256 == self._contents[number]
        return entry.keys[exercise] == keys[exercise] or (same_file and not asked_for)

    def _said_if_in_part(self, report: Report) -> Report:
        there = {exercise.name for exercise in report.exercises}
        lacking = [name for name in self._keys.exercises if name not in there]
        if not lacking or report.error is not None:
            return report
        error = f"graded in part; not yet: {', '.join(lacking)}; grade again without --exercise"
        return replace(report, status=Status.NOT_GRADED, error=error)

    def _keys_of(self, number: int) -> dict[str, str]:
        found = self._found[number]
        content = "\n".join([self._contents[number], *found.notes])
        return self._keys.of(found.path.name if found.path is not None else "", content)
