"""Local pool: the grader processes of this machine, none of whose cores or memory is promised twice."""

from __future__ import annotations

import multiprocessing.connection
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from autograder.batch.batch import PoolError, Result
from autograder.batch.grader_process import BatchOptions, Died, GraderProcess, Job, Ready
from autograder.batch.jobs import MAX_DEATHS, JobQueue
from autograder.batch.machine import available_mib, free_device_mib
from autograder.course.assignments import Assignment
from autograder.report.verdict import Report
from autograder.sandbox.limits import Limits
from autograder.sandbox.read_only import keep_open

__all__ = ["LocalPool", "device_has_room", "graders_that_fit"]

# A grader process's own processes, the grader and the zygote, without what submissions use: 0.7 GB with torch 2.15.
_GRADER_MIB = 1024
# Device memory that a training may take: the context of CUDA alone is about half of it.
_TRAINING_MIB = 1024
# After so many seconds a training has taken the device memory that it will take.
_SETTLED_S = 20.0


class LocalPool:
    """Grader processes on this machine; a context manager.

    Short jobs come first and take a core each; long ones take as many cores as they may compute with.

    Args:
        assignment: with its solution.
        options: how to grade; ``graders`` is the number of cores to use.
    """

    def __init__(self, assignment: Assignment, options: BatchOptions) -> None:
        self._assignment = assignment
        self._options = options
        self._cleanup = ExitStack()
        self._ready: Ready | None = None
        self._graders: list[GraderProcess] = []
        self._read_only: dict[str, Path] = {}
        self._queue = JobQueue(())
        self._running: dict[Job, float] = {}
        self._idle_deaths = 0

    @property
    def graders(self) -> int:
        """How many jobs are done at once."""
        return self._options.graders

    def __enter__(self) -> LocalPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all grader processes."""
        for grader in self._graders:
            grader.close()
        self._cleanup.close()

    def run(self, jobs: Sequence[Job], started: Callable[[Job], None]) -> Iterator[Result]:
        """Do the jobs, see `autograder.batch.batch.Pool`.

        Raises:
            PoolError: no grader process can be started.
        """
        self._queue = JobQueue(jobs)
        if self._ready is not None:
            self._queue.split(self._ready.long)
        if jobs and not self._graders:
            self._graders = [self._start()]
        while not self._queue.is_empty or self._running:
            self._hand_out(started)
            results = [self._listen(grader) for grader in self._ready_to_speak()]
            yield from (result for result in results if result is not None)

    def _listen(self, grader: GraderProcess) -> Result | None:
        """Do what the message of a grader process asks for; return a result if there is one."""
        match grader.receive():
            case Ready() as ready:
                self._admit(ready)
            case Report() as report:
                return self._finish(grader.take_job(), report)
            case Died(for_good=True) as died:
                raise PoolError(died.reason)
            case Died() as died:
                return self._replace(grader, died.reason)
        return None

    def _start(self) -> GraderProcess:
        return GraderProcess(self._assignment, self._options, self._read_only)

    def _admit(self, ready: Ready) -> None:
        """Take note of what the first grader process that has come up says, and start the others."""
        if self._ready is None:
            self._ready = ready
            self._read_only = keep_open(ready.read_only, self._cleanup)
            # The first one had all cores to come up on; whoever waits for the first reports has them sooner.
            self._graders += [self._start() for _ in range(min(self._options.graders, len(self._queue.short)) - 1)]
            self._queue.split(ready.long)

    def _hand_out(self, started: Callable[[Job], None]) -> None:
        """Give idle grader processes something to do, as long as there are cores, and memory of the device, for it."""
        for grader in self._graders:
            if grader.is_idle and (job := self._next_job()) is not None:
                grader.give_job(job)
                self._running[job] = time.monotonic()
                started(job)

    def _next_job(self) -> Job | None:
        queue = self._queue
        free = self._options.graders - sum(map(self._cores, self._running))
        if queue.short:
            return queue.short.popleft() if free > 0 else None
        if queue.long and free >= self._cores(queue.long[0]) and self._device_has_room():
            return queue.long.popleft()
        return None

    def _cores(self, job: Job) -> int:
        assert self._ready is not None
        return min(self._ready.threads, self._options.graders) if self._queue.is_long(job) else 1

    def _device_has_room(self) -> bool:
        assert self._ready is not None
        since = [start for job, start in self._running.items() if self._queue.is_long(job)]
        return self._ready.device != "cuda" or device_has_room(since)

    def _finish(self, job: Job, report: Report) -> Result:
        """Take note of a job that is done."""
        del self._running[job]
        self._queue.finish(job, report)
        return self._result(job, report)

    def _result(self, job: Job, report: Report) -> Result:
        assert self._ready is not None
        return Result(job, report, self._ready.device)

    def _replace(self, grader: GraderProcess, reason: str) -> Result | None:
        """Start another grader process for one that has died; what it was at is tried again, or given up.

        Raises:
            PoolError: grader processes do not come up, or die without anything to do.
        """
        job = grader.job
        self._idle_deaths += job is None
        if job is None and (self._idle_deaths == MAX_DEATHS or not grader.was_killed):
            raise PoolError(reason)
        self._graders[self._graders.index(grader)] = self._start()
        if job is None:
            return None
        del self._running[job]
        report = self._queue.die(job, reason)
        return None if report is None else self._result(job, report)

    def _ready_to_speak(self) -> list[GraderProcess]:
        """Wait until some grader processes have something to say, and return them."""
        connections = {grader.connection: grader for grader in self._graders}
        return [connections[each] for each in multiprocessing.connection.wait(list(connections))]  # type: ignore[index]


def graders_that_fit(graders: int, limits: Limits) -> int:
    """Return how many of so many grader processes fit into memory, each with a submission at its limit."""
    return max(1, min(graders, available_mib() // (_GRADER_MIB + limits.memory_mib)))


def device_has_room(since: Sequence[float]) -> bool:
    """Say whether one more training finds memory on the GPU; if none is running, it has to try.

    Args:
        since: when those that are running have begun, by the monotonic clock.
    """
    if not since:
        return True
    unsettled = sum(time.monotonic() - start < _SETTLED_S for start in since)
    return free_device_mib() >= _TRAINING_MIB * (1 + unsettled)
