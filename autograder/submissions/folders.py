"""Folders and files named after students: ``<student>/<assignment>/<file>`` (nbgrader's), ``<student>/<file>``,
``<student>.py|.ipynb`` and ``<student>.zip``; they may be mixed. The folder of a translation, ``ru``, may come along:
what lies in it is the student's, as what lies beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from autograder.course.handed_in import HandedIn
from autograder.course.languages import TRANSLATIONS
from autograder.course.lateness import TimeError, read_time
from autograder.course.roster import Person
from autograder.submissions.archive import is_archive
from autograder.submissions.choice import Choice
from autograder.submissions.found import (
    NO_FILE,
    Found,
    IntakeError,
    Refused,
    found,
    is_candidate,
    is_hidden,
    is_real_folder,
    require_no_link,
    visible,
)
from autograder.submissions.search import Files, Search
from autograder.submissions.submission import SubmissionError, open_regular, printable

__all__ = ["read_folders", "read_own_folder"]

_TIMESTAMP = "timestamp.txt"
_OF_NBGRADER = {_TIMESTAMP, "submission_secret.txt"}  # in every folder that it has collected


def read_folders(search: Search, folder: Path) -> list[Found]:
    """Return each student's file.

    Raises:
        IntakeError: nobody has a folder of the assignment.
    """
    return _Folders(search, folder).read()


def read_own_folder(search: Search, student: str, folder: Path) -> Found:
    """Return what a student has handed in, in a folder that holds nothing else."""
    return found(student, lambda: _chosen(search, folder, _candidates(folder)))


def _time_of_nbgrader(folder: Path) -> datetime | None:
    """Return when nbgrader has got what lies in a folder, or None if it does not say."""
    try:
        with open_regular(folder / _TIMESTAMP, _TIMESTAMP) as file:
            return read_time(file.read(100).decode(), UTC)  # nbgrader, too, takes what has no zone for UTC
    except (SubmissionError, OSError, UnicodeDecodeError, TimeError):
        return None


class _Folders:
    """A folder that holds what students have handed in under their names.

    Attributes:
        without: how many students have nothing but folders of other names.
    """

    def __init__(self, search: Search, folder: Path) -> None:
        self.without = 0
        self._search = search
        self._folder = folder

    def read(self) -> list[Found]:
        """Return each student's file."""
        students = self._students()
        looks = [self._look_at(student, entries) for student, entries in sorted(students.items())]
        if students and self.without == len(students):
            name = self._search.assignment
            raise IntakeError(
                f"{self._search.where(self._folder)}: nobody has a folder {name}; check the assignment's name"
            )
        return [each for each in looks if each is not None]

    def _students(self) -> dict[str, list[Path]]:
        """Group what lies in the folder by student, and skip what is nobody's."""
        students: dict[str, list[Path]] = {}
        for entry in sorted(self._folder.iterdir()):
            if is_hidden(entry):
                self._search.skip(entry, "hidden, or a cache")
            elif is_candidate(entry) or self._can_open(entry):
                students.setdefault(entry.stem, []).append(entry)
            elif entry.is_dir() or (entry.is_symlink() and not entry.exists()):  # links are refused later
                students.setdefault(entry.name, []).append(entry)
            else:
                self._search.skip(entry, NO_FILE)
        return students

    def _look_at(self, student: str, entries: Sequence[Path]) -> Found | None:
        """Find out what one student has handed in; None if it is work for other assignments."""
        folder = entries[0] if len(entries) == 1 and is_real_folder(entries[0]) else None
        if folder is None:
            return found(student, lambda: self._among(student, entries))
        try:
            if self._has_other_assignments_alone(folder):
                return None
        except OSError:
            pass  # is reported when the folder is read again
        result = found(student, lambda: self._choice(student, folder))
        inside = folder / self._search.assignment
        at = _time_of_nbgrader(inside) if is_real_folder(inside) else None
        if at is None:
            return result
        path = self._search.unpacker.origin(result.path or inside)
        return replace(result, handed_in=HandedIn(path, Person(), at))

    def _has_other_assignments_alone(self, folder: Path) -> bool:
        """Whether a student has handed in nothing for this assignment, which is said, but is no error."""
        inside = visible(folder)
        named = {folder / self._search.assignment, *(folder / language for language in TRANSLATIONS)}
        if not inside or not all(map(is_real_folder, inside)) or not named.isdisjoint(inside):
            return False
        self.without += 1
        if not self._search.others.issuperset(path.name for path in inside):
            return False
        self._search.skip(folder, "work for other assignments alone")
        return True

    def _choice(self, student: str, folder: Path) -> Choice:
        """Return which file of a student's folder is graded, and skip the others."""
        inside = folder / self._search.assignment
        if inside.is_symlink() or is_real_folder(inside):
            require_no_link(inside)
            self._skip_all(path for path in visible(folder) if path != inside and path.name not in self._search.others)
            folder = inside
        candidates = _candidates(folder)
        handed_in = _handed_in(folder)
        archives = [path for path in handed_in if self._can_open(path)]
        self._skip_all(path for path in handed_in if path not in candidates and path not in archives)
        return self._opened(student, [*candidates, *archives]) if archives else self._chosen(folder, candidates)

    def _among(self, student: str, entries: Sequence[Path]) -> Choice:
        """Return which of the files that bear a student's name is graded."""
        if not all(is_candidate(entry) or self._can_open(entry) for entry in entries):
            require_no_link(entries[0])
            names = printable(", ".join(entry.name for entry in entries))
            raise Refused(f"{len(entries)} candidates: {names}; leave one of them")
        return self._opened(student, entries) if any(map(is_archive, entries)) else self._search.choose(entries)

    def _opened(self, student: str, paths: Iterable[Path]) -> Choice:
        """Return which file is graded of those that are there and those in archives."""
        files = Files(self._search, student)
        for path in paths:
            files.add(path)
        return files.choice()

    def _chosen(self, folder: Path, candidates: Sequence[Path]) -> Choice:
        return _chosen(self._search, folder, candidates)

    def _can_open(self, path: Path) -> bool:
        return is_archive(path) and self._search.unpacker.is_able

    def _skip_all(self, paths: Iterable[Path]) -> None:
        """Skip what lies in a student's folder and is no file that could be graded."""
        left = [path for path in paths if path.name not in _OF_NBGRADER]
        self._search.skip_all(left, self._why_not, left[0].parent if left else self._folder)

    def _why_not(self, path: Path) -> str:
        if is_candidate(path):
            return f"beside the folder {self._search.assignment}"
        return f"a folder that is not called {self._search.assignment}" if path.is_dir() else NO_FILE


def _chosen(search: Search, folder: Path, candidates: Sequence[Path]) -> Choice:
    """Return which of the files in a folder is graded."""
    if candidates:
        return search.choose(candidates)
    name = printable(folder.name)
    folders = ", ".join(path.name for path in visible(folder) if path.is_dir())
    but = printable(f", but {folders}") if folders else ""
    raise Refused(f"{name}: {NO_FILE}{but}; put {search.assignment}.py or .ipynb there")


def _candidates(folder: Path) -> list[Path]:
    return [path for path in _handed_in(folder) if is_candidate(path)]


def _handed_in(folder: Path) -> list[Path]:
    """Return what lies in a student's folder; in the place of a translation's folder, what lies in that."""
    found: list[Path] = []
    for path in visible(folder):
        found += visible(path) if path.name in TRANSLATIONS and is_real_folder(path) else [path]
    return found
