"""The layouts in which submissions come, and how each is recognised: by the names of what lies there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.roster import Person
from autograder.submissions.archive import is_archive
from autograder.submissions.folders import read_folders
from autograder.submissions.found import Found, is_candidate, is_real_folder, visible
from autograder.submissions.gradescope import is_gradescope, read_gradescope
from autograder.submissions.platforms import (
    Delivery,
    is_canvas,
    is_github,
    is_moodle,
    read_canvas,
    read_deliveries,
    read_github,
    read_moodle,
)
from autograder.submissions.search import Search
from autograder.submissions.submission import printable

__all__ = ["LAYOUTS", "Layout", "recognise", "what_is_there", "without_wrapping"]

_MAX_WRAPPINGS = 3


@dataclass(frozen=True)
class Layout:
    """One way in which submissions are laid out.

    Attributes:
        title: whose it is, to be told.
        looked_for: what it is recognised by, ``ASSIGNMENT`` standing for a name.
        fits: whether the visible entries of a folder are laid out so, for an assignment among others.
        read: finds each student's file.
    """

    title: str
    looked_for: str
    fits: Callable[[Sequence[Path], str, Collection[str]], bool]
    read: Callable[[Search, Path], list[Found]]


def recognise(entries: Sequence[Path], assignment: str, others: Collection[str]) -> str:
    """Return the name of the layout: that of a platform if it is one's, and ``folders`` if it is nobody's."""
    return next(name for name, layout in LAYOUTS.items() if layout.fits(entries, assignment, others))


def without_wrapping(folder: Path, assignment: str, others: Collection[str]) -> Path:
    """Return the folder in which submissions lie, where there is nothing in ``folder`` but that.

    That is what an archive often holds. A student's folder is none: it holds files, or folders of assignments.
    """
    for _ in range(_MAX_WRAPPINGS):
        entries = visible(folder)
        if len(entries) != 1 or not is_real_folder(entries[0]) or entries[0].name in (assignment, *others):
            return folder
        if recognise(entries, assignment, others) not in ("folders", "nbgrader"):
            return folder
        inside = visible(entries[0])
        if recognise(inside, assignment, others) in ("folders", "nbgrader", "student"):
            is_students = any(is_candidate(path) or path.name in (assignment, *others) for path in inside)
            if is_students or not any(map(_holds_work, inside)):
                return folder
        folder = entries[0]
    return folder


def what_is_there(folder: Path) -> str:
    """Say in some words what lies in a folder, and what was looked for."""
    entries = visible(folder)
    kinds = Counter("folders" if path.is_dir() else f"{path.suffix or 'other'} files" for path in entries)
    found = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common(5)) or "nothing"
    names = printable(", ".join(path.name for path in entries[:3]), 120)
    wanted = "; ".join(f"{layout.looked_for} ({name})" for name, layout in LAYOUTS.items())
    return f"found {printable(found)}{f' ({names})' if names else ''}; looked for {wanted}"


def _holds_work(path: Path) -> bool:
    """Whether it is a student's, as far as its name or what lies directly in it tells."""
    if not is_real_folder(path):
        return is_archive(path)
    try:
        return any(is_candidate(each) or is_archive(each) or is_real_folder(each) for each in visible(path))
    except OSError:  # said when it is read
        return True


def _has_own_file(entries: Sequence[Path], assignment: str) -> bool:
    return any(path.stem.casefold() == assignment.casefold() and is_candidate(path) for path in entries)


def _assignments_folder(entries: Sequence[Path], assignment: str, others: Collection[str]) -> Path | None:
    """Return the folder of the assignment if there are folders of assignments alone, and nobody's file."""
    if all(path.name != assignment for path in entries):
        return None
    folders = [path for path in entries if path.is_dir()]
    names = {path.name for path in folders}
    if assignment not in names or not names <= {assignment, *others} or any(map(is_candidate, entries)):
        return None
    return next((path for path in folders if path.name == assignment and is_real_folder(path)), None)


def _is_own_folder(entries: Sequence[Path], assignment: str, others: Collection[str]) -> bool:
    inside = _assignments_folder(entries, assignment, others)
    return _has_own_file(entries if inside is None else visible(inside), assignment)


def _read_own_folder(search: Search, folder: Path) -> list[Found]:
    """Return the file of the student whose folder it is."""
    inside = _assignments_folder(visible(folder), search.assignment, search.others)
    person = Person(login=search.name_of(folder))
    return read_deliveries(search, [Delivery(person, [(inside or folder, "", 0)])])


def _is_by_assignment(entries: Sequence[Path], assignment: str, others: Collection[str]) -> bool:
    inside = _assignments_folder(entries, assignment, others)
    return inside is not None and any(_holds_work(path) or is_candidate(path) for path in visible(inside))


def _read_by_assignment(search: Search, folder: Path) -> list[Found]:
    """Return each student's file, in the folder of the assignment."""
    return read_folders(search, folder / search.assignment)


def _is_of_nbgrader(entries: Sequence[Path], assignment: str, others: Collection[str]) -> bool:
    return any(is_real_folder(entry / assignment) and is_real_folder(entry) for entry in entries)


LAYOUTS = {
    "gradescope": Layout(
        "Gradescope's",
        "submission_NUMBER/ beside submission_metadata.yml",
        lambda entries, *_: is_gradescope(entries),
        read_gradescope,
    ),
    "moodle": Layout(
        "Moodle's", "NAME_NUMBER_assignsubmission_file_/", lambda entries, *_: is_moodle(entries), read_moodle
    ),
    "canvas": Layout("Canvas's", "name_NUMBER_NUMBER_FILE", lambda entries, *_: is_canvas(entries), read_canvas),
    "github": Layout("GitHub Classroom's", "PREFIX-LOGIN/.git", lambda entries, *_: is_github(entries), read_github),
    "student": Layout(
        "a student's own folder", "ASSIGNMENT.py or ASSIGNMENT/ASSIGNMENT.py", _is_own_folder, _read_own_folder
    ),
    "assignment": Layout("a folder for each assignment", "ASSIGNMENT/STUDENT", _is_by_assignment, _read_by_assignment),
    "nbgrader": Layout("nbgrader's", "STUDENT/ASSIGNMENT/", _is_of_nbgrader, read_folders),
    "folders": Layout("named after students", "STUDENT/, STUDENT.py, .ipynb or .zip", lambda *_: True, read_folders),
}
