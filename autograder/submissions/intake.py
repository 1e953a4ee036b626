"""Finding the submissions of one assignment in a folder: who handed in which file.

Three layouts are known, and may be mixed: ``<student>/<assignment>/<file>`` (nbgrader's), ``<student>/<file>`` (a
folder per student) and ``<student>.py|.ipynb`` (flat). The folder of a translation, ``ru``, may come along: what lies
in it is the student's, as what lies beside it. Of several files of a student one is chosen, see
`autograder.submissions.choice`. What lies there and is not graded is named, with the reason.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.languages import TRANSLATIONS
from autograder.submissions.choice import Choice, Released, UnclearError, choose
from autograder.submissions.submission import printable

__all__ = ["Found", "Intake", "IntakeError", "Skipped", "find_in_folder", "find_submissions", "shown"]

_SUFFIXES = (".py", ".ipynb")
_CACHES = {"__pycache__", "__MACOSX"}
_OF_NBGRADER = {"timestamp.txt", "submission_secret.txt"}  # in every folder that it has collected
# So many files of a folder are named that are no submissions; then how many more there are.
_MAX_NAMED = 10
# Control, format (bidirectional overrides) and undecodable characters, line and paragraph separators.
_REFUSED_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class IntakeError(Exception):
    """The folder of submissions cannot be used; the message is one line for the TA."""


@dataclass(frozen=True)
class Found:
    """What one student handed in.

    Attributes:
        student: the name of the folder or file, as it is: no two students have the same.
        path: the file that is to be graded, or None.
        error: one line that says why there is none, or why it cannot be read.
        notes: how it was chosen among several.
    """

    student: str
    path: Path | None
    error: str | None
    notes: tuple[str, ...] = ()

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
    """What was found in a folder of submissions.

    Attributes:
        found: what each student handed in, sorted by student.
        skipped: all else, but for hidden files and caches in students' folders.
    """

    found: list[Found] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


class _Refused(Exception):
    """This student's entry cannot be used; becomes ``Found.error``."""


def shown(student: str) -> str:
    """Return a student's name as reports have it: safe to show, and not that of a neighbour with another name.

    A name that cannot be shown as it is gets a few characters of its digest.
    """
    text = printable(student)
    return text if text == student else f"{text}~{hashlib.sha256(os.fsencode(student)).hexdigest()[:6]}"


def find_submissions(submitted: Path, assignment: str, released: Path, others: Collection[str] = ()) -> Intake:
    """Return each student's file for ``assignment``, and what else there is.

    What is said of one student depends on what this student has handed in alone.

    Args:
        submitted: the folder.
        assignment: name of the assignment.
        released: the folder with what students have got, which need not be there.
        others: names of the course's other assignments. Whoever has folders of these alone is not graded, and skipped.

    Raises:
        IntakeError: ``submitted`` is no folder, or holds no submission at all.
    """
    if not submitted.is_dir():
        raise IntakeError(f"{submitted}: is no folder; name the folder that holds the submissions")
    search = _Search(submitted, assignment, Released(released), frozenset(others) - {assignment})
    try:
        students = search.students()
    except OSError as error:
        raise IntakeError(f"{submitted}: cannot be read ({error.strerror}); check its permissions") from None
    if not students:
        raise IntakeError(f"{submitted}: holds no submissions; expected <student>/{assignment}/, or <student>.py")
    for student, entries in sorted(students.items()):
        search.look_at(student, entries)
    if search.without == len(students):
        raise IntakeError(f"{submitted}: nobody has a folder {assignment}; check the assignment's name")
    return search.intake


def find_in_folder(student: str, folder: Path, assignment: str, released: Path) -> Found:
    """Return what a student has handed in for an assignment, in a folder that holds nothing else."""
    return _found(student, lambda: _chosen(folder, _candidates(folder), assignment, Released(released)))


