"""The roster: who takes the course, from a CSV file that a platform has written, or a person.

Known are Moodle's grading worksheet, Canvas's gradebook, the rosters of Gradescope and GitHub Classroom, and whatever
has columns of such names.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path

from autograder.course.lateness import TimeError, read_time

__all__ = ["Person", "Roster", "RosterError", "Row", "read_roster"]

_MAX_BYTES = 16 * 1024 * 1024
# Titles of columns: in lower case, with spaces. Of several the first that a row fills counts.
_TITLES: Mapping[str, tuple[str, ...]] = {
    "student_id": ("student id", "sid", "sis user id", "id number", "student number", "roster identifier"),
    "number": ("participant", "user id", "id"),
    "login": ("github username", "login", "username", "sis login id"),
    "email": ("email", "email address", "e-mail"),
    "name": ("name", "full name", "student name"),
    "first name": ("first name", "given name"),
    "last name": ("last name", "surname", "family name"),
    "at": ("handed in", "submitted at", "submission timestamp", "last modified (submission)"),
    "due": ("due",),
}
_WANTED = "student_id, login, email, name or number"


class RosterError(Exception):
    """The roster cannot be used; the message is one line for whoever grades."""


@dataclass(frozen=True)
class Person:
    """A student, as a platform or the roster has it; "" is what it does not say.

    Attributes:
        student_id: the university's number.
        login: the name under which the person signs in, e.g. at GitHub.
        email: an address.
        name: the full name, in whatever order.
        number: the platform's own: Moodle's participant, Canvas's user.
    """

    student_id: str = ""
    login: str = ""
    email: str = ""
    name: str = ""
    number: str = ""

    @property
    def label(self) -> str:
        """What the student is called in results: of what is known, that which is no other student's."""
        named = "_".join(part for part in (self.name, self.number) if part)
        return self.student_id or self.login or self.email or named


@dataclass(frozen=True)
class Row:
    """A line of the roster.

    Attributes:
        person: who it is about.
        line: its number in the file.
        at: when this student has handed in, or None.
        due: until when this student may hand in, or None if that is as for all.
    """

    person: Person
    line: int
    at: datetime | None = None
    due: datetime | None = None


class Roster:
    """The students of a course.

    Args:
        file: the name of the file.
        rows: its lines; no two have the same label.
    """

    def __init__(self, file: str, rows: Sequence[Row]) -> None:
        self.file = file
        self.rows = rows

    def find(self, person: Person) -> Row | None:
        """Return the only line about a person, or None.

        What is surest decides: the platform's number, then login, address and student number, then the name, if it is
        one person's alone. A line that contradicts in one of the first four is about somebody else.
        """
        for kind in ("number", "login", "email", "student_id"):
            rows = [
                row for row in self._rows[kind].get(_folded(getattr(person, kind)), ()) if _agree(row.person, person)
            ]
            if rows:
                return rows[0] if len(rows) == 1 else None
        keys = _name_keys(person.name)
        return _only(row for key in keys for row in self._rows["name"].get(key, ()) if _agree(row.person, person))

    def find_any(self, text: str) -> Row | None:
        """Return the only line in which somebody is called so, by whatever is known of persons, or None."""
        texts = {_folded(text)}
        rows = [row for kind in ("student_id", "login", "email", "number") for row in self._of(kind, texts)]
        return _only(rows) if rows else _only(self._of("name", _name_keys(text)))

    @property
    def logins(self) -> list[str]:
        """The logins that it knows."""
        return [row.person.login for row in self.rows if row.person.login]

    def _of(self, kind: str, keys: Iterable[str]) -> Iterator[Row]:
        return (row for key in keys for row in self._rows[kind].get(key, ()))

    @cached_property
    def _rows(self) -> dict[str, dict[str, list[Row]]]:
        """The lines by each thing that is known of persons."""
        found: dict[str, dict[str, list[Row]]] = {each.name: {} for each in fields(Person)}
        for row in self.rows:
            for kind, rows in found.items():
                text = getattr(row.person, kind)
                for key in _name_keys(text) if kind == "name" else {_folded(text)} - {""}:
                    rows.setdefault(key, []).append(row)
        return found


