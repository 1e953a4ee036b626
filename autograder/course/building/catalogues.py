"""Catalogues: what students are told, in other languages.

``<language>.po`` is for people to fill in, ``<language>.mo`` beside it is compiled from it for the program to read. The
engine's lie in `autograder/language/`, and an assignment has two of each: beside its visible checks, which students
have, and beside its solution, which is secret. A catalogue is there if its ``.po`` is, be it empty.
"""

from __future__ import annotations

import io
import json
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.building.errors import BuildError
from autograder.course.building.phrases import TEMPLATES, Found, find_phrases
from autograder.course.languages import TRANSLATIONS

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

__all__ = ["catalogue_files", "faults_of_catalogues"]

_ENGINE = "autograder/language"
# Of the folders of the package: has a catalogue for each assignment.
_CHECKS = "checks"
_WIDTH = 120


@dataclass(frozen=True)
class _Texts:
    """What one catalogue translates.

    Attributes:
        path: of its ``.po``.
        name: the path as messages have it.
        language: into which.
        found: the texts, in the order of the files; each once.
        shown: hints of misconceptions that students are told, and have the English of, see `autograder.grading.hints`:
            their translations stand in the ``.po`` beside the solution, and in the ``.mo`` beside the visible checks.
        secret: that ``.po``.
    """

    path: Path
    name: str
    language: str
    found: Mapping[str, list[Found]]
    shown: frozenset[str] = frozenset()
    secret: Path | None = None


def catalogue_files(root: Path) -> dict[Path, bytes]:
    """Return what the files of all catalogues of a course are to be: a new text has no translation yet.

    What was translated and is told no more is kept as a comment, for people to use again or to delete.

    Raises:
        BuildError: a file is no Python or no catalogue, or Babel is not there.
    """
    files: dict[Path, bytes] = {}
    for texts in _all(root):
        catalogue = _updated(texts)
        files[texts.path] = _written(catalogue)
        files[texts.path.with_suffix(".mo")] = _compiled(texts, catalogue)
    return files


def faults_of_catalogues(root: Path) -> Iterator[str]:
    """Yield a line for each kind of fault of each catalogue of a course: the first text that has it, and how many do.

    Raises:
        BuildError: see `catalogue_files`.
    """
    for texts in _all(root):
        old, fresh = _read(texts.path, texts.language), _updated(texts)
        lacking = [text for text in texts.found if text not in old]
        fuzzy = [text for text in texts.found if text in old and old[text].fuzzy]
        untranslated = [text for text in texts.found if text in old and not _strings(old, text)]
        others = [text for text, all_found in texts.found.items() if _other_values(all_found, _strings(old, text))]
        yield from _fault(texts, lacking, "is not there; run autograder build, and translate it")
        yield from _fault(texts, untranslated, "has no translation")
        yield from _fault(texts, fuzzy, "is fuzzy; look at its translation, and delete the word")
        yield from _fault(texts, others, "has other names in braces than its translation")
        yield from _fault(texts, map(_text, fresh.obsolete), "is said nowhere any more; delete it")
        if not lacking:
            for path, data in ((texts.path, _written(fresh)), (texts.path.with_suffix(".mo"), _compiled(texts, fresh))):
                if not path.is_file() or path.read_bytes() != data:
                    name = texts.name.removesuffix(".po") + path.suffix
                    yield f"{name}: stale, what it is made of has changed since; run autograder build."


def _all(root: Path) -> Iterator[_Texts]:
    package = root / "autograder"
    sources = (path for path in sorted(package.rglob("*")) if path.suffix in (".py", *TEMPLATES))
    engine = [path for path in sources if path.relative_to(package).parts[0] != _CHECKS]
    for language in TRANSLATIONS:
        if (path := root / _ENGINE / f"{language}.po").is_file():
            yield _Texts(path, _name(root, path), language, _found(root, engine))
        for folder in sorted(path for path in root.glob("solutions/*") if path.is_dir()):
            visible, secret = package / _CHECKS / folder.name / f"{language}.po", folder / f"{language}.po"
            if visible.is_file():
                found = _found(root, sorted(visible.parent.glob("*.py")))
                yield _Texts(visible, _name(root, visible), language, found, _shown(visible.parent), secret)
            if secret.is_file():
                files = [path for path in sorted(folder.glob("*.py")) if path.stem != folder.name]
                yield _Texts(secret, _name(root, secret), language, _found(root, files))


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _found(root: Path, files: Iterable[Path]) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for path in files:
        for each in sorted(find_phrases(path, _name(root, path)), key=lambda each: each.line):
            found.setdefault(each.text, []).append(each)
    return found


