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
from collections.abc import Iterable, Sequence
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
    known = _Known(people)
    matches, found = Matches(), {}
    for student in students:
        positions = known.called(student)
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


class _Known:
    """People by all that they are called."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._by_name: defaultdict[str, set[int]] = defaultdict(set)
        self._by_letters: defaultdict[str, set[int]] = defaultdict(set)
        self._by_number: defaultdict[str, set[int]] = defaultdict(set)
        for position, person in enumerate(people):
            self._by_number[person.number].add(position)
            for word in filter(None, (person.number, *person.names, *person.others)):
                self._by_word[_key(word)].add(position)
            for name in filter(_letters, person.names):
                self._by_name[_words(name)].add(position)
                self._by_letters[_letters(name)].add(position)

    def called(self, student: str) -> set[int]:
        """Return the positions of the people whom this may mean: by the surest way in which it means any.

        With a number, the words of a name may come in any order.
        """
        found = self._by_word.get(_key(student)) or self._by_name.get(_words(student))
        found = found or self._by_letters.get(_letters(student) or "-")
        if found:
            return found
        parts = _OF_PLATFORM.fullmatch(_key(student))
        numbered = self._by_number.get(parts["number"], set()) if parts is not None else set()
        return {each for each in numbered if parts is not None and self._is_named(each, parts["name"])}

    def _is_named(self, position: int, name: str) -> bool:
        return any(sorted(_letters(name)) == sorted(_letters(known)) for known in self._people[position].names)


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _words(name: str) -> str:
    """Return the words of a name in an order of their own: ``Meyer, Ann`` is ``Ann Meyer``."""
    return " ".join(sorted(_key(name).replace(",", " ").split()))


def _letters(name: str) -> str:
    """Return letters and digits alone: platforms leave different other characters out of names."""
    return "".join(character for character in _key(name) if character.isalnum())
