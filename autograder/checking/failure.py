"""How a check fails: with a rationale, and where there is one, the input that shows it."""

from __future__ import annotations

import builtins
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from autograder.checking.exceptions import of_exception
from autograder.checking.symptoms import Symptom
from autograder.language import NOT_IMPLEMENTED, Phrase
from autograder.protocol.results import NoValue, Raised, Result

__all__ = [
    "Blocked",
    "CheckError",
    "CheckFailure",
    "StudentRaised",
    "Unusable",
    "as_check_failure",
    "can_be_told",
    "require",
    "value_of",
]

# Built-in exceptions that no instance is made of here: they take other arguments than a message, or would end an
# iteration of ours. Nor is Exception itself: whoever expects it gets it anyway.
_NOT_TO_BE_RAISED = (
    Exception, StopIteration, StopAsyncIteration, BaseExceptionGroup, ExceptionGroup,
    UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError,
)  # fmt: skip


# A message says what is wrong; what a check may add to it is not to fill a report.
_MAX_MESSAGE = 4000


class CheckError(Exception):
    """A check is not as it must be; its author mends it. The text is one line: where, what, remedy."""


class CheckFailure(Exception):
    """The submission is wrong in what a check asks for. Any other exception from a check is the grader's fault.

    Most failures are of inputs of which no report tells, so what takes long to find out is left until it is wanted.

    Args:
        message: what is wrong: a sentence, and in further lines what shows it; a `Phrase` where it can be translated.
        details: returns more such lines.
        counterexample: see below.
        symptom: what was seen that has a hint, or what finds that out.
        lost_at: see below.

    Attributes:
        line: what is wrong: a sentence.
        counterexample: the input that shows it, e.g. ``x = tensor([0.])``.
        lost_at: where the worker hung or died over it: index of the call in its message; else None.
        evidence: how it has failed for every input, to be compared with how others fail; see `PreparedProperty`.
        killed: the worker was killed over it, and not by the grader.
    """

    evidence: tuple[tuple[int, str], ...] = ()
    killed: bool = False

    def __init__(
        self,
        message: str,
        *,
        details: Callable[[], Sequence[str]] = tuple,
        counterexample: str | None = None,
        symptom: Symptom | Callable[[], Symptom | None] | None = None,
        lost_at: int | None = None,
    ) -> None:
        super().__init__(message)
        self.line = message.split("\n", 1)[0][:_MAX_MESSAGE]
        self.counterexample = counterexample
        self.lost_at = lost_at
        self._message = message
        self._details = details
        self._symptom = symptom

    @property
    def message(self) -> str:
        """What is wrong: a sentence, and in further lines what shows it."""
        texts = [self._message, *self._details()]
        message = Phrase.lines(*texts) if len(texts) > 1 else self._message
        return message if len(message) <= _MAX_MESSAGE else message[:_MAX_MESSAGE]

    @property
    def symptom(self) -> Symptom | None:
        """What was seen that has a hint, or None."""
        if callable(self._symptom):
            self._symptom = self._symptom()
        return self._symptom

    @symptom.setter
    def symptom(self, symptom: Symptom | None) -> None:
        self._symptom = symptom

    def add(self, line: str) -> None:
        """Add a line to what is said."""
        details = self._details
        self._details = lambda: [*details(), line]


class Unusable(CheckFailure):
    """There is nothing to compare: not defined, not implemented, not to be called like this, of the wrong type."""


class Blocked(CheckFailure):
    """What a check needs before it can look at what it is about does not hold. See `require`."""


class StudentRaised(CheckFailure):
    """The student's code raised an exception.

    Instances are also instances of the built-in type that was raised, so `pytest.raises(ValueError)` works.
    """


