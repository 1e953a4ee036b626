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
    with _Pool(assignment, options, finished) as pool:
        reports = pool.grade(found)
        return Batch(reports, pool.device)


class _Pool:
    """The slots of a batch, what is still to be done, and what has been.

    Attributes:
        device: where training checks train, if there are any.
    """

    def __init__(self, assignment: Assignment, options: BatchOptions, finished: Callable[[Report], None]) -> None:
        self.device = "cpu"
        self._assignment = assignment
        self._options = options
        self._finished = finished
        self._slots: list[SlotProcess] = []
        self._cleanup = ExitStack()
        self._training: Path | None = None
        self._found: Sequence[Found] = ()
        self._waiting: deque[int] = deque()
        self._reports: dict[int, Report] = {}
        self._deaths = Counter[int | None]()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for slot in self._slots:
            slot.close()
        self._cleanup.close()

    def grade(self, found: Sequence[Found]) -> list[Report]:
        """Hand out the submissions in order, and once more those whose slot died over them."""
        self._found = found
        self._waiting.extend(range(len(found)))
        self._slots = [self._start() for _ in range(min(self._options.slots, len(found)))]
        while len(self._reports) < len(found):
            slot = self._next_to_speak()
            match slot.receive():
                case Ready() as ready:
                    self._admit(slot, ready)
                case Report() as report:
                    self._keep(slot.take_job(), report)
                case Died(reason=reason):
                    self._replace(slot, reason)
            self._hand_out()
        return [self._reports[number] for number in range(len(found))]

    def _start(self) -> SlotProcess:
        return SlotProcess(self._assignment, self._options)

    def _admit(self, slot: SlotProcess, ready: Ready) -> None:
        """Let a slot that has come up take part, unless its submissions would find no core free."""
        self.device = ready.device
        if self._slots.index(slot) > 0 and (self._slots.index(slot) + 1) * ready.threads > self._options.slots:
            self._slots.remove(slot)
            slot.close()
        else:
            slot.send(self._training_images() if ready.needs_training_images else None)

    def _hand_out(self) -> None:
        """Give every idle slot something to do."""
        for slot in self._slots:
            if slot.is_idle and self._waiting:
                number = self._waiting.popleft()
                slot.give_job(number, self._found[number])

    def _replace(self, slot: SlotProcess, reason: str) -> None:
        """Start another slot for one that has died; what it was at is tried once more, then given up.

        Raises:
            BatchError: the slot never came up, or slots die without anything to do.
        """
        number = slot.job
        self._deaths[number] += 1
        if not slot.was_ready or (number is None and self._deaths[number] == _MAX_DEATHS):
            raise BatchError(reason)
        self._slots[self._slots.index(slot)] = self._start()
        if number is not None and self._deaths[number] < _MAX_DEATHS:
            self._waiting.appendleft(number)
        elif number is not None:
            self._keep(number, _not_graded(self._found[number], reason))

    def _keep(self, number: int, report: Report) -> None:
        self._reports[number] = report
        self._finished(report)

    def _next_to_speak(self) -> SlotProcess:
        """Wait until some slot has something to say, and return it."""
        connections = {slot.connection: slot for slot in self._slots}
        [first, *_] = multiprocessing.connection.wait(list(connections))
        return connections[first]  # type: ignore[index]

    def _training_images(self) -> Path:
        """Return the training images, written once for all slots."""
        if self._training is None:
            from autograder.checking.training_images import TrainingImages  # imports torch

            self._training = self._cleanup.enter_context(TrainingImages(self._assignment.solution)).path
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
