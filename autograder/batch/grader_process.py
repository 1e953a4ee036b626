"""A grader process of a batch: a process with the checks collected, a sandbox open, and one submission at a time."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.assignments import Assignment, CourseError
from autograder.course.data import DataError
from autograder.course.device import resolve_device
from autograder.course.misconception import read_misconceptions
from autograder.report.verdict import Report
from autograder.sandbox.limits import Limits
from autograder.submissions.intake import Found

if TYPE_CHECKING:
    from autograder.grading.session import CheckSession

__all__ = ["BatchOptions", "Died", "GraderProcess", "Job", "Ready"]


# How long an idle grader process may take to end by itself.
_FAREWELL_S = 5.0


@dataclass(frozen=True)
class BatchOptions:
    """How to grade a batch.

    Attributes:
        level: the sandbox level.
        device: where to train: ``auto``, ``cpu`` or ``cuda``.
        graders: how many submissions are graded at once.
        limits: what each submission may use.
        hidden: folders that no submission may see, wherever they lie.
    """

    level: str = "full"
    device: str = "auto"
    graders: int = 1
    limits: Limits = field(default_factory=Limits)
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
    """The grader process is open; it wants to know where the training images are, if it needs them.

    Attributes:
        device: where it will train, if it does: ``cpu`` or ``cuda``.
        long: the exercises that take long: those whose checks name a time limit or a number of threads.
        threads: how many threads these may compute with; all others have one.
    """

    needs_training_images: bool
    device: str
    long: frozenset[str]
    threads: int


@dataclass(frozen=True)
class Died:
    """The grader process is gone, and why as far as that is known."""

    reason: str


class GraderProcess:
    """A grader process, seen from the batch.

    Args:
        assignment: with its solution.
        options: how to grade.

    Attributes:
        connection: readable when there is something to `receive`.
        job: what it has been given to do, or None.
        was_ready: it has once come up.
        was_killed: by a signal, and so not by a fault of its own.
    """

    def __init__(self, assignment: Assignment, options: BatchOptions) -> None:
        self.connection, inside = Pipe()
        self.job: Job | None = None
        self.was_ready = self.was_killed = False
        # None of multiprocessing's: those may not be started by daemons, and such are the processes of Dask workers.
        code = f"from autograder.batch.grader_process import _main; _main({inside.fileno()}, {os.getpid()})"
        command = [sys.executable, "-P", "-c", code]
        self._process = subprocess.Popen(command, pass_fds=[inside.fileno()], stdin=subprocess.DEVNULL)
        inside.close()
        self.send((assignment, options))

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
        self.connection.close()
        if self.is_idle:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_FAREWELL_S)  # it finds the connection closed, and leaves nothing behind
        self._process.kill()
        self._process.wait()


def _main(descriptor: int, parent: int) -> None:
    """Run the grader process: collect the checks, open the sandbox, grade what comes through the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the batch, which ends its grader processes itself
    if sys.platform == "linux":
        from autograder.worker import linux

        linux.die_with(parent)  # should the batch be killed, nobody else would end us
    connection: Connection = Connection(descriptor)
    assignment, options = connection.recv()
    from autograder.grading.session import run_session
    from autograder.sandbox.interface import SandboxError

    def body(session: CheckSession) -> None:
        _serve(connection, assignment, options, session)

    try:
        run_session(assignment, assignment.order, options.limits, body)
    except (SandboxError, CourseError, DataError) as error:
        with suppress(OSError):
            connection.send(Died(str(error)))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # nothing is left to do; taking torch apart takes 0.4 s


def _serve(connection: Connection, assignment: Assignment, options: BatchOptions, session: CheckSession) -> None:
    from autograder.grading.diagnosis import Diagnosis
    from autograder.grading.grader import Grader
    from autograder.sandbox.levels import open_sandbox

    if session.needs_training_images:
        session.exam.device = resolve_device(options.device)
    cuda = session.exam.device == "cuda"
    sandbox = open_sandbox(options.level, preload=_imports(assignment.solution), hidden=options.hidden, cuda=cuda)
    try:
        connection.send(
            Ready(session.needs_training_images, session.exam.device, session.long_exercises, session.threads)
        )
        try:
            sandbox.training = connection.recv()
        except (EOFError, OSError):  # nobody wants it any more, e.g. because there are no images
            return
        misconceptions = read_misconceptions(assignment.misconceptions) if assignment.misconceptions else []
        diagnosis = Diagnosis(misconceptions, session, sandbox, options.limits)
        grader = Grader(session, sandbox, options.limits, diagnosis)
        for job in _jobs(connection):
            found = job.found
            connection.send(grader.grade(found.student, found.path, found.error, job.exercises))
    finally:
        sandbox.close()


def _jobs(connection: Connection) -> Iterator[Job]:
    while True:
        try:
            yield connection.recv()
        except (EOFError, OSError):
            return


def _imports(solution: Path | None) -> list[str]:
    """Return the modules that the solution imports: submissions are likely to import them, too."""
    if solution is None:
        return []
    names: set[str] = set()
    for node in ast.parse(solution.read_bytes()).body:  # what the stub imports, too; not what solutions do
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return sorted(names)
