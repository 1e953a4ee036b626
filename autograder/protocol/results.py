"""Results: the forms in which a worker says what came of a call. The one place that spells them.

A form is a list of plain values, first its kind; see `to_form` and `from_form`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from autograder.protocol.wire import BadMessage

__all__ = ["PROOFS", "NoValue", "Raised", "Result", "Returned", "cut", "from_form", "line_of", "to_form"]

# One of these operators runs at the end of every watch, see `autograder.worker.tracing`. Where it is not seen, somebody
# has stopped the watch.
PROOFS = ("aten::digamma", "aten::erfinv", "aten::exp2", "aten::i0", "aten::lgamma", "aten::sinc")

# Of what a worker says, so much is kept: a worker may say anything, and every failure keeps what it was told.
_MAX_TEXT, _MAX_LINE, _MAX_LINES, _MAX_NAME = 2000, 300, 12, 100

# Where an object lies differs from process to process.
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")


@dataclass(frozen=True)
class Returned:
    """The call returned a value, plain data or a record of `autograder.protocol.values`."""

    value: Any


@dataclass(frozen=True)
class Raised:
    """The call raised an exception.

    Attributes:
        kind: name of its type.
        builtin: names of its built-in base classes, nearest first.
        text: its message.
        lines: the student's own lines of the traceback, outermost first.
        in_probe: a probe raised it, over what the student's code had given to it.
    """

    kind: str
    builtin: tuple[str, ...]
    text: str
    lines: tuple[str, ...]
    in_probe: bool


@dataclass(frozen=True)
class NoValue:
    """There is no value, and no exception of the student's.

    Attributes:
        why: ``missing`` (nothing of this name is defined), ``misfit`` (the arguments do not fit the signature),
            ``unsendable`` (the value cannot be sent) or ``breach`` (a limit was reached; told by the grader alone).
        text: the name, or the reason.
    """

    why: str
    text: str


Result = Returned | Raised | NoValue
_WHY = ("missing", "misfit", "unsendable")


def to_form(result: Raised | NoValue) -> list[Any]:
    """Return the form of a result; that of a value is ``["returned", value]``, with the value encoded."""
    if isinstance(result, Raised):
        return ["raised", result.kind, list(result.builtin), result.text, list(result.lines), result.in_probe]
    return [result.why, result.text]


def from_form(form: Any) -> Result:
    """Return the result that a worker describes, its texts cut and without addresses.

    Raises:
        BadMessage: it describes none.
    """
    match form:
        case [str(head), value] if head == "returned":  # a worker may send an array where a word stands
            return Returned(value)
        case [str(head), str(kind), list(builtin), str(text), list(lines), bool(in_probe)] if head == "raised" and all(
            type(item) is str for item in [*builtin, *lines]
        ):
            names = tuple(cut(name, _MAX_NAME) for name in builtin[:_MAX_LINES])
            shown = tuple(line_of(line) for line in lines[-_MAX_LINES:])
            return Raised(line_of(kind, _MAX_NAME), names, cut(text, _MAX_TEXT), shown, in_probe)
        case [str(why), str(text)] if why in _WHY:
            return NoValue(why, line_of(text))
    raise BadMessage("it describes no result")


def line_of(text: str, most: int = _MAX_LINE) -> str:
    """Return the beginning of a text from a worker, on one line: names of code may have line breaks that mislead."""
    return cut(" ".join(text[: 4 * most].split()), most)


def cut(text: str, most: int = _MAX_LINE) -> str:
    """Return the beginning of a text from a worker, without addresses of objects."""
    return _ADDRESS.sub("0x…", text if len(text) <= most else f"{text[:most]} …")
