"""Describing a student's exception, inside the worker.

Tracebacks are formatted here, never in the grader: there, code that was compiled under the name of another file
would make the grader print that file's lines.
"""

from __future__ import annotations

import builtins
import linecache
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["PROBE_FILE", "Raised", "describe_exception", "describe_syntax_error"]

# The file name under which probes are compiled.
PROBE_FILE = "<probe>"

_MAX_TEXT = 500
_MAX_FRAMES = 12
_BUILTIN_EXCEPTIONS = tuple(
    kind for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, BaseException)
)
_TYPE_NAME: Any = vars(type)["__name__"]
_TRACEBACK: Any = vars(BaseException)["__traceback__"]


@dataclass(frozen=True)
class Raised:
    """An exception in words.

    Attributes:
        type: its own name.
        builtin: names of its built-in base classes, nearest first, found by identity.
        text: its message.
        lines: the student's own lines of the traceback, outermost first: ``file:line in function: code``.
        place: the last of these lines, ``file:line``, or "".
        in_probe: it was raised by the grader's probe itself, over what the student's code had given it.
    """

    type: str
    builtin: tuple[str, ...]
    text: str
    lines: tuple[str, ...]
    place: str
    in_probe: bool

    @property
    def headline(self) -> str:
        """The exception and where it was raised, on one line."""
        what = f"{self.type}: {self.text}" if self.text else self.type
        return f"{self.place}: {what}" if self.place else what


def describe_exception(error: BaseException, files: set[str], called: Callable[[str], str] = str) -> Raised:
    """Describe ``error``; of its traceback only the lines that lie in ``files`` are kept.

    What these are ``called`` is what is shown.

    Nothing that a hostile class may have put in the way is asked: not ``__class__``, no metaclass, no property.
    """
    kind = type(error)
    ancestors = [ancestor for ancestor in type.mro(kind) if any(ancestor is known for known in _BUILTIN_EXCEPTIONS)]
    name: str = _TYPE_NAME.__get__(kind)
    everything = [
        (frame.f_code.co_filename, number, frame.f_code.co_name)
        for frame, number in traceback.walk_tb(_TRACEBACK.__get__(error))
    ]
    frames = [frame for frame in everything if frame[0] in files]
    in_probe = bool(everything) and not frames and any(file == PROBE_FILE for file, _, _ in everything)
    lines = tuple(
        f"{called(file)}:{number} in {function}: {linecache.getline(file, number).strip()[:100]}"
        for file, number, function in frames[-_MAX_FRAMES:]
    )
    place = f"{called(frames[-1][0])}:{frames[-1][1]}" if frames else ""
    return Raised(name, tuple(ancestor.__name__ for ancestor in ancestors), _text_of(error), lines, place, in_probe)


def describe_syntax_error(error: BaseException, file: str) -> str:
    """Return one line for source that Python cannot read: where, why, and the code with a caret at the place."""
    if not isinstance(error, SyntaxError):
        return f"{file}: Python cannot read it: {type(error).__name__}: {_text_of(error)}"
    line = f"{file}:{error.lineno or 1}: {type(error).__name__}: {error.msg}"
    if not error.text:
        return line
    code = error.text.rstrip("\r\n").rpartition("\n")[2]  # of a statement of several lines, up to the one at fault
    column = max(min((error.offset or 1) - 1, len(code)), 0)
    before, after = code[max(column - 60, 0) : column].lstrip(), code[column : column + 40]
    return f"{line}, at the caret: {before}^{after}"


def _text_of(error: BaseException) -> str:
    """Return the exception's message; a hostile ``__str__`` costs only the message."""
    try:
        text = str.__str__(str(error))  # twice: what comes back may be of a class of the student's
    except BaseException:
        return "(its message cannot be read)"
    text = " ".join(text[: 4 * _MAX_TEXT].split())
    return text if len(text) <= _MAX_TEXT else text[:_MAX_TEXT] + " …"
