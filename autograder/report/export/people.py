"""Who is who: students, as a batch names them, and the people that a platform knows.

A student is called by the name of a folder or file. That may be anything that the platform has of a person (a number, a
login, an address, the name), or what it has called the folder or file: ``Ann Meyer_4711_assignsubmission_file``
(Moodle), ``meyerann_815_4711_ps1.py`` (Canvas). Of these, name and number must agree: the number of a group, say, may
be that of somebody else.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["Matches", "Person", "match"]

_OF_PLATFORM = re.compile(r"(?P<name>.*?)(?:_late)?_(?P<number>\d+)(?:_.*)?", re.DOTALL)


@dataclass(frozen=True)
class Person:
    """Somebody whom a platform knows.

    Attributes:
        number: the one that stands in the names of its folders and files.
        names: what this person is called.
        others: what else stands for this person: logins, addresses, other numbers.
    """

    number: str
    names: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass
class Matches:
    """Which student is which person.

    Attributes:
        people: the position of the person, for each student who was found.
        unknown: each student who was not, with the reason.
        without: the positions of people of whom there is no submission.
    """

    people: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    without: list[int] = field(default_factory=list)


def match(students: Iterable[str], people: Sequence[Person]) -> Matches:
    """Find each student among the people; two students are never one person."""
    known = _index(people)
    by_number = defaultdict(list)
    for position, person in enumerate(people):
        by_number[person.number].append(position)
    matches, found = Matches(), {}
    for student in students:
        positions = known.get(_key(student), set()) or _by_platform(student, people, by_number)
        if len(positions) == 1:
            found[student] = next(iter(positions))
        else:
            matches.unknown[student] = f"{len(positions)} people are called so" if positions else "is not in it"
    shared = Counter(found.values())
    for student, position in found.items():
        if shared[position] == 1:
            matches.people[student] = position
        else:
            matches.unknown[student] = f"{shared[position]} students are the same person"
    matches.without = [position for position in range(len(people)) if position not in shared]
    return matches


def _index(people: Sequence[Person]) -> Mapping[str, set[int]]:
    known: defaultdict[str, set[int]] = defaultdict(set)
    for position, person in enumerate(people):
        for word in (person.number, *person.names, *person.others):
            if _key(word):
                known[_key(word)].add(position)
    return known


def _by_platform(student: str, people: Sequence[Person], by_number: Mapping[str, list[int]]) -> set[int]:
    """Return the people whom the name of a folder or file of a platform may mean."""
    parts = _OF_PLATFORM.fullmatch(_key(student))
    if parts is None:
        return set()
    positions = by_number.get(parts["number"], [])
    return {each for each in positions if _letters(parts["name"]) in map(_letters, _orders(people[each].names))}


def _orders(names: Iterable[str]) -> list[str]:
    """Return names as they are and, of ``Meyer, Ann``, the other way round."""
    return [order for name in names for order in (name, " ".join(reversed(name.split(",", 1))))]


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _letters(text: str) -> str:
    """Return letters and digits alone: platforms leave different other characters out of names."""
    return "".join(character for character in _key(text) if character.isalnum())
