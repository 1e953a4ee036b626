"""How far a batch has come: a bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from autograder.batch.grader_process import Job
from autograder.report.verdict import Report

__all__ = ["BatchProgress"]

# Where there is no terminal, as many lines as this say how far it is, however many submissions there are.
_LINES = 10
# What has been running for so long is named.
_SLOW_S = 5.0


class BatchProgress:
    """Shows the progress of a batch while its block lasts; on stderr.

    Args:
        total: all submissions.
        jobs: what is to be graded of them.
        graders: how many jobs are done at once.
    """

    def __init__(self, total: int, jobs: Sequence[Job], graders: int) -> None:
        self._total = total
        self._done = total - len(jobs)
        self._graders = graders
        self._statuses = Counter[str]()
        self._running: dict[Job, float] = {}
        self._left = Counter(name for job in jobs for name in job.exercises)
        self._times: dict[str, list[float]] = defaultdict(lambda: [0, 0.0])
        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), _State(self),
            console=console, transient=True, refresh_per_second=4, disable=not console.is_terminal,
        )  # fmt: skip
        self._task = self._bar.add_task("grading", total=total, completed=self._done)

    def __enter__(self) -> BatchProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def started(self, job: Job) -> None:
        """Take note of a job that is being done now."""
        self._running[job] = time.monotonic()

    def done(self, job: Job, seconds: float) -> None:
        """Take note of a job that has been done; its time is shared out among its exercises."""
        self._running.pop(job, None)
        self._left.subtract(job.exercises)
        for name in job.exercises:
            self._times[name][0] += 1
            self._times[name][1] += seconds / len(job.exercises)

    def finished(self, report: Report) -> None:
        """Count one finished report."""
        self._done += 1
        self._statuses[report.status] += 1
        self._bar.advance(self._task)
        if self._bar.disable and (self._done * _LINES) // self._total > ((self._done - 1) * _LINES) // self._total:
            print(f"graded {self._done} of {self._total}; {self.state()}", file=sys.stderr)

    def state(self) -> str:
        """Say in a line what has come out so far, how long it will take, and what takes longest."""
        if not self._running and not self._times:
            return "grader processes are starting"
        parts = [f"{count} {status.replace('_', ' ')}" for status, count in sorted(self._statuses.items())]
        eta = self._eta_s()
        if eta is not None:
            parts.append(f"about {_duration(eta)} left")
        if self._running:
            slowest = min(self._running, key=lambda job: self._running[job])
            lasted = time.monotonic() - self._running[slowest]
            if lasted > _SLOW_S:
                parts.append(f"{slowest.found.shown} has been running for {_duration(lasted)}")
        return ", ".join(parts)

    def _eta_s(self) -> float | None:
        """Return how long the rest takes if its exercises take as long as they have so far; None without any idea."""
        mean = {name: total / count for name, (count, total) in self._times.items()}
        left = {name: count for name, count in self._left.items() if count > 0}
        if not left or not left.keys() <= mean.keys():
            return None
        return sum(mean[name] * count for name, count in left.items()) / self._graders


class _State(TextColumn):
    """The line of `BatchProgress.state` as a column."""

    def __init__(self, progress: BatchProgress) -> None:
        super().__init__("")
        self._progress = progress

    def render(self, task: Task) -> Text:
        """Return the line as it is now."""
        return Text(self._progress.state())


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 3600 else f"{seconds / 3600:.1f} h"