def value_of(result: Result) -> Any:
    """Return the value of a result, or raise the failure that it describes."""
    match result:
        case Raised():
            raise _student_raised(result)
        case NoValue(why="missing"):
            name, _, alike = result.text.partition(" ")
            if not alike:
                raise Unusable(Phrase("{name} is not defined", name=name))
            raise Unusable(
                Phrase("{name} is not defined; there is {alike}: did you mean that?", name=name, alike=alike)
            )
        case NoValue(why="misfit"):
            raise Unusable(Phrase("cannot be called as the docstring says: {text}", text=result.text))
        case NoValue(why="unsendable"):
            raise Unusable(Phrase("returned something that cannot be read: {text}", text=result.text))
        case NoValue():
            raise CheckFailure(result.text)
    return result.value


def _student_raised(raised: Raised) -> CheckFailure:
    """Return the exception to raise here for one that was raised in the worker."""
    if raised.kind == "NotImplementedError" and raised.lines and "NotImplementedError" in raised.lines[-1]:
        return Unusable(NOT_IMPLEMENTED)  # raised by the stub's own line, not by torch for the student's mistake
    kind_of, text = raised.kind, raised.text
    what = Phrase("raised {kind}: {text}", kind=kind_of, text=text) if text else Phrase("raised {kind}", kind=kind_of)
    if raised.in_probe:
        what = Phrase("what it returned cannot be used: {what}", what=what)
    message = Phrase.lines(what, *raised.lines, indent="  ")
    base = _builtin_exception(raised.builtin)
    kind = _raised_as(base) if base is not None else StudentRaised  # type: ignore[arg-type]
    # What a probe makes of a wrong result is no mistake of theirs; but that a network lacks its forward is.
    theirs = not raised.in_probe or raised.kind == "NotImplementedError"
    return kind(message, symptom=of_exception(raised.kind, raised.text) if theirs else None)


@cache
def _raised_as(base: type[Exception]) -> type[StudentRaised]:
    """Return the type of what a student's code raises as this built-in one."""
    return type("StudentRaised", (StudentRaised, base), {})


def can_be_told(kind: type[Exception]) -> bool:
    """Say whether an exception of the student's is an instance of this type here, too, if it was there."""
    return _builtin_exception([kind.__name__]) is kind


def _builtin_exception(names: Sequence[str]) -> type[Exception] | None:
    """Return the nearest of the named built-in exceptions that an instance can be made of."""
    for name in names:
        kind = getattr(builtins, name, None)
        if isinstance(kind, type) and issubclass(kind, Exception) and kind not in _NOT_TO_BE_RAISED:
            return kind
    return None


@contextmanager
def require() -> Iterator[None]:
    """Check inside the block what must hold before a check can look at what it is about.

    Where that fails, the check is blocked: it says nothing against the submission, as it has not looked. What is wrong
    is for another check to say, so there must be one.
    """
    try:
        yield
    except CheckFailure as failure:
        blocked = Blocked(
            failure._message,
            details=failure._details,
            counterexample=failure.counterexample,
            symptom=failure._symptom,
            lost_at=failure.lost_at,
        )
        blocked.killed = failure.killed
        raise blocked from None
    except AssertionError as error:  # a plain assert: what it says is found out where it ends up
        error.__dict__["blocks"] = True
        raise


def as_check_failure(error: BaseException, check_file: str) -> CheckFailure | None:
    """Return the failure that an exception from a check means, or None if it is the grader's own fault.

    An `assert` (or `pytest.fail`) means a failure only where the check itself says it: one in torch, in the
    reference or in pytest is a fault.
    """
    import pytest  # not above: the commands' own start need not wait for it

    if isinstance(error, CheckFailure):
        return error
    if isinstance(error, pytest.fail.Exception):
        return CheckFailure(str(error))
    if isinstance(error, AssertionError):
        *_, (frame, _) = traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == check_file:
            return (Blocked if "blocks" in vars(error) else CheckFailure)(_said(str(error)))
    return None


def _said(text: str) -> str:
    """Return what an `assert` of a check says: its message, or the comparison; not how pytest explains the values."""
    return text.split("\nassert ", 1)[0].split("\n +  where ", 1)[0]
