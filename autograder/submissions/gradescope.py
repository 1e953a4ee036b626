"""What Gradescope exports: a folder for each submission, and ``submission_metadata.yml``, which says whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.course.lateness import TimeError, read_time
from autograder.course.roster import Person
from autograder.submissions.found import Found, IntakeError, is_hidden, is_real_folder
from autograder.submissions.platforms import Delivery, most, read_deliveries
from autograder.submissions.search import Search
from autograder.submissions.submission import SubmissionError, open_regular, printable

__all__ = ["is_gradescope", "read_gradescope"]

_METADATA = "submission_metadata.yml"
_MAX_BYTES = 256 * 1024 * 1024
_MAX_DEPTH = 4  # folder, its submitters, each of them, what is said of each
_MAX_NESTING = 100  # what is nested deeper takes the parser quadratic time
_FOLDER = re.compile(r"submission_\d+")


def is_gradescope(entries: Sequence[Path]) -> bool:
    """Whether this is what Gradescope exports."""
    names = {entry.name for entry in entries}
    return _METADATA in names or most(entries, lambda entry: _FOLDER.fullmatch(entry.name) and is_real_folder(entry))


def read_gradescope(search: Search, folder: Path) -> list[Found]:
    """Return each student's file, of Gradescope's export: a group's counts for each of its members.

    Raises:
        IntakeError: its metadata cannot be read.
    """
    metadata = _read(folder / _METADATA, search.where(folder / _METADATA)) if (folder / _METADATA).exists() else {}
    deliveries = []
    for entry in sorted(folder.iterdir()):
        if is_hidden(entry):
            search.skip(entry, "hidden, or a cache")
        elif is_real_folder(entry):
            deliveries += _deliveries(entry, metadata.pop(entry.name, {}))
        elif entry.name != _METADATA:
            search.skip(entry, "not named as Gradescope names submissions")
    for name in metadata:
        search.skip(folder / str(name).replace("/", "_"), f"named in {_METADATA}, and not there")
    return read_deliveries(search, deliveries)


def _deliveries(folder: Path, about: Any) -> list[Delivery]:
    """Return a submission for each who has submitted it; where nobody is named, the folder's name is."""
    about = about if isinstance(about, Mapping) else {}
    at = None
    with suppress(TimeError):
        at = read_time(_text(about.get(":created_at")))
    listed = about.get(":submitters")
    people = [_person(each) for each in (listed if isinstance(listed, list) else []) if isinstance(each, Mapping)]
    people = list(dict.fromkeys(person for person in people if person.label)) or [Person(name=folder.name)]
    labels = [printable(person.label) for person in people]
    notes = (f"handed in by {len(labels)} together: {printable(', '.join(labels), 600)}",) if len(labels) > 1 else ()
    return [Delivery(person, [(folder, "", 0)], at, notes=notes) for person in people]


def _person(about: Mapping[str, Any]) -> Person:
    return Person(student_id=_text(about.get(":sid")), email=_text(about.get(":email")), name=_text(about.get(":name")))


def _text(value: Any) -> str:
    """Return a scalar as it stands in the file; what YAML calls null, Gradescope writes for what it does not know."""
    return value.strip() if isinstance(value, str) and value not in ("~", "null") else ""


def _read(path: Path, shown: str) -> dict[str, Any]:
    """Return what is said of each folder. All scalars are texts: a student number keeps its zeros.

    Raises:
        IntakeError: it cannot be read.
    """
    try:
        import yaml
    except ModuleNotFoundError:
        remedy = 'run pip install "pytorch-autograder[instructor]"'
        raise IntakeError(f"{shown}: PyYAML is needed to read it, and not installed; {remedy}") from None
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the one in C is ten times as fast, where there is one
    try:
        with open_regular(path, shown) as file:
            found = _built(yaml.parse(file.read(_MAX_BYTES), loader))
    except SubmissionError as error:
        raise IntakeError(str(error)) from None
    except (yaml.YAMLError, UnicodeError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", -1) + 1
        where = f"{shown}:{line}" if line else shown
        raise IntakeError(f"{where}: is no YAML; export the submissions from Gradescope again") from None
    if not isinstance(found, dict):
        raise IntakeError(f"{shown}: says nothing of submissions; export them from Gradescope again")
    return found


def _built(events: Iterable[Any]) -> Any:
    """Return what YAML's events describe, its first levels.

    PyYAML's own composer calls itself for each level, and 100,000 of them end the process.
    """
    stack: list[list[Any]] = [[]]
    depth = 0
    for event in events:
        kind = type(event).__name__
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            depth += 1
            if depth > _MAX_NESTING:
                raise ValueError("nested too deep")
            if depth <= _MAX_DEPTH:
                stack.append([])
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            depth -= 1
            if depth < _MAX_DEPTH:
                items = stack.pop()
                stack[-1].append(_mapping(items) if kind == "MappingEndEvent" else items)
            elif depth == _MAX_DEPTH:
                stack[-1].append("")
        elif kind in ("ScalarEvent", "AliasEvent") and depth <= _MAX_DEPTH:
            stack[-1].append(event.value if kind == "ScalarEvent" else "")
    return stack[0][0] if stack[0] else None


def _mapping(items: Sequence[Any]) -> dict[str, Any]:
    return {key: value for key, value in zip(items[::2], items[1::2], strict=False) if isinstance(key, str)}
