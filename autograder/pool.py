"""The slots of this machine: who does what when, so that neither its cores nor its memory are promised twice."""

from __future__ import annotations

import multiprocessing.connection
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from autograder.batch import PoolError, Result
from autograder.course import Assignment
from autograder.machine import available_mib, free_device_mib
from autograder.sandbox.limits import Limits
from autograder.slot_process import BatchOptions, Died, Job, Ready, SlotProcess
from autograder.verdict import Report, Status

__all__ = ["LocalPool", "slots_that_fit"]

# How often slots may die over the same submission, or over nothing, before the grader gives it up.
_MAX_DEATHS = 3
# A slot's own processes, the grader and the zygote, without what submissions use: 0.7 GB with torch 2.15.
_SLOT_MIB = 1024
# Device memory that a training may take: the context of CUDA alone is about half of it.
_TRAINING_MIB = 1024
# After so many seconds a training has taken the device memory that it will take.
_SETTLED_S = 20.0


class LocalPool:
    """Slots on this machine; a context manager.

    Short jobs come first and take a core each; long ones take as many cores as they may compute with.

    Args:
        assignment: with its solution.
        options: how to grade; ``slots`` is the number of cores to use.
    """

    def __init__(self, assignment: Assignment, options: BatchOptions) -> None:
        self._assignment = assignment
        self._options = options
        self._ready: Ready | None = None
        self._slots: list[SlotProcess] = []
        self._cleanup = ExitStack()
        self._training: Path | None = None
        self._short: deque[Job] = deque()
        self._long: deque[Job] = deque()
        self._rest: dict[int, Job] = {}
        self._running: dict[Job, float] = {}
        self._deaths = Counter[Job | None]()

    def __enter__(self) -> LocalPool:
        return self

    def __exit__(self, *_: object) -> None:
        for slot in self._slots:
            slot.close()
        self._cleanup.close()

    def run(self, jobs: Sequence[Job], started: Callable[[Job], None]) -> Iterator[Result]:
        """Do the jobs, see `autograder.batch.Pool`.

        Raises:
            PoolError: no slot can be started.
        """
        self._short.extend(jobs)
        self._slots = [self._start() for _ in range(min(self._options.slots, len(jobs)))]
        while self._short or self._long or self._rest or self._running:
            results = [self._listen(slot) for slot in self._ready_to_speak()]
            self._hand_out(started)
            yield from (result for result in results if result is not None)

    def _listen(self, slot: SlotProcess) -> Result | None:
        """Do what the message of a slot asks for; return a result if there is one."""
        match slot.receive():
            case Ready() as ready:
                self._admit(slot, ready)
            case Report() as report:
                return self._finish(slot.take_job(), report)
            case Died(reason=reason):
                return self._replace(slot, reason)
        return None

    def _start(self) -> SlotProcess:
        return SlotProcess(self._assignment, self._options)

    def _admit(self, slot: SlotProcess, ready: Ready) -> None:
        """Let a slot that has come up take part."""
        if self._ready is None:
            self._ready = ready
            self._split(ready.long)
        slot.send(self._training_images() if ready.needs_training_images else None)

    def _split(self, long: Collection[str]) -> None:
        """Split what takes long from the jobs: it comes when the rest of the submission is done."""
        jobs, self._short = self._short, deque()
        for job in jobs:
            short = tuple(name for name in job.exercises if name not in long)
            rest = replace(job, exercises=tuple(name for name in job.exercises if name in long))
            if not short:
                self._long.append(rest)
                continue
            self._short.append(replace(job, exercises=short))
            if rest.exercises:
                self._rest[job.number] = rest

    def _hand_out(self, started: Callable[[Job], None]) -> None:
        """Give idle slots something to do, as long as there are cores, and memory of the device, for it."""
        for slot in self._slots:
            if slot.is_idle and (job := self._next_job()) is not None:
                slot.give_job(job)
                self._running[job] = time.monotonic()
                started(job)

    def _next_job(self) -> Job | None:
        free = self._options.slots - sum(map(self._cores, self._running))
        if self._short:
            return self._short.popleft() if free > 0 else None
        if self._long and free >= self._cores(self._long[0]) and self._device_has_room():
            return self._long.popleft()
        return None

    def _cores(self, job: Job) -> int:
        return min(self._ready.threads, self._options.slots) if self._is_long(job) else 1  # type: ignore[union-attr]

    def _is_long(self, job: Job) -> bool:
        assert self._ready is not None
        return not self._ready.long.isdisjoint(job.exercises)

    def _device_has_room(self) -> bool:
        """Say whether one more training finds memory on the device; if none is running, it has to try."""
        assert self._ready is not None
        since = [start for job, start in self._running.items() if self._is_long(job)]
        if self._ready.device != "cuda" or not since:
            return True
        unsettled = sum(time.monotonic() - start < _SETTLED_S for start in since)
        return free_device_mib() >= _TRAINING_MIB * (1 + unsettled)

    def _finish(self, job: Job, report: Report) -> Result:
        """Take note of a job that is done; what is left of the submission can be done now, if it can be run."""
        assert self._ready is not None
        del self._running[job]
        rest = self._rest.pop(job.number, None)
        if rest is not None and report.error is None:
            self._long.append(rest)
        return Result(job, report, self._ready.device)

    def _replace(self, slot: SlotProcess, reason: str) -> Result | None:
        """Start another slot for one that has died; what it was at is tried again, or given up.

        Raises:
            PoolError: slots do not come up, or die without anything to do.
        """
        job = slot.job
        self._deaths[job] += 1
        given_up = self._deaths[job] == _MAX_DEATHS
        if job is None and (given_up or not slot.was_killed):
            raise PoolError(reason)
        self._slots[self._slots.index(slot)] = self._start()
        if job is None:
            return None
        if given_up:
            return self._finish(job, _not_graded(job, reason))
        del self._running[job]
        (self._long if self._is_long(job) else self._short).appendleft(job)
        return None

    def _ready_to_speak(self) -> list[SlotProcess]:
        """Wait until some slots have something to say, and return them."""
        connections = {slot.connection: slot for slot in self._slots}
        return [connections[each] for each in multiprocessing.connection.wait(list(connections))]  # type: ignore[index]

    def _training_images(self) -> Path:
        """Return the training images, written once for all slots."""
        if self._training is None:
            from autograder.checking.training_images import TrainingImages  # imports torch

            self._training = self._cleanup.enter_context(TrainingImages(self._assignment.solution)).path
        return self._training


def slots_that_fit(slots: int, limits: Limits) -> int:
    """Return how many of so many slots this machine's memory has room for, each with a submission at its limit."""
    return max(1, min(slots, available_mib() // (_SLOT_MIB + limits.memory_mib)))


def _not_graded(job: Job, reason: str) -> Report:
    """Return the report of what the grader has failed to grade: no verdict, not zero points."""
    return Report(
        student=job.found.student,
        file=job.found.path.name if job.found.path else "",
        sha256="",
        status=Status.NOT_GRADED,
        error=f"the grader failed {_MAX_DEATHS} times over it: {reason}",
        score=0.0,
        max_score=0.0,
        seconds=0.0,
    )
