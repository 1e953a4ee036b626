"""The code of a submission as highlighted lines of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

__all__ = ["CodeCell", "Highlighter", "legible", "places_of"]

# What is longer is no exercise any more, and would make the report large; highlighting it would take seconds.
_MAX_LINES, _MAX_LINE_CHARACTERS = 3000, 400
_MAX_HIGHLIGHTED = 100_000  # characters

# A cell of a .py file in the percent format. What students have not touched is the same for all, and highlighted once.
_CELL_START = re.compile(r"^(?=# %%)", re.MULTILINE)


@dataclass(frozen=True)
class CodeCell:
    """Python source; ``label`` is "cell 3" in a notebook, "" in a .py file."""

    source: str
    label: str = ""


class Highlighter:
    """Highlights Python; what it has seen before costs nothing."""

    def __init__(self) -> None:
        self._lexer = PythonLexer(stripnl=False, ensurenl=False)
        self._formatter: Any = HtmlFormatter(nowrap=True)
        self._seen: dict[str, list[str]] = {}

    def lines(self, source: str) -> list[str]:
        """Return each line of the source as HTML in which nothing is markup but spans with Pygments' classes."""
        lines = source.rstrip("\n").split("\n")
        shown = legible(source)
        if len(shown) > _MAX_HIGHLIGHTED:
            found = escape(shown, quote=False).split("\n")
        else:
            found = [line for part in _CELL_START.split(shown) if part for line in self._part(part)]
        if len(lines) > _MAX_LINES:
            found.append(f'<span class="c1"># … and {len(lines) - _MAX_LINES} more lines</span>')
        return found

    def _part(self, source: str) -> list[str]:
        if source not in self._seen:
            html = highlight(source, self._lexer, self._formatter)
            self._seen[source] = html.removesuffix("\n").split("\n")
        return self._seen[source]


def legible(source: str) -> str:
    """Return the source as it is shown: no longer than an exercise may be, and each line safe to show."""
    return "\n".join(_legible(line) for line in source.rstrip("\n").split("\n")[:_MAX_LINES])


def places_of(names: Iterable[str], cells: Sequence[CodeCell]) -> dict[str, str]:
    """Return where functions and classes are defined last: ``12``, or ``3:12`` in cell 3 of a notebook.

    Nothing is parsed: the code may be hostile, or no Python.
    """
    return dict(_places(set(names), cells))


def _places(names: set[str], cells: Sequence[CodeCell]) -> Iterator[tuple[str, str]]:
    for cell in cells:
        label = cell.label.removeprefix("cell ")
        for number, line in enumerate(cell.source.split("\n"), start=1):
            match = re.match(r"(?:async )?(?:def|class) +(\w+)", line)
            if match and match[1] in names:
                yield match[1], f"{label}:{number}" if label else str(number)


def _legible(line: str) -> str:
    """Return a line without characters that would change how others are shown, and of a length that can be.

    Nor with blanks at its end, of which Pygments tries all beginnings.
    """
    line = line.rstrip()
    if len(line) > _MAX_LINE_CHARACTERS:
        line = line[:_MAX_LINE_CHARACTERS] + "…"
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() or c == "\t" else c.encode("unicode_escape").decode() for c in line)
