"""The text of a solution file: its solution regions, and the stub that is left without them.

A region may end in a stub of its own: in comments below the line ``### STUB``. So an exercise can begin with code that
has to be mended.
"""

import ast
import re
from dataclasses import dataclass

from autograder.course.building.errors import BuildError

__all__ = ["BEGIN", "CELL", "OWN_STUB", "STUB", "Region", "find_regions", "make_stub", "with_own_stub"]

BEGIN = "### BEGIN SOLUTION"
_END = "### END SOLUTION"
OWN_STUB = "### STUB"
_LIKEOWN_STUB = re.compile(r"\s*#+\s*stub\W*", re.IGNORECASE)
CELL = ("# %%", "#%%")

# The comment is nbgrader's own, so that a student meets the same words in every course.
STUB = ("# YOUR CODE HERE", 'raise NotImplementedError("replace this line with your code")')


@dataclass(frozen=True)
class Region:
    """One solution: the lines of its BEGIN and END markers, counted from 1, and the lines between them.

    Attributes:
        begin: line of the marker.
        end: line of the marker.
        indent: of the marker.
        body: the lines of the solution.
        stub: what is left in its place, without the indent.
    """

    begin: int
    end: int
    indent: str
    body: tuple[str, ...]
    stub: tuple[str, ...] = STUB


def find_regions(text: str, name: str) -> list[Region]:
    """Return the solution regions of a source, in order.

    Args:
        text: the whole source, in jupytext's py:percent format.
        name: what to call the file in an error.

    Raises:
        BuildError: a marker is open, doubled, misspelt or outside a function; or there is no region at all, and the
            source would be published as it is.
    """
    regions: list[Region] = []
    lines = text.split("\n")
    begin: int | None = None
    for number, line in enumerate(lines, start=1):
        if begin is not None and line.startswith(CELL):
            break  # no solution goes on in the next cell: the marker at `begin` was left open
        marker = _marker(line, f"{name}:{number}")
        if marker == BEGIN:
            _check_begin(line, begin, f"{name}:{number}")
            begin = number
        elif marker == _END:
            if begin is None:
                raise BuildError(f"{name}:{number}: END SOLUTION without a BEGIN; add {BEGIN} above it.")
            regions.append(_region(lines, begin, number, name))
            begin = None
        elif marker == OWN_STUB and begin is None:
            raise BuildError(f"{name}:{number}: STUB outside a solution; put it below, before {_END}.")
    if begin is not None:
        raise BuildError(f"{name}:{begin}: BEGIN SOLUTION is never closed; add {_END} in the same cell.")
    if not regions:
        raise BuildError(f"{name}:1: no solution is marked; put {BEGIN} and {_END} around each.")
    return regions


def make_stub(text: str, regions: list[Region]) -> str:
    """Return the source with every region, its markers included, replaced by its stub."""
    lines = text.split("\n")
    for region in reversed(regions):  # from the end, so that the line numbers before it still hold
        lines[region.begin - 1 : region.end] = [region.indent + line if line else "" for line in region.stub]
    return "\n".join(lines)


def with_own_stub(text: str, regions: list[Region]) -> set[str]:
    """Return the functions and classes of a source whose stub is no `STUB`, but code of its own."""
    begins = [region.begin for region in regions if region.stub != STUB]
    return {
        node.name
        for node in ast.parse(text).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and any(node.lineno < begin <= (node.end_lineno or 0) + 1 for begin in begins)
    }


def _marker(line: str, where: str) -> str | None:
    """Return the marker that stands on this line; a line that only resembles one is an error, not code."""
    bare = line.strip()
    if bare in (BEGIN, _END, OWN_STUB):
        return bare
    if _LIKEOWN_STUB.fullmatch(line):
        raise BuildError(f"{where}: this is no marker; write {OWN_STUB} on a line of its own.")
    words = line.upper()
    if "BEGIN SOLUTION" in words or "END SOLUTION" in words:
        raise BuildError(f"{where}: this is no marker; write {BEGIN} or {_END} on a line of its own.")
    return None


def _check_begin(line: str, begin: int | None, where: str) -> None:
    """Refuse a BEGIN inside an open region, and one outside a function: its stub would raise at import."""
    if begin is not None:
        raise BuildError(f"{where}: BEGIN SOLUTION inside that of line {begin}; add {_END} before it.")
    if not line[0].isspace():
        raise BuildError(f"{where}: BEGIN SOLUTION outside a function; move it into the body and indent it.")


def _region(lines: list[str], begin: int, end: int, name: str) -> Region:
    """Cut the region between two marker lines, which are counted from 1, out of all lines."""
    marker = lines[begin - 1]
    indent = marker[: len(marker) - len(marker.lstrip())]
    inside = lines[begin : end - 1]
    marked = [number for number, line in enumerate(inside) if line.strip() == OWN_STUB]
    if not marked:
        return Region(begin, end, indent, tuple(inside))
    if len(marked) > 1:
        raise BuildError(f"{name}:{begin + 1 + marked[1]}: a second STUB in one solution; remove it.")
    body, below = inside[: marked[0]], inside[marked[0] + 1 :]
    first = begin + marked[0] + 2
    stub = [_uncommented(line, indent, f"{name}:{number}") for number, line in enumerate(below, start=first)]
    if not any(stub):
        raise BuildError(f"{name}:{first - 1}: no lines below STUB; write them as comments, or remove it.")
    return Region(begin, end, indent, tuple(body), tuple(stub))


def _uncommented(line: str, indent: str, where: str) -> str:
    """Return a line of a stub without indent and comment sign; a blank one stays blank."""
    if not line.strip():
        return ""
    if not line.startswith(f"{indent}# "):
        raise BuildError(f"{where}: below STUB all lines are comments; begin this one with {indent + '# '!r}.")
    return line.removeprefix(f"{indent}# ").rstrip()
