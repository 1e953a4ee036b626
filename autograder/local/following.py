"""Sessions and sandboxes that tell their progress while a check runs."""

from __future__ import annotations

from typing import Any

from autograder.grading.checklist import Check
from autograder.grading.session import CheckSession, Outcome
from autograder.language import Phrase, told
from autograder.local.progress import Progress
from autograder.protocol import wire
from autograder.protocol.shared_memory import SharedMemory
from autograder.report.verdict import Verdict
from autograder.sandbox.connection import AnyWorker, Worker
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.limits import Budget, Limits

__all__ = ["FollowedSandbox", "FollowedSession"]


class FollowedSession(CheckSession):
    """The checks of a session, whose progress is told.

    Args:
        session: has the checks.
        progress: is told.
        stop: once an exercise is not right, those after it are not tried.

    Attributes:
        tried: the exercises that were tried.
    """

    def __init__(self, session: CheckSession, progress: Progress, *, stop: bool = False) -> None:
        self.checks, self.switched_off, self.context = session.checks, session.switched_off, session.context
        self.tried: list[str] = []
        self._session = session
        self._progress = progress
        self._stop = stop
        self._not_right = ""

    def run(self, check: Check, exercise: Budget, *, shrink: bool = True) -> Outcome:
        """Run one check, see `CheckSession.run`."""
        if self._stop and self._not_right and self._not_right != check.exercise:
            return Outcome(Verdict.BLOCKED, Phrase("not tried"))
        if check.exercise not in self.tried:
            self.tried.append(check.exercise)
        self._progress.begin_check(check.exercise, told(check.title))
        outcome = self._session.run(check, exercise, shrink=shrink)
        if outcome.verdict is not Verdict.PASSED:
            self._not_right = check.exercise
        return outcome


class FollowedSandbox:
    """A sandbox, the progress of whose workers is told; see `autograder.sandbox.interface.Sandbox`."""

    def __init__(self, sandbox: Sandbox, progress: Progress) -> None:
        self.read_only = sandbox.read_only
        self._sandbox = sandbox
        self._progress = progress

    def wait_until_ready(self) -> None:
        """Wait until workers can be started."""
        self._sandbox.wait_until_ready()

    def spawn(self, limits: Limits, threads: int = 1) -> AnyWorker:
        """Start a worker."""
        return _FollowedWorker(self._sandbox.spawn(limits, threads), self._progress)

    def close(self) -> None:
        """End everything that the sandbox has started."""
        self._sandbox.close()


class _FollowedWorker:
    """A worker, see `autograder.sandbox.connection.AnyWorker`."""

    def __init__(self, worker: AnyWorker, progress: Progress) -> None:
        self.shared_memory: SharedMemory = worker.shared_memory
        self._worker = worker
        self._progress = progress
        self._end = worker.breach if isinstance(worker, Worker) else None

    def ask(self, do: str, budget: Budget, calls: wire.Message | None = None, **fields: Any) -> Any:
        self.shared_memory.epochs = 0.0
        self._progress.begin(do, budget.limit_s, self._end, self._epochs)
        try:
            return self._worker.ask(do, budget, calls, **fields)
        except Exception:
            self._progress.require_wanted()
            raise
        finally:
            self._progress.answered(do)

    def stop(self) -> int | None:
        return self._worker.stop()

    def _epochs(self) -> float:
        """Return how far a training is; another thread asks, and the worker may be gone."""
        try:
            return self.shared_memory.epochs
        except ValueError:
            return 0.0
