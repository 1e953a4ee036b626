"""The text of a solution file: its solution regions, and the stub that is left without them."""

from dataclasses import dataclass

from autograder.course.building.errors import BuildError

__all__ = ["BEGIN", "STUB", "Region", "find_regions", "make_stub"]

BEGIN = "### BEGIN SOLUTION"
_END = "### END SOLUTION"
_CELL = ("# %%", "#%%")

# The comment is nbgrader's own, so that a student meets the same words in every course.
STUB = ("# YOUR CODE HERE", 'raise NotImplementedError("replace this line with your code")')


@dataclass(frozen=True)
class Region:
    """One solution: the lines of its BEGIN and END markers, counted from 1, and the lines between them."""

    begin: int
    end: int
    indent: str
    body: tuple[str, ...]


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
        if begin is not None and line.startswith(_CELL):
            break  # no solution goes on in the next cell: the marker at `begin` was left open
        marker = _marker(line, f"{name}:{number}")
        if marker == BEGIN:
            _check_begin(line, begin, f"{name}:{number}")
            begin = number
        elif marker == _END:
            if begin is None:
                raise BuildError(f"{name}:{number}: END SOLUTION without a BEGIN; add {BEGIN} above it.")
            regions.append(_region(lines, begin, number))
            begin = None
    if begin is not None:
        raise BuildError(f"{name}:{begin}: BEGIN SOLUTION is never closed; add {_END} in the same cell.")
    if not regions:
        raise BuildError(f"{name}:1: no solution is marked; put {BEGIN} and {_END} around each.")
    return regions


def make_stub(text: str, regions: list[Region]) -> str:
    """Return the source with every region, its markers included, replaced by the lines of `STUB`."""
    lines = text.split("\n")
    for region in reversed(regions):  # from the end, so that the line numbers before it still hold
        lines[region.begin - 1 : region.end] = [region.indent + line for line in STUB]
    return "\n".join(lines)


def _marker(line: str, where: str) -> str | None:
    """Return the marker that stands on this line; a line that only resembles one is an error, not code."""
    bare = line.strip()
    if bare in (BEGIN, _END):
        return bare
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


def _region(lines: list[str], begin: int, end: int) -> Region:
    """Cut the region between two marker lines, which are counted from 1, out of all lines."""
    marker = lines[begin - 1]
    indent = marker[: len(marker) - len(marker.lstrip())]
    return Region(begin, end, indent, tuple(lines[begin : end - 1]))
