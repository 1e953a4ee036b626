"""Describing a student's exception, inside the worker.

Tracebacks are formatted here, never in the grader: there, code that was compiled under the name of another file
would make the grader print that file's lines.
"""

from __future__ import annotations

import builtins
import linecache
import re
import traceback
from collections.abc import Callable
from itertools import groupby
from typing import Any

from autograder.protocol.results import Raised

__all__ = ["PROBE_FILE", "describe_exception", "describe_place", "describe_syntax_error", "headline"]

# More frames of one line than this are not counted.
_MANY = 100

# The file name under which probes are compiled.
PROBE_FILE = "<probe>"

# The file and the line in a line of `describe_exception`; the name of a file may have an " in " of its own.
_PLACE = re.compile(r".*?:\d+(?= in )")

_MAX_TEXT = 500
_MAX_FRAMES = 12
_BUILTIN_EXCEPTIONS = tuple(
    kind for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, BaseException)
)
_TYPE_NAME: Any = vars(type)["__name__"]
_TRACEBACK: Any = vars(BaseException)["__traceback__"]


def describe_exception(error: BaseException, files: set[str], called: Callable[[str], str] = str) -> Raised:
    """Describe ``error``; of its traceback only the lines in ``files`` are kept: ``file:line in function: code``.

    What the files are ``called`` is what is shown.

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
    folded = [(frame, len(list(same))) for frame, same in groupby(frames)]  # of a recursion
    lines = tuple(
        describe_place(called(file), file, number, function) + _repeated(more - 1)
        for (file, number, function), more in folded[-_MAX_FRAMES:]
    )
    return Raised(name, tuple(ancestor.__name__ for ancestor in ancestors), _text_of(error), lines, in_probe)


def _repeated(more: int) -> str:
    """Say how often a line of a recursion comes again; how deep Python lets it go differs from call to call."""
    if more > _MANY:
        return " (and many times more)"
    return f" (and {more} times more)" if more else ""


def describe_place(called: str, file: str, line: int, function: str) -> str:
    """Return ``file:line in function: code``; what the file is ``called`` is what is shown."""
    return f"{called}:{line} in {function}: {linecache.getline(file, line).strip()[:100]}"


def headline(raised: Raised) -> str:
    """Return the exception and where it was raised, on one line."""
    what = f"{raised.kind}: {raised.text}" if raised.text else raised.kind
    place = _PLACE.match(raised.lines[-1]) if raised.lines else None
    return f"{place[0]}: {what}" if place else what


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
