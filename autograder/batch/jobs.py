"""The jobs of a batch that wait: short ones first; what has cost too many grader processes or machines is given up."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Sequence
from dataclasses import replace

from autograder.batch.grader_process import Job
from autograder.report.verdict import Report, Status
from autograder.submissions.submission import printable

__all__ = ["MAX_DEATHS", "JobQueue"]

# How often grader processes may die over the same submission, or over nothing, before the grader gives it up.
MAX_DEATHS = 3


class JobQueue:
    """Jobs that wait. What of a submission takes long comes when the rest of it is done, and after all that does not.

    Args:
        jobs: all count as short until they are split.

    Attributes:
        short: to be done first, from the left.
        long: to be done after them.
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.short = deque(jobs)
        self.long: deque[Job] = deque()
        self._rest: dict[int, Job] = {}
        self._slow: frozenset[str] = frozenset()
        self._deaths = Counter[Job]()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits, nor will when what is being done now is done."""
        return not (self.short or self.long or self._rest)

    def split(self, long: Collection[str]) -> None:
        """Split the exercises that take long from the jobs."""
        self._slow = frozenset(long)
        jobs, self.short = self.short, deque()
        for job in jobs:
            short = tuple(name for name in job.exercises if name not in long)
            rest = replace(job, exercises=tuple(name for name in job.exercises if name in long))
            if not short:
                self.long.append(rest)
                continue
            self.short.append(replace(job, exercises=short))
            if rest.exercises:
                self._rest[job.number] = rest

    def is_long(self, job: Job) -> bool:
        """Whether it has exercises that take long."""
        return not self._slow.isdisjoint(job.exercises)

    def finish(self, job: Job, report: Report) -> None:
        """Take note of a job that is done; what is left of the submission can be done now, if it can be run."""
        rest = self._rest.pop(job.number, None)
        if rest is not None and report.error is None:
            self.long.append(rest)

    def put_back(self, job: Job) -> None:
        """Let a job that was not done be the next."""
        (self.long if self.is_long(job) else self.short).appendleft(job)

    def die(self, job: Job, reason: str) -> Report | None:
        """Take note that a grader process has died over a job; put it back, or return a report that gives it up."""
        self._deaths[job] += 1
        if self._deaths[job] == MAX_DEATHS:
            return self.give_up(job, f"the grader failed {MAX_DEATHS} times over it: {reason}")
        self.put_back(job)
        return None

    def give_up(self, job: Job, reason: str) -> Report:
        """Return the report of what the grader has failed to grade: no verdict, not zero points."""
        report = Report(
            student=job.found.shown,
            file=printable(job.found.path.name) if job.found.path else "",
            sha256="",
            status=Status.NOT_GRADED,
            error=reason,
            score=0.0,
            max_score=0.0,
            seconds=0.0,
        )
        self.finish(job, report)
        return report
