"""What platforms give to whoever downloads all submissions: who has handed in what.

Moodle: ``mod/assign/classes/downloader.php``; Canvas: ``lib/content_zipper.rb``; GitHub Classroom: ``gh classroom clone
student-repos``. Gradescope has a module of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder.course.handed_in import HandedIn
from autograder.course.roster import Person
from autograder.submissions.archive import is_archive
from autograder.submissions.choice import Choice
from autograder.submissions.found import Found, found, is_candidate, is_hidden, is_real_folder, visible
from autograder.submissions.search import Files, Search

__all__ = [
    "Delivery",
    "is_canvas",
    "is_github",
    "is_moodle",
    "most",
    "read_canvas",
    "read_deliveries",
    "read_github",
    "read_moodle",
]

# A folder of a student or, flat, a file; 3.1 to 4.0 end folders with "_", and a group of none has no number.
_MOODLE = re.compile(
    r"(?P<name>.+?)(?:_(?P<number>\d+))?_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?", re.DOTALL
)
_CANVAS = re.compile(r"(?P<name>\w+?)(?P<late>_LATE)?_(?P<number>\d+)_(?P<turn>\d+)_(?P<file>.+)", re.DOTALL)
_CANVAS_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<name>anon)_(?P<number>[A-Za-z0-9]+)_(?P<turn>\d+)_(?P<file>.+)", re.DOTALL
)
_CANVAS_TEXT = re.compile(r"(?P<name>\w+?)(?P<late>_LATE)?_(?P<number>\w+)_(?:text|link)\.html")


@dataclass
class Delivery:
    """What a platform delivers of one student.

    Attributes:
        person: who has handed it in.
        places: the folders and files, each with the name that the student gave it, if it was renamed, and its turn.
        at: when it was handed in, or None.
        is_late: what the platform says, or None.
        notes: what is to be said of it in the report.
    """

    person: Person
    places: list[tuple[Path, str, int]] = field(default_factory=list)
    at: datetime | None = None
    is_late: bool | None = None
    notes: tuple[str, ...] = ()


def read_deliveries(search: Search, deliveries: Iterable[Delivery]) -> list[Found]:
    """Return each student's file."""
    return [_found(search, delivery) for delivery in deliveries]


def _found(search: Search, delivery: Delivery) -> Found:
    student = delivery.person.label

    def look() -> Choice:
        files = Files(search, student)
        for path, name, turn in delivery.places:
            files.add(path, name, turn)
        return files.choice()

    result = found(student, look)
    path = search.unpacker.origin(result.path or delivery.places[0][0]) if delivery.places else ""
    handed_in = HandedIn(path, delivery.person, delivery.at, delivery.is_late)
    return Found(student, result.path, result.error, (*delivery.notes, *result.notes), handed_in)


def most(entries: Sequence[Path], fits: Callable[[Path], object]) -> bool:
    """Whether more than half of what could be somebody's work is as a platform has it; or all, if nobody has a file."""
    fitting = {entry for entry in entries if fits(entry)}
    if not fitting:  # as good as always, and told from names
        return False
    works = [entry for entry in entries if is_candidate(entry) or is_archive(entry) or is_real_folder(entry)] or entries
    return 2 * len(fitting.intersection(works)) > len(works)


def is_moodle(entries: Sequence[Path]) -> bool:
    """Whether this is what Moodle gives."""
    return most(entries, lambda entry: _MOODLE.fullmatch(entry.name))


def read_moodle(search: Search, folder: Path) -> list[Found]:
    """Return each student's file, of Moodle's download."""
    deliveries: dict[Person, Delivery] = {}
    for entry in _entries(search, folder):
        name = _MOODLE.fullmatch(entry.name)
        if name is None:
            search.skip(entry, "not named as Moodle names submissions")
            continue
        person = Person(name=name["name"], number=name["number"] or "")
        delivery = deliveries.setdefault(person, Delivery(person))
        if name["kind"] == "file":
            delivery.places.append((entry, "" if is_real_folder(entry) else name["file"] or "", 0))
        else:
            search.skip(entry, f"Moodle's {name['kind']}, of which nothing is graded")
    return read_deliveries(search, deliveries.values())


def is_canvas(entries: Sequence[Path]) -> bool:
    """Whether this is what Canvas gives."""
    return most(entries, lambda entry: _canvas(entry.name) and not entry.is_dir())


def read_canvas(search: Search, folder: Path) -> list[Found]:
    """Return each student's file, of Canvas's download; it says of nobody when, but of each whether late."""
    deliveries: dict[str, Delivery] = {}
    for entry in _entries(search, folder):
        name = _canvas(entry.name) if not entry.is_dir() else None
        if name is None:
            search.skip(entry, "not named as Canvas names submissions")
            continue
        person = Person(name=name["name"], number=name["number"])
        delivery = deliveries.setdefault(name["number"], Delivery(person, is_late=False))
        delivery.is_late = delivery.is_late or bool(name["late"])
        if "file" in name.groupdict():
            delivery.places.append((entry, name["file"], int(name["turn"])))
        else:
            search.skip(entry, "a text or a link, of which nothing is graded")
    return read_deliveries(search, deliveries.values())


def _canvas(name: str) -> re.Match[str] | None:
    """Return the parts of a name as Canvas makes them, or None."""
    forms = (_CANVAS_ANONYMOUS, _CANVAS, _CANVAS_TEXT)
    return next((found for form in forms if (found := form.fullmatch(name)) is not None), None)


def is_github(entries: Sequence[Path]) -> bool:
    """Whether these are clones of GitHub Classroom's repositories."""
    return most(entries, lambda entry: is_real_folder(entry) and os.path.exists(entry / ".git"))  # noqa: PTH110 (as there)


def read_github(search: Search, folder: Path) -> list[Found]:
    """Return each student's file, of clones; their histories are not read: students write them as they like.

    A repository is called ``<prefix>-<login>``. The prefix is the name of the folder, or that of the assignment.
    """
    names = (
        search.name_of(folder).removesuffix("-submissions"),
        search.assignment,
        search.assignment.replace("_", "-"),
    )
    prefixes = [f"{name}-" for name in names]
    deliveries = []
    for entry in _entries(search, folder):
        if is_real_folder(entry):
            login = _login(entry.name, prefixes, search.logins)
            deliveries.append(Delivery(Person(login=login), [(entry, "", 0)]))
        else:
            search.skip(entry, "no repository")
    return read_deliveries(search, deliveries)


def _login(repository: str, prefixes: Sequence[str], logins: Sequence[str]) -> str:
    """Return whose repository it is; a login may hold the character that ends the prefix."""
    folded = repository.casefold()
    known = [login for login in logins if folded == login.casefold() or folded.endswith(f"-{login}".casefold())]
    if known:
        return max(known, key=len)
    ends = [repository[len(prefix) :] for prefix in prefixes if folded.startswith(prefix.casefold())]
    return next((end for end in ends if end), repository)


def _entries(search: Search, folder: Path) -> list[Path]:
    """Return what lies in a folder, but for hidden entries, which are skipped."""
    for entry in sorted(folder.iterdir()):
        if is_hidden(entry):
            search.skip(entry, "hidden, or a cache")
    return visible(folder)
