"""One submission in a sandbox: workers are started for it, and started again, as they are needed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from autograder.language import Phrase, tell
from autograder.protocol.results import PROOFS, NoValue, Raised, Result, cut, from_form, line_of
from autograder.protocol.tensors import torch
from autograder.protocol.values import Shared, encode_value
from autograder.protocol.wire import BadMessage, Message, to_json
from autograder.sandbox.connection import AnyWorker, WorkerLost
from autograder.sandbox.hang import place_of
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.limits import Budget, Limits
from autograder.submissions.submission import Submission

__all__ = ["UNREADABLE", "Calls", "LoadError", "Reply", "SubmissionRun"]

# What a worker has done that answers with a value of another form than any worker's.
UNREADABLE = Phrase("sent an answer that cannot be read")


# A submission whose top level hangs or dies more often than this is not worth more of everybody's time.
_MAX_SKIPPED = 3
# What the loader sends at most; but it is not only the loader that can send.
_MAX_PROBLEMS = 100
# How workers say that a line is none of Python's, and where a syntax error is.
_NO_PYTHON = re.compile(r"(.*?:\d+): `(.*)` is no Python; skipped")
_AT_THE_CARET = ", at the caret: "


class Calls(list[tuple[Any, Sequence[Any], Mapping[str, Any]]]):
    """Calls to be made in one message: targets (records), arguments, named ones. Encoded once, however often sent."""

    @cached_property
    def message(self) -> Message:
        """The calls as a value of a message, which is text already.

        Raises:
            Unencodable: they are far too much.
        """
        value, buffers = encode_value([[target, list(arguments), dict(named)] for target, arguments, named in self])
        return Message(to_json(value), buffers)


class Reply(NamedTuple):
    """What a submission has answered to calls.

    Attributes:
        results: one for each call.
        ran: the operators watched for that it ran.
        unclear: those that ran, but perhaps as part of what torch itself does in a backward pass.
        places: for those that code of the submission has called, the first place where it does.
        memory: what the shared memory held then, see `autograder.protocol.shared_memory.SharedMemory.content`.
    """

    results: list[Result]
    ran: frozenset[str]
    unclear: frozenset[str]
    places: dict[str, str]
    memory: bytearray


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
                answer = self._worker.ask("load", Budget(self._limits.time_s), **self._sources())
                break
            except WorkerLost as lost:
                self.close()
                if lost.killed and not was_killed:  # by somebody else, it seems: whoever kills itself does it again
                    was_killed = True
                    continue
                if lost.index in self._skip or len(self._skip) == _MAX_SKIPPED:
                    file = self._submission.name
                    raise LoadError(
                        tell("{file}: loading it {what}, again and again", file=file, what=lost.reason)
                    ) from None
                self._skip[lost.index] = lost.reason
        try:
            problems, syntax_error = _problems(answer)
        except BadMessage:
            self.close()
            raise LoadError(tell("{file}: loading it {what}", file=self._submission.name, what=UNREADABLE)) from None
        if syntax_error is not None:
            raise LoadError(_told_error(syntax_error))
        self.problems = [_told_problem(line, self._skip.values()) for line in problems]

    def call(
        self,
        calls: Calls,
        budget: Budget,
        *,
        seed: int | None,
        fresh: bool,
        watch: Sequence[str],
        closely: bool = False,
        threads: int = 1,
    ) -> Reply:
        """Make calls in one message.

        Args:
            calls: what to call, and with what.
            budget: the time for them; what they take is taken off.
            seed: what random generators are seeded with before; ``None`` leaves them alone.
            fresh: forget the objects that handles of earlier calls stand for.
            watch: the operators to watch for.
            closely: find out which of them torch itself has called, which takes time.
            threads: how many the worker computes with.

        Raises:
            WorkerLost: the worker hung or died, or its answer is none.
            LoadError: see `load`.
        """
        self.load(threads)
        assert self._worker is not None
        watched = [*watch, secrets.choice(PROOFS)] if watch else []
        try:
            answer = self._worker.ask(
                "call", budget, calls.message, seed=seed, fresh=fresh, watch=watched, closely=closely
            )
            return self._reply(answer, len(calls), watched)
        except (BadMessage, WorkerLost) as error:
            self.close()
            lost = error if isinstance(error, WorkerLost) else WorkerLost(UNREADABLE, 0)
            lost.place = line_of(place_of(lost.output, self._texts()))
            raise lost from None

    def _reply(self, answer: Any, calls: int, watched: Sequence[str]) -> Reply:
        """Return what an answer says.

        Raises:
            BadMessage: it says nothing.
            WorkerLost: it does not prove that the operators were watched for.
        """
        assert self._worker is not None
        match answer:
            case [proof, list(results), list(ran), list(unclear), list(places)] if (
                len(results) == calls
                and all(type(name) is str for name in [*ran, *unclear])
                and all(type(place) is list and [*map(type, place)] == [str, str] for place in places)
            ):
                if watched and (type(proof) is not str or proof != watched[-1]):
                    raise WorkerLost(Phrase("stopped the watch for switched-off built-ins"), 0)
                named = [self._name_limit(from_form(result)) for result in results]
                known = frozenset(watched[:-1])
                shown = {name: line_of(place) for name, place in places if name in known}
                return Reply(named, known & {*ran}, known & {*unclear}, shown, self._worker.shared_memory.content())
        if watched:
            raise WorkerLost(Phrase("stopped the watch for switched-off built-ins"), 0)
        raise BadMessage("it has another form")

    def _name_limit(self, result: Result) -> Result:
        """Name the limit behind an exception that the kernel's refusal has led to."""
        match result:
            case Raised(kind="MemoryError"):
                return NoValue("breach", Phrase("used more than {n} MiB", n=self._limits.memory_mib))
            case Raised(text=text) if "can't allocate memory" in text:
                return NoValue("breach", Phrase("used more than {n} MiB", n=self._limits.memory_mib))
            case Raised(text=text) if "[Errno 28]" in text or "[Errno 27]" in text:  # ENOSPC, EFBIG
                return NoValue("breach", Phrase("wrote more than {n} MiB", n=self._limits.disk_mib))
            case Raised(kind="RuntimeError", text=text) if "can't start new thread" in text:
                return NoValue("breach", Phrase("started more than {n} threads", n=self._limits.threads))
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
            "skip": [[index, str(reason)] for index, reason in self._skip.items()],
            "seed": 0,
        }

    def _texts(self) -> dict[str, str]:
        """Return the source by the name that tracebacks show."""
        return {self._file(cell.label): cell.source for cell in self._submission.cells}

    def _file(self, label: str) -> str:
        """Return the name that tracebacks show: the file, and in a notebook the cell."""
        return f"{self._submission.name} {label}" if label else self._submission.name


def _problems(answer: Any) -> tuple[list[str], str | None]:
    match answer:
        case [list(problems), str() | None as syntax_error] if all(type(line) is str for line in problems):
            shown = [cut(line) for line in problems[:_MAX_PROBLEMS]]
            return shown, cut(syntax_error, 1000) if syntax_error is not None else None
    raise BadMessage("it has another form")


def _told_problem(line: str, skipped: Iterable[str]) -> str:
    """Return what a worker says of a statement or a cell, as it is told: by the forms in which workers say it."""
    for reason in skipped:
        end = f": {reason}; skipped"
        if line.endswith(end):
            return tell("{place}: {what}; skipped", place=line.removesuffix(end), what=reason)
    if found := _NO_PYTHON.fullmatch(line):
        return tell("{place}: `{line}` is no Python; skipped", place=found[1], line=found[2])
    return line


def _told_error(line: str) -> str:
    """Return what a worker says of a syntax error, as it is told."""
    said, caret, code = line.partition(_AT_THE_CARET)
    return said + tell(", at the caret: {code}", code=code) if caret else line
