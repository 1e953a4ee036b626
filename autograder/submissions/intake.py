"""Finding the submissions of one assignment in a folder: who handed in which file.

Three layouts are known, and may be mixed: ``<student>/<assignment>/<file>`` (nbgrader's),
``<student>/<file>`` (a folder per student) and ``<student>.py|.ipynb`` (flat). Of several files in a folder, the one
that was worked on is taken, see `autograder.submissions.work`.
"""

from __future__ import annotations

import stat
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.submissions.submission import printable
from autograder.submissions.work import worked_on

__all__ = ["Found", "IntakeError", "find_in_folder", "find_submissions"]

_SUFFIXES = (".py", ".ipynb")
_NOT_SUBMITTED = {"__pycache__", "__MACOSX"}  # beside all hidden names, such as .ipynb_checkpoints
# Control, format (bidirectional overrides) and undecodable characters, line and paragraph separators.
_REFUSED_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class IntakeError(Exception):
    """The folder of submissions cannot be used; the message is one line for the TA."""


@dataclass(frozen=True)
class Found:
    """What one student handed in: ``path``; or ``error``, one line that says why it cannot be had or read."""

    student: str
    path: Path | None
    error: str | None


class _Refused(Exception):
    """This student's entry cannot be used; becomes ``Found.error``."""


def find_submissions(submitted: Path, assignment: str, released: Path) -> list[Found]:
    """Return each student's file for ``assignment``, sorted by student.

    ``released`` is the folder with what students have got, which need not be there.

    A student folder of which nothing can be used is listed with an error. One that holds nothing but folders
    is not, provided that the tree is clearly nbgrader's: that student handed in other assignments.
    Raises IntakeError where ``submitted`` is no folder or holds no submission at all.
    """
    if not submitted.is_dir():
        raise IntakeError(f"{submitted}: is no folder; name the folder that holds the submissions")
    try:
        students = _entries_by_student(submitted)
    except OSError as error:
        raise IntakeError(f"{submitted}: cannot be read ({error.strerror}); check its permissions") from None
    if not students:
        raise IntakeError(f"{submitted}: holds no submissions; expected <student>/{assignment}/, or <student>.py")
    absent = _students_of_other_assignments(students, assignment)
    if len(absent) == len(students):
        raise IntakeError(f"{submitted}: nobody has a folder {assignment}; check the assignment's name")
    return [
        _find_one(student, entries, assignment, released)
        for student, entries in sorted(students.items())
        if student not in absent
    ]


def _entries_by_student(submitted: Path) -> dict[str, list[Path]]:
    """Group what lies in ``submitted`` by student; more than one entry is refused later."""
    students: dict[str, list[Path]] = {}
    for entry in _visible(submitted):
        if _is_candidate(entry):
            students.setdefault(entry.stem, []).append(entry)
        elif entry.is_dir() or (entry.is_symlink() and not entry.exists()):  # links are refused later
            students.setdefault(entry.name, []).append(entry)
    return students


def _students_of_other_assignments(students: dict[str, list[Path]], assignment: str) -> set[str]:
    """Return the students who handed in nothing for ``assignment``, if one may conclude so from the layout.

    Folders alone say little: an unpacked zip often adds one. They stand for other assignments only where the
    tree is nbgrader's (someone has a folder for this one, and no student has files outside of such folders),
    or where everybody has nothing but folders, so that the assignment's name must be wrong.
    """
    absent = set()
    is_nbgrader = False
    for student, entries in students.items():
        inside = [path for entry in entries for path in _visible_inside(entry)]
        if any(_is_candidate(path) for path in inside):
            return set()
        if any(path.name == assignment and path.is_dir() for path in inside):
            is_nbgrader = True
        elif inside and all(_is_real_folder(path) for path in inside):
            absent.add(student)
    return absent if is_nbgrader or len(absent) == len(students) else set()


def find_in_folder(student: str, folder: Path, assignment: str, released: Path) -> Found:
    """Return what a student has handed in for an assignment, in a folder that holds nothing else."""
    return _found(student, lambda: _in_folder(folder, assignment, released))


def _find_one(student: str, entries: list[Path], assignment: str, released: Path) -> Found:
    def path() -> Path:
        entry = _only(entries)
        return _file_in(entry, assignment, released) if entry.is_dir() else entry

    return _found(student, path)


def _found(student: str, look: Callable[[], Path]) -> Found:
    """Return the file that was found, or why there is none."""
    try:
        _require_plain_name(student)
        path = look()
        _require_single_name(path)
    except _Refused as refused:
        return Found(printable(student), None, str(refused))
    except OSError as error:
        return Found(student, None, f"{student}: cannot be read ({error.strerror}); check its permissions")
    return Found(student, path, None)


def _file_in(folder: Path, assignment: str, released: Path) -> Path:
    """Return the one file that a student's folder offers for ``assignment``."""
    inside = folder / assignment
    if inside.is_symlink() or inside.is_dir():
        folder = _only([inside])
    return _in_folder(folder, assignment, released)


def _in_folder(folder: Path, assignment: str, released: Path) -> Path:
    """Return the one file in a folder that is to be graded; the notebook comes first."""
    candidates = [path for path in _visible(folder) if _is_candidate(path)]
    exact = [path for path in candidates if path.stem == assignment]
    if not candidates:
        raise _Refused(f"{printable(folder.name)}: no .py or .ipynb file; put {assignment}.py or .ipynb there")
    if len(candidates) == 1:
        return _only(candidates)
    others = [path for path in candidates if path not in exact]
    done = worked_on(exact, released) or [path for path in others if worked_on([path], released)]
    return _only(done or exact[:1] or others)


def _only(entries: list[Path]) -> Path:
    """Return the only entry; refuse several, and links, which could lead out of the submissions."""
    if len(entries) > 1:
        names = printable(", ".join(entry.name for entry in entries))
        raise _Refused(f"{len(entries)} candidates: {names}; leave one of them")
    (entry,) = entries
    if entry.is_symlink():
        what = "a broken symbolic link" if not entry.exists() else "a symbolic link"
        raise _Refused(f"{printable(entry.name)}: is {what}, which is not followed; put the file itself there")
    return entry


def _require_single_name(path: Path) -> None:
    """Refuse a file that has another name somewhere: it may be somebody else's, or the solution itself."""
    status = path.lstat()
    if stat.S_ISREG(status.st_mode) and status.st_nlink > 1:
        raise _Refused(f"{printable(path.name)}: is a hard link to a file elsewhere; put a copy of its own there")


def _require_plain_name(student: str) -> None:
    if any(unicodedata.category(character) in _REFUSED_CATEGORIES for character in student):
        raise _Refused(f"{printable(student)}: control characters in a student's name; rename it")


def _visible(folder: Path) -> list[Path]:
    """Return what lies in ``folder``, sorted, without hidden entries and caches."""
    return sorted(
        path for path in folder.iterdir() if not path.name.startswith(".") and path.name not in _NOT_SUBMITTED
    )


def _visible_inside(entry: Path) -> list[Path]:
    """Return what lies in the folder ``entry``, or else ``entry`` itself."""
    try:
        return _visible(entry) if _is_real_folder(entry) else [entry]
    except OSError:
        return []  # is reported when the folder is read for its student


def _is_real_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_candidate(path: Path) -> bool:
    """Whether the name is that of Python or a notebook; what kind of file it is, its reader finds out."""
    return path.suffix.lower() in _SUFFIXES and not _is_real_folder(path)
