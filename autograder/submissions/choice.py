"""Choosing which of several files of a student is graded.

The rule: of the files that differ from what was handed out, the newest is graded, and those that bear the assignment's
name come before all others. Whether a file differs is told from its code alone, which is not parsed: it may be hostile.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.course.languages import TRANSLATIONS
from autograder.language import tell
from autograder.submissions.submission import SubmissionError, printable, read_submission

__all__ = ["MAX_FILES", "Choice", "Released", "UnclearError", "choose", "is_named_after"]

# More than these need not be read to know that somebody has to look at them.
MAX_FILES = 20
# What lies closer together was written by an unpacker or a copy, not by a person.
_SAME_TIME_NS = 1_000_000_000

_DOCSTRING = re.compile(r"^[ \t]*[rRuU]?(\"{3}|'{3}).*?\1", re.MULTILINE | re.DOTALL)
_NO_CODE = ("#", "%", "!")  # comments, and what Jupyter alone understands


class UnclearError(Exception):
    """Nobody but the student can say which file is meant; the message is one line."""


@dataclass(frozen=True)
class Choice:
    """Choice of one file among several.

    Attributes:
        taken: the file to be graded.
        left: each of the others, with the reason in some words.
    """

    taken: Path
    left: tuple[tuple[Path, str], ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What to say of the choice in the report; nothing where there was none."""
        if not self.left:
            return ()
        called = _called([self.taken, *(path for path, _ in self.left)])
        others = ", ".join(f"{called[path]} ({reason})" for path, reason in self.left)
        note = tell(
            "{file} is graded, of {n} files; not {others}", file=called[self.taken], n=len(called), others=others
        )
        return (printable(note, 1000),)


class Released:
    """What students have got.

    Args:
        folder: with the files of one assignment; it need not be there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def codes(self) -> frozenset[str]:
        """The code of each file."""
        files = sorted(self._folder.glob("*.py")) + sorted(self._folder.glob("*.ipynb"))
        return frozenset(code for path in files if (code := _code(path)) is not None)


def choose(
    files: Sequence[Path], assignment: str, released: Released, turns: Mapping[Path, int] | None = None
) -> Choice:
    """Return which of a student's files is graded.

    Args:
        files: at least one.
        assignment: its name.
        released: what was handed out.
        turns: in which turn each came, where a platform has numbered them: what came later is newer.

    Raises:
        UnclearError: two that differ from what was handed out are equally new, and not the same.
    """
    if len(files) == 1:
        return Choice(files[0])
    if len(files) > MAX_FILES:
        raise UnclearError(tell("{n} candidates; leave one of them", n=len(files)))
    turns = turns or {}
    candidates = sorted(
        (_Candidate(path, assignment, released, turns.get(path, 0)) for path in files), key=lambda each: each.rank
    )
    best = candidates[0]
    for other in candidates[1:]:
        if best.differs and other.group == best.group and other.is_as_new_as(best) and other.code != best.code:
            called = _called(files)
            group = sorted(called[each.path] for each in candidates if each.group == best.group)
            names = printable(", ".join(group))
            raise UnclearError(
                tell(
                    "{n} candidates: {names}; they were saved at the same time: leave one of them",
                    n=len(group),
                    names=names,
                )
            )
    return Choice(best.path, tuple((other.path, _why_not(other, best)) for other in candidates[1:]))


def _called(files: Sequence[Path]) -> dict[Path, str]:
    """Return what to call each of a student's files: by its name, and the folder of a translation if it lies in one."""
    return {path: "/".join(path.parts[-2 if path.parent.name in TRANSLATIONS else -1 :]) for path in files}


def is_named_after(assignment: str, path: Path) -> bool:
    """Whether a file bears the name of an assignment, be it with an addition such as ``-1`` or `` (2)``."""
    name, stem = assignment.casefold(), path.stem.casefold()
    return stem.startswith(name) and not stem[len(name) : len(name) + 1].isalnum()


class _Candidate:
    """One file of several.

    Attributes:
        code: what it does, or None if it cannot be read.
        differs: it can be read, and is not what was handed out.
        group: what comes first has the lower one.
    """

    def __init__(self, path: Path, assignment: str, released: Released, turn: int) -> None:
        self.path = path
        self._turn = turn
        self.code = _code(path)
        self.differs = self.code is not None and self.code not in released.codes
        self.is_named = is_named_after(assignment, path)
        self._changed_ns = path.lstat().st_mtime_ns
        if self.differs:
            self.group = 0 if self.is_named else 1
        elif self.is_named:
            self.group = 2 if self.code is None else 3
        else:
            self.group = 4

    @property
    def rank(self) -> tuple[int, int, int, str]:
        return self.group, -self._turn, -self._changed_ns, self.path.name

    def is_as_new_as(self, other: _Candidate) -> bool:
        return self._turn == other._turn and abs(self._changed_ns - other._changed_ns) < _SAME_TIME_NS


def _why_not(file: _Candidate, taken: _Candidate) -> str:
    """Say in some words why a file is not the one that is graded."""
    if file.code is None:
        return tell("it cannot be read")
    if not file.differs:
        return tell("as it was handed out")
    if file.code == taken.code:
        return tell("the same code")
    return tell("older") if file.group == taken.group else tell("of another name")


def _code(path: Path) -> str | None:
    """Return the lines of code of a file, without docstrings, comments and magics; None if it cannot be read."""
    try:
        text = "\n".join(cell.source for cell in read_submission(path).cells)
    except SubmissionError:
        return None
    lines = (line.strip() for line in _DOCSTRING.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith(_NO_CODE))