def _shown(folder: Path) -> frozenset[str]:
    """Return the hints of misconceptions that students have."""
    path = folder / "hints.json"
    exercises = json.loads(path.read_text(encoding="utf-8")).get("exercises", {}) if path.is_file() else {}
    misconceptions = (one for each in exercises.values() for one in each.get("misconceptions", ()))
    return frozenset(hint for each in misconceptions for hint in each["hints"])


def _updated(texts: _Texts) -> Catalog:
    """Return a catalogue with all texts, and those translations that there are."""
    old, fresh = _read(texts.path, texts.language), _new(texts.language)
    for text, all_found in texts.found.items():
        plural = next((each.plural for each in all_found if each.plural), "")
        known = old.get(text)
        strings = known.string if known is not None and isinstance(known.id, tuple) == bool(plural) else ""
        flags = {"python-brace-format"} if any(each.has_values for each in all_found) else set()
        flags |= {"fuzzy"} if known is not None and known.fuzzy else set()
        places = [(file, 0) for file in dict.fromkeys(each.file for each in all_found)]
        fresh.add((text, plural) if plural else text, strings, places, flags)
    for message in [*old, *old.obsolete.values()]:
        text = _text(message.id)
        if text and text not in fresh and (message.string if isinstance(message.string, str) else any(message.string)):
            fresh.obsolete[text] = message
            message.locations = []
    return fresh


def _new(language: str) -> Catalog:
    try:
        from babel.messages.catalog import Catalog
    except ModuleNotFoundError:
        raise BuildError('Babel is not installed; run pip install "pytorch-autograder[instructor]".') from None

    class Bare(Catalog):
        """A catalogue without dates and versions, which would change without its texts."""

        @property
        def mime_headers(self) -> list[tuple[str, str]]:
            return [
                ("Language", language),
                ("Plural-Forms", self.plural_forms),
                ("Content-Type", "text/plain; charset=utf-8"),
            ]

    return Bare(locale=language, fuzzy=False, header_comment="")


def _read(path: Path, language: str) -> Catalog:
    fresh = _new(language)
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True) if path.stat().st_size else fresh
    except (PoFileError, UnicodeDecodeError) as error:
        raise BuildError(f"{path}: is no catalogue ({error}); mend it.") from None


def _written(catalogue: Catalog) -> bytes:
    from babel.messages.pofile import write_po

    file = io.BytesIO()
    write_po(file, catalogue, width=_WIDTH, include_lineno=False)
    return file.getvalue().strip() + b"\n"


def _compiled(texts: _Texts, catalogue: Catalog) -> bytes:
    """Return the ``.mo`` of a catalogue: what has a translation."""
    from babel.messages.mofile import write_mo

    whole = _new(texts.language)
    messages = [*catalogue]
    if texts.secret is not None and texts.secret.is_file():
        messages += [message for message in _read(texts.secret, texts.language) if message.id in texts.shown]
    for message in messages:
        if message.id and not message.fuzzy and _is_translated(message.string):
            whole.add(message.id, message.string)
    file = io.BytesIO()
    write_mo(file, whole)
    return file.getvalue()


def _is_translated(strings: str | Iterable[str] | None) -> bool:
    return bool(strings) if isinstance(strings, str) else bool(strings) and all(strings or ())


def _text(key: str | tuple[str, ...] | list[str]) -> str:
    """Return what a message of a catalogue is called: of two templates, the first."""
    return key if isinstance(key, str) else key[0]


def _strings(catalogue: Catalog, text: str) -> list[str]:
    """Return the translation of a text in all its forms; none where one of them is missing."""
    message = catalogue.get(text)
    if message is None or not message.string or not _is_translated(message.string):
        return []
    return [message.string] if isinstance(message.string, str) else [*message.string]


def _other_values(found: Iterable[Found], strings: Iterable[str]) -> bool:
    """Say whether one of the forms of a translation has other names in braces than the text."""
    wanted = {name for each in found if each.has_values for name in _names(each.text) | _names(each.plural)}
    checked = any(each.has_values for each in found)
    return checked and any(not _fits(each, wanted) for each in strings)


def _fits(text: str, wanted: set[str]) -> bool:
    try:
        return _names(text) == wanted
    except ValueError:  # a brace that stands alone
        return False


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _fault(texts: _Texts, faulty: Iterable[str], what: str) -> Iterator[str]:
    first, *others = [*faulty] or [""]
    if first:
        where = texts.found[first][0].place if first in texts.found else ""
        of = f" of {where}" if where else ""
        more = f" (and {len(others)} more)" if others else ""
        yield f"{texts.name}: “{first}”{of} {what}{more}."
