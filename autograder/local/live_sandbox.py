"""Level of no sandbox at all: what is defined in this very process is examined in it, as a worker would."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.local.process_state import ProcessState
from autograder.protocol import wire
from autograder.protocol.decoding import decode_value
from autograder.protocol.results import Raised
from autograder.protocol.shared_memory import SharedMemory
from autograder.sandbox.connection import WorkerLost, request
from autograder.sandbox.limits import Budget, Limits
from autograder.worker import status
from autograder.worker.server import Server
from autograder.worker.tracebacks import describe_exception

__all__ = ["LiveSandbox", "Namespace"]


@dataclass(frozen=True)
class Namespace:
    """Where a student's things are defined.

    Attributes:
        names: the things themselves.
        called: what to call a file of code in a traceback.
        muted: a context in which nothing is displayed; what is printed there is dropped anyway.
    """

    names: dict[str, Any]
    called: Callable[[str], str]
    muted: Callable[[], AbstractContextManager[Any]]

    def describe(self, error: BaseException) -> Raised:
        """Describe an exception; of its traceback the lines of code that was run in this namespace are kept."""
        frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__) if frame.f_globals is self.names]
        return describe_exception(error, {frame.f_code.co_filename for frame in frames}, self.called)


class LiveSandbox:
    """Starts workers that are no processes: they run in the thread that asks them.

    Args:
        namespace: what takes the place of a submission.
        state: of this process, for the namespace's code to begin with.
    """

    def __init__(self, namespace: Namespace, state: ProcessState) -> None:
        self.read_only: dict[str, Path] = {}
        self._namespace = namespace
        self._state = state

    def wait_until_ready(self) -> None:
        """Nothing to wait for."""

    def spawn(self, limits: Limits, threads: int = 1) -> _LiveWorker:
        """Return a worker; of the limits it keeps to that of time alone."""
        return _LiveWorker(self._namespace, self._state.with_threads(threads), self.read_only)

    def close(self) -> None:
        """Nothing is left."""


class _LiveWorker:
    """Answers requests; its answers are made and read as if they had come from afar."""

    def __init__(self, namespace: Namespace, state: ProcessState, read_only: dict[str, Path]) -> None:
        self.shared_memory = SharedMemory(-1)  # memory of no file
        self._namespace = namespace
        self._state = state
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
        self._read_only = {name: os.open(path, flags) for name, path in read_only.items()}
        self._server = _LiveServer(self.shared_memory, self._read_only, namespace)

    def ask(self, do: str, budget: Budget, calls: wire.Message | None = None, **fields: Any) -> Any:
        """Carry out a request. What takes too long is noticed when it has ended.

        Raises:
            WorkerLost: it took too long.
            KeyboardInterrupt: somebody has lost patience before.
        """
        self.shared_memory.progress = 0
        started, cpu_before = time.monotonic(), time.process_time()
        self._server.most_cpu_s = cpu_before + budget.cpu_s
        message = wire.decode(*wire.carried(request(0, do, calls, fields)))
        try:
            with self._students_turn():
                answer = wire.carried(self._server.answer(message))
            self._server.keep_to_limit()
        except TimeoutError:
            budget.spend(time.process_time() - cpu_before, time.monotonic() - started)
            assert budget.breach is not None
            raise WorkerLost(budget.breach, self.shared_memory.progress) from None
        budget.spend(time.process_time() - cpu_before, time.monotonic() - started)
        return decode_value(wire.decode(*answer))[1]

    def stop(self) -> int | None:
        """Take away what was put into this process."""
        self._server.close()
        while self._read_only:
            os.close(self._read_only.popitem()[1])
        self.shared_memory.close()
        return None

    @contextmanager
    def _students_turn(self) -> Iterator[None]:
        """Have the process in the state in which the namespace's code has left it, and silent."""
        graders = ProcessState.now()
        with ExitStack() as stack:
            nowhere = stack.enter_context(open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123 (no path)
            stack.enter_context(redirect_stdout(nowhere))
            stack.enter_context(redirect_stderr(nowhere))
            stack.enter_context(self._namespace.muted())
            self._state.restore()
            try:
                status.checking = True
                yield
            finally:
                status.checking = False
                self._state = ProcessState.now()
                graders.restore()


class _LiveServer(Server):
    """A server whose submission is there already."""

    def __init__(self, shared_memory: SharedMemory, read_only: dict[str, int], namespace: Namespace) -> None:
        super().__init__(shared_memory, read_only)
        self.most_cpu_s = 0.0
        self._names = namespace.names
        self._namespace = namespace

    def keep_to_limit(self) -> None:
        """Raise TimeoutError if this process has computed for too long."""
        if time.process_time() > self.most_cpu_s:
            raise TimeoutError

    def _load(self, request: dict[str, Any]) -> list[Any]:
        return [[], None]

    def _reach(self, index: int) -> None:
        self.keep_to_limit()
        super()._reach(index)

    def _describe(self, error: BaseException) -> Raised:
        if isinstance(error, KeyboardInterrupt):
            raise error
        return self._namespace.describe(error)