def read_roster(path: Path, zone: tzinfo | None = None) -> Roster:
    """Read a roster.

    Args:
        path: a CSV file in UTF-8, separated by commas, semicolons or tabs, with a line of titles.
        zone: that of times without an offset. Without one, what is no time with an offset is no time, and no error.

    Raises:
        RosterError: it cannot be read, says not who its students are, or has one twice.
    """
    lines = _lines(path)
    titles = [" ".join(title.casefold().replace("_", " ").split()) for title in lines[0][1]] if lines else []
    columns = _columns(titles)
    if not columns.keys() & {each.name for each in fields(Person)} and "last name" not in columns:
        has = ", ".join(repr(title) for title in titles[:8]) or "nothing"
        raise RosterError(f"{path}:1: no column says who; it has {has}; name one of them {_WANTED}")
    rows: dict[str, Row] = {}
    for line, cells in lines[1:]:
        row = _row(path, line, {kind: _cell(cells, places) for kind, places in columns.items()}, zone)
        if not row.person.label or row.person.name == "Points Possible":  # the second line of Canvas's
            continue
        first = rows.setdefault(row.person.label, row)
        if first is not row:
            what = f"{row.person.label!r} again, as in line {first.line}"
            raise RosterError(f"{path}:{line}: {what}; leave one, or add a column student_id that tells them apart")
    return Roster(path.name, list(rows.values()))


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """Return the cells of each line that has any, with its number."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise RosterError(f"{path}:{line}: is no UTF-8; save it as CSV in UTF-8") from None
    except OSError as error:
        raise RosterError(f"{path}: cannot be read ({error.strerror}); name the roster, a CSV file") from None
    if len(data) > _MAX_BYTES or "\0" in text:
        raise RosterError(f"{path}: is no roster; name a CSV file of {_MAX_BYTES >> 20} MiB at most")
    head = text.split("\n", 1)[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count))
    try:
        return [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise RosterError(f"{path}:{reader.line_num}: is no CSV ({error}); save it again") from None


def _columns(titles: Sequence[str]) -> dict[str, list[int]]:
    """Return where each thing stands, the surest column first."""
    wanted = {kind: list(names) for kind, names in _TITLES.items()}
    if "section" in titles and "id" in titles:  # Canvas's gradebook calls the name so
        wanted["name"].insert(0, "student")
    else:
        wanted["student_id"].insert(0, "student")
    # The one of GitHub Classroom is whatever the teacher has written, that of Moodle "Participant 123".
    wanted["student_id" if "github username" in titles else "number"].append("identifier")
    places = {kind: [titles.index(name) for name in names if name in titles] for kind, names in wanted.items()}
    return {kind: found for kind, found in places.items() if found}


def _cell(cells: Sequence[str], places: Sequence[int]) -> str:
    return next((cells[place] for place in places if place < len(cells) and cells[place]), "")


def _row(path: Path, line: int, cells: Mapping[str, str], zone: tzinfo | None) -> Row:
    name = cells.get("name") or f"{cells.get('first name', '')} {cells.get('last name', '')}".strip()
    number = re.sub(r"^\D*(\d+)$", r"\1", cells.get("number", ""))
    person = Person(cells.get("student_id", ""), cells.get("login", ""), cells.get("email", ""), name, number)
    try:
        at, due = (_time(cells.get(kind, ""), zone) for kind in ("at", "due"))
    except TimeError as error:
        raise RosterError(f"{path}:{line}: {error}") from None
    return Row(person, line, at, due)


def _time(text: str, zone: tzinfo | None) -> datetime | None:
    if text in ("", "-"):  # what Moodle writes where there is none
        return None
    try:
        return read_time(text, zone)
    except TimeError:
        if zone is None:
            return None
        raise


def _only(rows: Iterable[Row]) -> Row | None:
    """Return the line if there is just one, however often."""
    found = {row.line: row for row in rows}
    return next(iter(found.values())) if len(found) == 1 else None


def _agree(one: Person, other: Person) -> bool:
    """Whether two may be the same person."""
    pairs = [(getattr(one, kind), getattr(other, kind)) for kind in ("number", "login", "email", "student_id")]
    return all(_folded(first) == _folded(second) for first, second in pairs if first and second)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()


def _name_keys(name: str) -> set[str]:
    """Return what a name may be written as, for platforms turn it around and drop what is no letter.

    Moodle has "Mary ONeil" for Mary O'Neil, Canvas "oneilmary".
    """
    words = ["".join(filter(str.isalnum, word)) for word in _folded(name).replace(",", " ").replace("_", " ").split()]
    words = [word for word in words if word]
    return {"".join(words[turn:] + words[:turn]) for turn in range(len(words))}
