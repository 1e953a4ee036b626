"""What is found of each student, and what is refused: the same for all layouts."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.handed_in import HandedIn
from autograder.language import tell
from autograder.submissions.choice import Choice
from autograder.submissions.submission import printable

__all__ = [
    "NO_FILE",
    "Found",
    "Intake",
    "IntakeError",
    "Refused",
    "Skipped",
    "found",
    "is_candidate",
    "is_hidden",
    "is_real_folder",
    "require_no_link",
    "require_single_name",
    "shown",
    "visible",
]

NO_FILE = "no .py or .ipynb file"

_SUFFIXES = (".py", ".ipynb")
_CACHES = {"__pycache__", "__MACOSX"}
# Control, format (bidirectional overrides) and undecodable characters, line and paragraph separators.
_REFUSED_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class IntakeError(Exception):
    """What was submitted cannot be used; the message is one line for the TA."""


class Refused(Exception):
    """This student's entry cannot be used; becomes ``Found.error``."""


@dataclass(frozen=True)
class Found:
    """What one student handed in.

    Attributes:
        student: the name of the folder or file as it is, or what the platform or the roster calls the student: no two
            students have the same.
        path: the file that is to be graded, or None.
        error: one line that says why there is none, or why it cannot be read.
        notes: how it was chosen among several.
        handed_in: what a platform or the roster says of it, or None. No verdict depends on it.
    """

    student: str
    path: Path | None
    error: str | None
    notes: tuple[str, ...] = ()
    handed_in: HandedIn | None = field(default=None, compare=False)

    @property
    def shown(self) -> str:
        """The student's name as reports have it."""
        return shown(self.student)


@dataclass(frozen=True)
class Skipped:
    """What lies among the submissions and is not graded.

    Attributes:
        path: as seen from the folder of submissions, safe to show.
        reason: the same words for all that was left for the same reason.
    """

    path: str
    reason: str


@dataclass
class Intake:
    """What was found among the submissions.

    Attributes:
        found: what each student handed in, sorted by student.
        skipped: all else, but for hidden files and caches in students' folders.
        layout: how it is laid out, by the name that ``--layout`` has for it.
        told: the same in a line, with the number of students.
    """

    found: list[Found] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    layout: str = ""
    told: str = ""


def shown(student: str) -> str:
    """Return a student's name as reports have it: safe to show, and not that of a neighbour with another name.

    A name that cannot be shown as it is gets a few characters of its digest.
    """
    text = printable(student)
    return text if text == student else f"{text}~{hashlib.sha256(os.fsencode(student)).hexdigest()[:6]}"


def found(student: str, look: Callable[[], Choice]) -> Found:
    """Return the file that a look has found, or why there is none."""
    try:
        _require_plain_name(student)
        choice = look()
        require_no_link(choice.taken)
        require_single_name(choice.taken)
    except Refused as refused:
        return Found(student, None, str(refused))
    except OSError as error:
        reason = tell(
            "{where}: cannot be read ({why}); check its permissions", where=shown(student), why=error.strerror
        )
        return Found(student, None, reason)
    return Found(student, choice.taken, None, choice.notes)


def require_no_link(path: Path) -> None:
    """Refuse links, which could lead out of the submissions."""
    if path.is_symlink():
        where = printable(path.name)
        if not path.exists():
            raise Refused(
                tell(
                    "{where}: is a broken symbolic link, which is not followed; put the file itself there", where=where
                )
            )
        raise Refused(
            tell("{where}: is a symbolic link, which is not followed; put the file itself there", where=where)
        )


def require_single_name(path: Path) -> None:
    """Refuse a file that has another name somewhere: it may be somebody else's, or the solution itself."""
    status = path.lstat()
    if stat.S_ISREG(status.st_mode) and status.st_nlink > 1:
        where = printable(path.name)
        raise Refused(tell("{where}: is a hard link to a file elsewhere; put a copy of its own there", where=where))


def _require_plain_name(student: str) -> None:
    if any(unicodedata.category(character) in _REFUSED_CATEGORIES for character in student):
        raise Refused(tell("{where}: control characters in a student's name; rename it", where=printable(student)))


def visible(folder: Path) -> list[Path]:
    """Return what lies in ``folder``, sorted, without hidden entries and caches."""
    return sorted(path for path in folder.iterdir() if not is_hidden(path))


def is_hidden(path: Path) -> bool:
    """Whether it is nobody's work, such as ``.ipynb_checkpoints``."""
    return path.name.startswith(".") or path.name in _CACHES


def is_real_folder(path: Path) -> bool:
    """Whether it is a folder, and no link to one."""
    return os.path.isdir(path) and not path.is_symlink()  # noqa: PTH112 (Path's raises where it may not look)


def is_candidate(path: Path) -> bool:
    """Whether the name is that of Python or a notebook; what kind of file it is, its reader finds out."""
    return path.suffix.lower() in _SUFFIXES and not is_real_folder(path)
