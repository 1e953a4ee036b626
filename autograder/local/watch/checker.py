"""The process that checks for `autograder watch`: it has torch and the checks, and a worker is always warm.

It reads a request a line from its standard input, as JSON, and writes messages a line: see `Request` and `Message`. A
request that comes while another is being carried out takes its place.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.course.assignments import CourseError, find_course
from autograder.course.data import DataError
from autograder.language import ENGLISH, speak
from autograder.local.check import check_in_sandbox, work_for_another
from autograder.local.progress import GivenUp, Progress
from autograder.report.verdict import Report
from autograder.sandbox.interface import Sandbox, SandboxError
from autograder.sandbox.limits import Limits

if TYPE_CHECKING:
    from autograder.grading.grader import Grader

__all__ = ["Message", "Request", "Settings", "main"]

# How often it is told what is being done.
_TELL_EVERY_S = 0.25


class Settings(msgspec.Struct):
    """What the process is started with, as JSON in its argument.

    Attributes:
        assignment: its name.
        preload: the modules that the file imports, so that no worker has to.
        device: where to train.
        limits: of the submission.
        language: what reports are written in.
    """

    assignment: str
    preload: list[str]
    device: str
    limits: Limits
    language: str = ENGLISH


class Request(msgspec.Struct):
    """What is to be checked.

    Attributes:
        number: comes back in the answer.
        path: the file.
        exercises: which ones.
    """

    number: int
    path: str
    exercises: list[str]


class Message(msgspec.Struct, omit_defaults=True):
    """What is to be told of a request.

    Attributes:
        number: of the request; 0 once all is ready.
        doing: what is being done, in a line, or "".
        report: what came of it, or None.
        error: what kept it from being checked, in a line, or "".
    """

    number: int
    doing: str = ""
    report: Report | None = None
    error: str = ""


class _Desk:
    """Where requests come in, and messages go out."""

    def __init__(self, progress: Progress) -> None:
        self._out = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever is printed here is no message
        self._progress = progress
        self._has_come = threading.Condition()
        self._writing = threading.Lock()
        self._waiting: Request | None = None
        self._is_open = True
        self._busy = 0
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._tell, daemon=True).start()

    def next(self) -> Request | None:
        """Wait for the next request; None when there will be no more."""
        with self._has_come:
            self._busy = 0
            self._has_come.wait_for(lambda: self._waiting is not None or not self._is_open)
            request, self._waiting = self._waiting, None
            if request is None or not self._is_open:
                return None
            self._busy = request.number
            self._progress.reset()
            return request

    def send(self, message: Message) -> None:
        """Send a message; nobody may be there to read it."""
        with self._writing:
            try:
                self._out.write(msgspec.json.encode(message) + b"\n")
            except OSError:
                os._exit(0)

    def _read(self) -> None:
        decoder = msgspec.json.Decoder(Request)
        for line in sys.stdin.buffer:
            self._take(decoder.decode(line))
        self._take(None)

    def _take(self, request: Request | None) -> None:
        with self._has_come:
            self._waiting, self._is_open = request, request is not None
            if self._busy:
                self._progress.give_up()
            self._has_come.notify()

    def _tell(self) -> None:
        pause = threading.Event()
        while not pause.wait(_TELL_EVERY_S):
            number, step = self._busy, self._progress.step
            if number and step is not None:
                self.send(Message(number, step.line))


def main() -> None:
    """Check whatever is asked until standard input ends."""
    settings = msgspec.json.decode(sys.argv[1], type=Settings)
    speak(settings.language)
    from autograder.sandbox.warm_sandbox import warm_sandbox

    progress = Progress()
    sandbox = warm_sandbox(settings.preload)  # before anything else: it imports torch while we do
    desk = _Desk(progress)
    try:
        _serve(settings, desk, progress, sandbox)
    except (CourseError, DataError) as error:
        desk.send(Message(0, error=str(error)))
    except SandboxError as error:  # a new process may have more luck
        print(error, file=sys.stderr)
    finally:
        sandbox.close()
    sys.stderr.flush()
    os._exit(0)


def _serve(settings: Settings, desk: _Desk, progress: Progress, sandbox: Sandbox) -> None:
    from autograder.local.following import FollowedSandbox, FollowedSession

    assignment = find_course().assignment(settings.assignment, with_solution=False)

    def serve(grader: Grader) -> None:
        sandbox.wait_until_ready()
        desk.send(Message(0))
        while (request := desk.next()) is not None:
            path = Path(request.path)
            try:
                other = work_for_another(assignment, path)
                report = grader.grade("", path, other, request.exercises)
                desk.send(Message(request.number, report=report))
            except GivenUp:
                desk.send(Message(request.number, error="given up"))

    check_in_sandbox(
        assignment,
        [],
        [],
        settings.device,
        FollowedSandbox(sandbox, progress),
        serve,
        settings.limits,
        lambda session: FollowedSession(session, progress),
    )


if __name__ == "__main__":
    main()
