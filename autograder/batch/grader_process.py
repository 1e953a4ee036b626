"""A grader process of a batch: a process with the checks collected, a sandbox open, and one submission at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from pathlib import Path

from autograder.course.assignments import Assignment
from autograder.language import ENGLISH
from autograder.report.verdict import Report
from autograder.sandbox.enclosure import ONE_THREAD
from autograder.sandbox.limits import Limits
from autograder.submissions.intake import Found

__all__ = ["BatchOptions", "Died", "GraderProcess", "Job", "Ready"]


# The kernel ends a grader process with the thread that has started it. So one starts them all, and lives as long as we.
_starter = ThreadPoolExecutor(1, "autograder-graders")

# How long a grader process may take to end by itself.
_FAREWELL_S = 5.0


@dataclass(frozen=True)
class BatchOptions:
    """How to grade a batch.

    Attributes:
        level: the sandbox level.
        device: where to train: ``auto``, ``cpu`` or ``cuda``.
        graders: how many submissions are graded at once.
        limits: what each submission may use.
        language: what reports are written in.
        hidden: folders that no submission may see, wherever they lie.
    """

    level: str = "full"
    device: str = "auto"
    graders: int = 1
    limits: Limits = field(default_factory=Limits)
    language: str = ENGLISH
    hidden: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Job:
    """Some exercises of one submission: what a grader process grades at a time.

    Attributes:
        number: the submission's place in the batch.
        exercises: names; all that it names have checks.
    """

    number: int
    found: Found
    exercises: tuple[str, ...]


@dataclass(frozen=True)
class Ready:
    """The grader process is ready.

    Attributes:
        read_only: the tensors of data sets, by name, as long as it lives: where they are to be opened.
        device: where it will train, if it does: ``cpu`` or ``cuda``.
        long: the exercises that take long: those whose checks name a time limit or a number of threads.
        threads: how many threads these may compute with; all others have one.
    """

    read_only: dict[str, Path]
    device: str
    long: frozenset[str]
    threads: int


@dataclass(frozen=True)
class Died:
    """The grader process is gone.

    Attributes:
        reason: why, as far as that is known.
        for_good: another one would die of the same: the course is not as it must be.
    """

    reason: str
    for_good: bool = False


class GraderProcess:
    """A grader process, seen from the batch.

    Args:
        assignment: with its solution.
        options: how to grade.
        read_only: the tensors of data sets that are written already, by name, and where; see `Ready`.

    Attributes:
        connection: readable when there is something to `receive`.
        job: what it has been given to do, or None.
        was_ready: it has once come up.
        was_killed: by a signal, and so not by a fault of its own.
    """

    def __init__(self, assignment: Assignment, options: BatchOptions, read_only: dict[str, Path]) -> None:
        self.connection, inside = Pipe()
        self.job: Job | None = None
        self.was_ready = self.was_killed = False
        # None of multiprocessing's: those may not be started by daemons, and such are the processes of Dask workers.
        command = [sys.executable, "-P", "-m", "autograder.batch.grader_loop", str(inside.fileno()), str(os.getpid())]
        # There is a grader process a core, and its worker computes while it waits: more threads would be in the way.
        self._process: subprocess.Popen[bytes] = _starter.submit(
            subprocess.Popen,
            command,
            pass_fds=[inside.fileno()],
            stdin=subprocess.DEVNULL,
            env=os.environ | ONE_THREAD,
        ).result()
        inside.close()
        self.send((assignment, options, read_only))

    @property
    def is_idle(self) -> bool:
        """Whether it can be given a job."""
        return self.was_ready and self.job is None

    def receive(self) -> Ready | Report | Died:
        """Return what the grader process has to say."""
        try:
            message = self.connection.recv()
        except (EOFError, OSError):
            status = self._process.wait()
            self.was_killed = status < 0
            message = Died(f"its process ended with exit status {status}")
        if isinstance(message, Died):
            self.close()
        self.was_ready = self.was_ready or isinstance(message, Ready)
        return message  # type: ignore[no-any-return]

    def send(self, message: object) -> None:
        """Send something to the grader process; that it has died will show when it is next received from."""
        with suppress(OSError):
            self.connection.send(message)

    def give_job(self, job: Job) -> None:
        """Let the grader process grade a submission."""
        self.job = job
        self.send(job)

    def take_job(self) -> Job:
        """Take back the job that is done."""
        assert self.job is not None
        job, self.job = self.job, None
        return job

    def close(self) -> None:
        """End the process, and with it all that it has started."""
        self.connection.close()  # an idle one finds that out, and ends
        if not self.is_idle:
            self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_FAREWELL_S)  # it leaves nothing behind
        self._process.kill()
        self._process.wait()
