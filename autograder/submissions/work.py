"""What a student has done in a file: told from its text, which is not parsed, since it may be hostile."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from autograder.submissions.submission import SubmissionError, read_submission

__all__ = ["worked_on"]

# A definition at the top level, with all that is indented below it; a header of several lines may end with a bracket.
_DEFINITION = re.compile(r"^(?:async )?(?:def|class) (\w+).*\n(?:(?:[ \t].*|#.*|\).*)?\n)*", re.MULTILINE)
_DOCSTRING = re.compile(r"^[ \t]+[rRuU]?(\"{3}|'{3}).*?\1", re.MULTILINE | re.DOTALL)
_HEADER = re.compile(r"(?:async )?def |class ")
# What says nothing about whether something was done.
_SKELETON = re.compile(r"#|@|raise NotImplementedError\b|import |from |super\(\).__init__\(\)$|\.\.\.$|pass$|$")


def worked_on(paths: Sequence[Path], released: Path) -> list[Path]:
    """Return the files in which something was done: the one with the most done in it, or all that differ in that.

    Files with the same in them count as one, the first.

    Args:
        paths: of which some may be unreadable.
        released: the folder with what students have got, which need not be there.
    """
    done = {path: _done(path, released / path.name) for path in paths}
    most = max((len(definitions) for definitions, _ in done.values()), default=0)
    told = {path: definitions if most else lines for path, (definitions, lines) in done.items()}
    best = [path for path in paths if len(done[path][0]) == most and told[path]]
    return [path for number, path in enumerate(best) if all(told[path] != told[other] for other in best[:number])]


def _done(path: Path, released: Path) -> tuple[dict[str, str], list[str]]:
    """Return the definitions in which something was done, and other lines of code, that were not handed out."""
    given, given_lines = _parts(released)
    own, lines = _parts(path)
    return (
        {name: text for name, text in own.items() if text and given.get(name) != text},
        [line for line in lines if line and line not in given_lines],
    )


def _parts(path: Path) -> tuple[dict[str, str], list[str]]:
    """Return what the definitions of a file do, and its other lines; nothing of a file that cannot be read."""
    try:
        text = "\n".join(cell.source for cell in read_submission(path).cells) + "\n"
    except SubmissionError:
        return {}, []
    definitions = {found[1]: _essence(found[0]) for found in _DEFINITION.finditer(text)}
    return definitions, _essence(_DEFINITION.sub("", text)).split("\n")


def _essence(text: str) -> str:
    """Return lines of code without docstrings, comments, headers and the stub's own."""
    kept = []
    open_brackets = 0
    for line in (line.strip() for line in _DOCSTRING.sub("", text).split("\n")):
        if open_brackets > 0 or (_HEADER.match(line) and not _has_body(line)):
            open_brackets += line.count("(") - line.count(")")
        elif not _SKELETON.match(line):
            kept.append(line)
    return "\n".join(kept)


def _has_body(header: str) -> bool:
    """Whether a definition stands in one line: ``def f(x): return x``."""
    return ":" in header and not header.split("#")[0].rstrip().endswith((":", ",", "("))
