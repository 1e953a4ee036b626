"""Many submissions to many reports, in several slots at once.

Each slot is a process that grades one submission after the other: its checks are collected once, its zygote is
warm. This process hands out the work and gathers the reports; it never runs a check itself.
"""

from __future__ import annotations

import multiprocessing.connection
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Assignment
from autograder.intake import Found
from autograder.slot_process import BatchOptions, Died, Ready, SlotProcess
from autograder.verdict import Report, Status

__all__ = ["Batch", "BatchError", "BatchOptions", "grade_batch"]

# How often a slot may die over the same submission before the grader gives it up.
_MAX_DEATHS = 2


class BatchError(Exception):
    """The batch cannot be graded on this machine or with this course; whoever runs the grader mends that."""


@dataclass(frozen=True)
class Batch:
    """What came of a batch.

    Attributes:
        reports: in the order of what was found.
        device: where training checks have trained, if there are any: ``cpu`` or ``cuda``.
    """

    reports: list[Report]
    device: str


def grade_batch(
    assignment: Assignment,
    found: Sequence[Found],
    options: BatchOptions,
    finished: Callable[[Report], None] = lambda report: None,
) -> Batch:
    """Grade all that was found.

    Args:
        assignment: what was handed in, with its solution.
        found: the submissions.
        options: how to grade them.
        finished: called with each report as it is finished.

    Raises:
        BatchError: no slot can be started.
    """
    with _Pool(assignment, options, min(options.slots, len(found))) as pool:
        reports = pool.grade(found, finished)
        return Batch(reports, pool.device)


class _Pool:
    """The slots of a batch, and who of them is doing what."""

    def __init__(self, assignment: Assignment, options: BatchOptions, slots: int) -> None:
        self._assignment = assignment
        self._options = options
        self._count = slots
        self._slots: list[SlotProcess] = []
        self._cleanup = ExitStack()
        self._training: Path | None = None
        self.device = "cpu"

    def __enter__(self) -> _Pool:
        self._slots = [self._start() for _ in range(self._count)]
        return self

    def _start(self) -> SlotProcess:
        return SlotProcess(self._assignment, self._options)

    def __exit__(self, *_: object) -> None:
        for slot in self._slots:
            slot.close()
        self._cleanup.close()

    def grade(self, found: Sequence[Found], finished: Callable[[Report], None]) -> list[Report]:
        """Hand out the submissions in order, and once more those whose slot died over them."""
        waiting = deque(range(len(found)))
        deaths = Counter[int]()
        reports: dict[int, Report] = {}

        def keep(index: int, report: Report) -> None:
            reports[index] = report
            finished(report)

        while len(reports) < len(found):
            slot = self._next_to_speak()
            match slot.receive():
                case Ready(needs_training_images=needed, device=device):
                    self.device = device
                    slot.send(self._training_images() if needed else None)
                case Report() as report:
                    keep(slot.take_job(), report)
                case Died(reason=reason):
                    self._slots[self._slots.index(slot)] = self._start()
                    if slot.job is None:
                        raise BatchError(reason)
                    deaths[slot.job] += 1
                    if deaths[slot.job] < _MAX_DEATHS:
                        waiting.appendleft(slot.job)
                    else:
                        keep(slot.job, _not_graded(found[slot.job], reason))
            for idle in self._slots:
                if idle.is_idle and waiting:
                    idle.give_job(waiting[0], found[waiting.popleft()])
        return [reports[index] for index in range(len(found))]

    def _next_to_speak(self) -> SlotProcess:
        """Wait until some slot has something to say, and return it."""
        connections = {slot.connection: slot for slot in self._slots}
        [first, *_] = multiprocessing.connection.wait(list(connections))
        return connections[first]  # type: ignore[index]

    def _training_images(self) -> Path:
        """Return the training images, written once for all slots."""
        if self._training is None:
            from autograder.checking.training_images import TrainingImages  # imports torch

            self._training = self._cleanup.enter_context(TrainingImages()).path
        return self._training


def _not_graded(found: Found, reason: str) -> Report:
    """Return the report of a submission that the grader has failed to grade: no verdict, not zero points."""
    return Report(
        student=found.student,
        file=found.path.name if found.path else "",
        sha256="",
        status=Status.NOT_GRADED,
        error=f"the grader failed {_MAX_DEATHS} times over it: {reason}",
        score=0.0,
        max_score=0.0,
        seconds=0.0,
    )
