"""What a grader process does: it collects the checks, opens a sandbox, and grades what comes through its connection.

Started by `autograder.batch.grader_process.GraderProcess` as ``python -m autograder.batch.grader_loop``.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from autograder.batch.grader_process import BatchOptions, Died, Job, Ready
from autograder.course.assignments import Assignment, CourseError
from autograder.course.data import DataError
from autograder.course.device import resolve_device
from autograder.course.misconception import read_misconceptions
from autograder.language import speak
from autograder.sandbox.interface import Sandbox, SandboxError
from autograder.sandbox.levels import open_sandbox

if TYPE_CHECKING:  # imports torch, which the sandbox does meanwhile
    from autograder.grading.session import CheckSession

__all__ = ["main"]


def main() -> None:
    """Grade until the connection closes; the arguments are its descriptor and the pid of the batch."""
    descriptor, parent = map(int, sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the batch, which ends its grader processes itself
    if sys.platform == "linux":
        from autograder.worker import linux

        linux.die_with(parent)  # should the batch be killed, nobody else would end us
    connection: Connection = Connection(descriptor)
    try:
        _grade_all(connection, *connection.recv())
    except (SandboxError, CourseError, DataError) as error:
        with suppress(OSError):
            connection.send(Died(str(error), for_good=isinstance(error, CourseError)))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # nothing is left to do; taking torch apart takes 0.4 s


def _grade_all(
    connection: Connection, assignment: Assignment, options: BatchOptions, read_only: dict[str, Path]
) -> None:
    speak(options.language)
    sandbox = _open(assignment, options, cuda=False)  # before anything else: it imports torch while we do
    _close_when_terminated(sandbox)
    try:
        from autograder.grading.session import run_session

        run_session(
            assignment,
            assignment.order,
            options.limits,
            lambda session: _serve(connection, assignment, options, session, sandbox, read_only),
        )
    finally:
        sandbox.close()


def _serve(
    connection: Connection,
    assignment: Assignment,
    options: BatchOptions,
    session: CheckSession,
    sandbox: Sandbox,
    read_only: dict[str, Path],
) -> None:
    """Grade what comes through the connection."""
    from autograder.grading.data import provide_data
    from autograder.grading.diagnosis import Diagnosis
    from autograder.grading.grader import Grader

    if session.data_sets:
        session.context.device = resolve_device(options.device)
    if session.context.device == "cuda":
        sandbox.close()
        sandbox = _open(assignment, options, cuda=True)
        _close_when_terminated(sandbox)
    cleanup = ExitStack()  # what is written lives as long as this process
    provide_data(session.context, session.data_sets, sandbox, cleanup, read_only)
    sandbox.wait_until_ready()
    connection.send(Ready(sandbox.read_only, session.context.device, session.long_exercises, session.threads))
    misconceptions = read_misconceptions(assignment.solution)
    diagnosis = Diagnosis(misconceptions, session, sandbox, options.limits)
    grader = Grader(session, sandbox, options.limits, diagnosis, assignment.solution)
    try:
        for job in _jobs(connection):
            found = job.found
            connection.send(grader.grade(found.shown, found.path, found.error, job.exercises))
    finally:
        sandbox.close()


def _close_when_terminated(sandbox: Sandbox) -> None:
    """Let SIGTERM, at whatever time, end this process and its sandbox, of which no file and no process is left."""

    def end(*_: object) -> NoReturn:
        sandbox.close()
        os._exit(1)

    signal.signal(signal.SIGTERM, end)


def _open(assignment: Assignment, options: BatchOptions, *, cuda: bool) -> Sandbox:
    return open_sandbox(options.level, preload=assignment.imports, hidden=options.hidden, cuda=cuda)


def _jobs(connection: Connection) -> Iterator[Job]:
    while True:
        try:
            yield connection.recv()
        except (EOFError, OSError):
            return


if __name__ == "__main__":
    main()
