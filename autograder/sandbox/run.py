"""One submission in a sandbox: workers are started for it, and started again, as they are needed."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Container, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import torch

from autograder.protocol.values import Shared, encode_value
from autograder.protocol.wire import BadMessage, Message, to_json
from autograder.sandbox.connection import Answer, AnyWorker, WorkerLost
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.limits import Limits
from autograder.submissions.submission import Submission
from autograder.worker.tracing import PROOFS

__all__ = ["UNREADABLE", "Calls", "Content", "LoadError", "Reply", "SubmissionRun"]

# What a worker has done that answers with a value of another form than any worker's.
UNREADABLE = "sent an answer that cannot be read"


# A submission whose top level hangs or dies more often than this is not worth more of everybody's time.
_MAX_SKIPPED = 3
# What the loader sends at most; but it is not only the loader that can send.
_MAX_PROBLEMS = 100


class Calls(list[tuple[Any, Sequence[Any]]]):
    """Calls to be made in one message: targets (records) with encoded arguments. Encoded once, however often sent."""

    @cached_property
    def message(self) -> Message:
        """The calls as a value of a message, which is text already.

        Raises:
            Unencodable: they are far too much.
        """
        value, buffers = encode_value([[target, list(arguments)] for target, arguments in self])
        return Message(to_json(value), buffers)


class Reply:
    """What a submission has answered to calls, and what its shared memory held then.

    Args:
        digest: the same for replies that are the same in everything, and for no others.
        memory: the shared memory, see `autograder.protocol.shared_memory.SharedMemory.content`.
        read: returns the content, which is decoded only if somebody asks for it.
    """

    def __init__(self, digest: bytes, memory: bytearray, read: Callable[[], Content]) -> None:
        self.digest = digest
        self.memory = memory
        self._read = read

    @cached_property
    def content(self) -> Content:
        """A result for each call, and the operators seen."""
        return self._read()


class Content(NamedTuple):
    """The content of a reply.

    Attributes:
        results: one for each call, see `autograder.worker.server`.
        ran: the operators watched for that it ran.
        unclear: those that ran, but perhaps as part of what torch itself does in a backward pass.
    """

    results: list[Any]
    ran: frozenset[str]
    unclear: frozenset[str]


class LoadError(Exception):
    """Nothing of the submission can be run; the text is the one line for the student."""


class SubmissionRun:
    """Loads a submission into workers of a sandbox and passes calls on to it.

    A worker that hangs or dies takes nothing along: the next call gets a fresh one.

    Attributes:
        problems: one line for each statement or cell that failed or was skipped when it was loaded.
    """

    def __init__(self, sandbox: Sandbox, submission: Submission, limits: Limits) -> None:
        self.problems: list[str] = []
        self._sandbox = sandbox
        self._submission = submission
        self._limits = limits
        self._worker: AnyWorker | None = None
        self._threads = 1
        self._skip: dict[int, str] = {}

    @property
    def sha256(self) -> str:
        """Hash of the submission's bytes, in hex."""
        return self._submission.sha256

    def load(self, threads: int = 1) -> None:
        """Have a worker that has loaded the submission and computes with so many threads.

        A top-level statement that hangs or ends the process is skipped in the next worker.

        Raises:
            LoadError: nothing can be run: a syntax error in a file, or a top level that hangs again and again.
        """
        if self._worker is not None and self._threads == threads:
            return
        self.close()
        self._threads = threads
        was_killed = False
        while True:
            self._worker = self._sandbox.spawn(self._limits, threads)
            try:
                answer = self._worker.ask("load", self._limits.time_s, **self._sources())
                break
            except WorkerLost as lost:
                self.close()
                if lost.killed and not was_killed:  # by somebody else, it seems: whoever kills itself does it again
                    was_killed = True
                    continue
                if lost.index in self._skip or len(self._skip) == _MAX_SKIPPED:
                    raise LoadError(f"{self._submission.name}: loading it {lost}, again and again") from None
                self._skip[lost.index] = str(lost)
        try:
            self.problems, syntax_error = _problems(answer)
        except BadMessage:
            self.close()
            raise LoadError(f"{self._submission.name}: loading it {UNREADABLE}") from None
        if syntax_error is not None:
            raise LoadError(syntax_error)

    def call(
        self,
        calls: Calls,
        *,
        deadline: float,
        seed: int | None,
        fresh: bool,
        watch: Sequence[str],
        closely: bool = False,
        threads: int = 1,
        known: Container[bytes] = (),
    ) -> Reply:
        """Make calls in one message.

        Args:
            calls: pairs (function, arguments).
            deadline: when all must be done, in seconds of `time.monotonic`.
            seed: what random generators are seeded with before; ``None`` leaves them alone.
            fresh: forget the objects that handles of earlier calls stand for.
            watch: the operators to watch for.
            closely: find out which of them torch itself has called, which takes time.
            threads: how many the worker computes with.
            known: digests of replies to the same calls that have been read before; they need not be read again.

        Raises:
            WorkerLost: the worker hung or died, or its answer is none.
            LoadError: see `load`.
        """
        self.load(threads)
        assert self._worker is not None
        watched = [*watch, secrets.choice(PROOFS)] if watch else []
        timeout_s = max(deadline - time.monotonic(), 0.001)
        try:
            answer = self._worker.ask(
                "call", timeout_s, calls.message, seed=seed, fresh=fresh, watch=watched, closely=closely
            )
        except WorkerLost:
            self.close()
            raise
        proof = b"[%b," % to_json(watched[-1] if watched else None)
        if not answer.header.startswith(proof, answer.start):
            self.close()
            raise WorkerLost("stopped the watch for switched-off built-ins" if watched else UNREADABLE, 0)
        memory = self._worker.shared_memory.content()
        said = memoryview(answer.header)[answer.start + len(proof) :]
        digest = hashlib.blake2b(b"%d:" % len(said), digest_size=32)
        for part in (said, answer.body, memory):
            digest.update(part)
        reply = Reply(digest.digest(), memory, lambda: self._content(answer, len(calls), watch))
        if reply.digest not in known:
            try:
                _ = reply.content
            except BadMessage:
                self.close()
                raise WorkerLost(UNREADABLE, 0) from None
        return reply

    def _content(self, answer: Answer, calls: int, watch: Sequence[str]) -> Content:
        match answer.read():
            case [_, list(results), list(ran), list(unclear)] if (
                len(results) == calls
                and all(map(_is_result, results))
                and all(type(name) is str for name in [*ran, *unclear])
            ):
                named = [self._name_limit(result) for result in results]
                return Content(named, frozenset(watch).intersection(ran), frozenset(watch).intersection(unclear))
        raise BadMessage("it has another form")

    def _name_limit(self, result: Any) -> Any:
        """Name the limit behind an exception that the kernel's refusal has led to."""
        match result:
            case ["raised", "MemoryError", *_]:
                return ["breach", f"used more than {self._limits.memory_mib} MiB"]
            case ["raised", _, _, str(text), *_] if "can't allocate memory" in text:
                return ["breach", f"used more than {self._limits.memory_mib} MiB"]
            case ["raised", _, _, str(text), *_] if "[Errno 28]" in text or "[Errno 27]" in text:  # ENOSPC, EFBIG
                return ["breach", f"wrote more than {self._limits.disk_mib} MiB"]
            case ["raised", "RuntimeError", _, str(text), *_] if "can't start new thread" in text:
                return ["breach", f"started more than {self._limits.threads} threads"]
        return result

    def share(self, value: Any) -> Shared:
        """Place a tensor or an array into the memory shared with the worker that `load` has made."""
        assert self._worker is not None
        return self._worker.shared_memory.place(value)

    def shared_now(self, shared: Shared) -> torch.Tensor:
        """Return what the shared memory holds now."""
        assert self._worker is not None
        return self._worker.shared_memory.read(shared)

    def write_shared(self, offset: int, data: bytes) -> None:
        """Place bytes that have been laid out for that memory, see `autograder.protocol.shared_memory.lay_out`."""
        assert self._worker is not None
        self._worker.shared_memory.write(offset, data)

    def clear_shared(self) -> None:
        """Give back all shared memory."""
        if self._worker is not None:
            self._worker.shared_memory.clear()

    def close(self) -> None:
        """End the worker, if there is one."""
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def _sources(self) -> dict[str, Any]:
        cells = self._submission.cells
        return {
            "name": self._submission.name.rsplit(".", 1)[0],
            "sources": [[self._file(cell.label), cell.source, bool(cell.label)] for cell in cells],
            "skip": [[index, reason] for index, reason in self._skip.items()],
            "seed": 0,
        }

    def _file(self, label: str) -> str:
        """Return the name that tracebacks show: the file, and in a notebook the cell."""
        return f"{self._submission.name} {label}" if label else self._submission.name


def _problems(answer: Answer) -> tuple[list[str], str | None]:
    match answer.read():
        case [list(problems), str() | None as syntax_error] if all(type(line) is str for line in problems):
            return problems[:_MAX_PROBLEMS], syntax_error
    raise BadMessage("it has another form")


def _is_result(result: Any) -> bool:
    """Say whether this has the form of a result; see `autograder.worker.server` for the forms that there are."""
    match result:
        case [str(kind), *rest] if kind != "raised":
            return len(rest) == 1 and (kind == "returned" or type(rest[0]) is str)
        case [str(), str(), list(bases), str(), list(lines), bool()]:
            return all(type(item) is str for item in [*bases, *lines])
    return False