class _Search:
    """A look through a folder of submissions.

    Attributes:
        intake: what has been found so far.
        without: how many students have nothing but folders of other names.
    """

    def __init__(self, submitted: Path, assignment: str, released: Released, others: frozenset[str]) -> None:
        self.intake = Intake()
        self.without = 0
        self._submitted = submitted
        self._assignment = assignment
        self._released = released
        self._others = others

    def students(self) -> dict[str, list[Path]]:
        """Group what lies in the folder by student, and skip what is nobody's."""
        students: dict[str, list[Path]] = {}
        for entry in sorted(self._submitted.iterdir()):
            if _is_hidden(entry):
                self._skip(entry, "hidden, or a cache")
            elif _is_candidate(entry):
                students.setdefault(entry.stem, []).append(entry)
            elif entry.is_dir() or (entry.is_symlink() and not entry.exists()):  # links are refused later
                students.setdefault(entry.name, []).append(entry)
            else:
                self._skip(entry, "no .py or .ipynb file")
        return students

    def look_at(self, student: str, entries: Sequence[Path]) -> None:
        """Find out what one student has handed in."""
        folder = entries[0] if len(entries) == 1 and _is_real_folder(entries[0]) else None
        try:
            if folder is not None and self._has_other_assignments_alone(folder):
                return
        except OSError:
            pass  # is reported when the folder is read again
        found = _found(student, lambda: self._choice(folder) if folder is not None else self._among(entries))
        self.intake.found.append(found)

    def _has_other_assignments_alone(self, folder: Path) -> bool:
        """Whether a student has handed in nothing for this assignment, which is said, but is no error."""
        inside = _visible(folder)
        named = {folder / self._assignment, *(folder / language for language in TRANSLATIONS)}
        if not inside or not all(map(_is_real_folder, inside)) or not named.isdisjoint(inside):
            return False
        self.without += 1
        if not self._others.issuperset(path.name for path in inside):
            return False
        self._skip(folder, "work for other assignments alone")
        return True

    def _choice(self, folder: Path) -> Choice:
        """Return which file of a student's folder is graded, and skip the others."""
        inside = folder / self._assignment
        if inside.is_symlink() or inside.is_dir():
            _require_no_link(inside)
            self._skip_all(path for path in _visible(folder) if path != inside and path.name not in self._others)
            folder = inside
        candidates = _candidates(folder)
        self._skip_all(path for path in _handed_in(folder) if path not in candidates)
        choice = _chosen(folder, candidates, self._assignment, self._released)
        self._skip_left(choice)
        return choice

    def _among(self, entries: Sequence[Path]) -> Choice:
        """Return which of the files that bear a student's name is graded."""
        if not all(map(_is_candidate, entries)):
            _require_no_link(entries[0])
            names = printable(", ".join(entry.name for entry in entries))
            raise _Refused(f"{len(entries)} candidates: {names}; leave one of them")
        choice = _choose(entries, self._assignment, self._released)
        self._skip_left(choice)
        return choice

    def _skip_left(self, choice: Choice) -> None:
        for path, reason in choice.left:
            self._skip(path, f"not the file that was chosen: {reason}")

    def _skip_all(self, paths: Iterable[Path]) -> None:
        """Skip what lies in a student's folder and is no file that could be graded."""
        left = [path for path in paths if path.name not in _OF_NBGRADER]
        for path in left[:_MAX_NAMED]:
            self._skip(path, self._why_not(path))
        if len(left) > _MAX_NAMED:
            self._skip(left[0].parent, f"{len(left) - _MAX_NAMED} more files and folders in it that are no submissions")

    def _why_not(self, path: Path) -> str:
        if _is_candidate(path):
            return f"beside the folder {self._assignment}"
        return f"a folder that is not called {self._assignment}" if path.is_dir() else "no .py or .ipynb file"

    def _skip(self, path: Path, reason: str) -> None:
        name = path.relative_to(self._submitted).as_posix()
        self.intake.skipped.append(Skipped(printable(name, 600), reason))


def _found(student: str, look: Callable[[], Choice]) -> Found:
    """Return the file that was found, or why there is none."""
    try:
        _require_plain_name(student)
        choice = look()
        _require_no_link(choice.taken)
        _require_single_name(choice.taken)
    except _Refused as refused:
        return Found(student, None, str(refused))
    except OSError as error:
        return Found(student, None, f"{shown(student)}: cannot be read ({error.strerror}); check its permissions")
    return Found(student, choice.taken, None, choice.notes)


def _chosen(folder: Path, candidates: Sequence[Path], assignment: str, released: Released) -> Choice:
    """Return which of the files in a folder is graded."""
    if candidates:
        return _choose(candidates, assignment, released)
    name = printable(folder.name)
    folders = ", ".join(path.name for path in _visible(folder) if path.is_dir())
    but = printable(f", but {folders}") if folders else ""
    raise _Refused(f"{name}: no .py or .ipynb file{but}; put {assignment}.py or .ipynb there")


def _choose(candidates: Sequence[Path], assignment: str, released: Released) -> Choice:
    try:
        return choose(candidates, assignment, released)
    except UnclearError as error:
        raise _Refused(str(error)) from None


def _candidates(folder: Path) -> list[Path]:
    return [path for path in _handed_in(folder) if _is_candidate(path)]


def _handed_in(folder: Path) -> list[Path]:
    """Return what lies in a student's folder; in the place of a translation's folder, what lies in that."""
    found: list[Path] = []
    for path in _visible(folder):
        found += _visible(path) if path.name in TRANSLATIONS and _is_real_folder(path) else [path]
    return found


def _require_no_link(path: Path) -> None:
    """Refuse links, which could lead out of the submissions."""
    if path.is_symlink():
        what = "a broken symbolic link" if not path.exists() else "a symbolic link"
        raise _Refused(f"{printable(path.name)}: is {what}, which is not followed; put the file itself there")


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
    return sorted(path for path in folder.iterdir() if not _is_hidden(path))


def _is_hidden(path: Path) -> bool:
    """Whether it is nobody's work, such as ``.ipynb_checkpoints``."""
    return path.name.startswith(".") or path.name in _CACHES


def _is_real_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_candidate(path: Path) -> bool:
    """Whether the name is that of Python or a notebook; what kind of file it is, its reader finds out."""
    return path.suffix.lower() in _SUFFIXES and not _is_real_folder(path)
