"""Describing a student's exception, inside the worker.

Tracebacks are formatted here, never in the grader: there, code that was compiled under the name of another file
would make the grader print that file's lines.
"""

from __future__ import annotations

import builtins
import linecache
import traceback
import types
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Raised", "describe_exception", "describe_syntax_error"]

_MAX_TEXT = 500
_MAX_FRAMES = 12
_BUILTIN_EXCEPTIONS = frozenset(
    kind for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, BaseException)
)


@dataclass(frozen=True)
class Raised:
    """An exception in words.

    Attributes:
        type: its own name.
        builtin: names of its built-in base classes, nearest first, found by identity.
        text: its message.
        lines: the student's own lines of the traceback, outermost first: ``file:line in function: code``.
    """

    type: str
    builtin: tuple[str, ...]
    text: str
    lines: tuple[str, ...]

    @property
    def headline(self) -> str:
        """The exception and where it was raised, on one line."""
        place = self.lines[-1].split(" in ", 1)[0] + ": " if self.lines else ""
        return f"{place}{self.type}: {self.text}" if self.text else f"{place}{self.type}"


def describe_exception(error: BaseException, files: set[str]) -> Raised:
    """Describe ``error``; of its traceback only the lines that lie in ``files`` are kept."""
    kind = type(error)  # the real type: `error.__class__` may lie
    ancestors = type.mro(kind)
    builtin = tuple(ancestor.__name__ for ancestor in ancestors if ancestor in _BUILTIN_EXCEPTIONS)
    return Raised(kind.__name__, builtin, _text_of(error), tuple(_lines(error.__traceback__, files)))


def describe_syntax_error(error: BaseException, file: str) -> str:
    """Return one line for source that Python cannot read: where, why, and the code with a caret at the place."""
    if not isinstance(error, SyntaxError):
        return f"{file}: Python cannot read it: {type(error).__name__}: {_text_of(error)}"
    line = f"{file}:{error.lineno or 1}: {type(error).__name__}: {error.msg}"
    if not error.text:
        return line
    code = error.text.rstrip("\r\n")
    column = max(min((error.offset or 1) - 1, len(code)), 0)
    before, after = code[max(column - 60, 0) : column].lstrip(), code[column : column + 40]
    return f"{line}, at the caret: {before}^{after}"


def _text_of(error: BaseException) -> str:
    """Return the exception's message; a hostile ``__str__`` costs only the message."""
    try:
        text = str(error)
    except BaseException:
        return "(its message cannot be read)"
    text = " ".join(text[: 4 * _MAX_TEXT].split())
    return text if len(text) <= _MAX_TEXT else text[:_MAX_TEXT] + " …"


def _lines(trace: types.TracebackType | None, files: set[str]) -> Iterator[str]:
    frames = [
        (frame.f_code.co_filename, number, frame.f_code.co_name)
        for frame, number in traceback.walk_tb(trace)
        if frame.f_code.co_filename in files
    ]
    for file, number, function in frames[-_MAX_FRAMES:]:
        code = linecache.getline(file, number).strip()[:100]
        yield f"{file}:{number} in {function}: {code}"
