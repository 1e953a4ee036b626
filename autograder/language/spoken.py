"""The language that this process speaks, and the catalogues that it has for it.

A catalogue is a file ``<language>.mo``, which ``autograder build`` compiles from the ``<language>.po`` beside it: here
for the engine's own phrases, beside the checks of an assignment for theirs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

__all__ = [
    "ENGLISH", "LANGUAGES", "UnknownLanguage", "catalogue_files", "catalogue_of", "of_locale", "speak", "spoken",
    "use_catalogues",
]  # fmt: skip

_HERE = Path(__file__).parent
ENGLISH = "en"
LANGUAGES = (ENGLISH, *sorted(path.stem for path in _HERE.glob("*.po")))

_language = ENGLISH
_folders: tuple[Path, ...] = ()


class UnknownLanguage(ValueError):
    """There is no such language; the text says which there are."""


def speak(language: str) -> None:
    """Have this process speak a language from now on.

    Raises:
        UnknownLanguage: there is no such language.
    """
    global _language
    if language not in LANGUAGES:
        raise UnknownLanguage(f"{language}: there is no such language; there are {', '.join(LANGUAGES)}.")
    _language = language


def spoken() -> str:
    """Return the language that this process speaks."""
    return _language


def use_catalogues(folders: Iterable[Path]) -> None:
    """Use the catalogues in some folders, those of an assignment's checks, beside the engine's own."""
    global _folders
    _folders = tuple(folders)


def of_locale(environment: Mapping[str, str] | None = None) -> str:
    """Return the language that the locale asks for, or English where there is no such one."""
    found = os.environ if environment is None else environment
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := found.get(name))), "")
    language = locale.replace("-", "_").split("_")[0].split(".")[0].lower()
    return language if language in LANGUAGES else ENGLISH


def catalogue_of(language: str) -> NullTranslations:
    """Return what translates into a language."""
    return _read(language, _folders)


def catalogue_files(language: str, folders: Iterable[Path]) -> list[Path]:
    """Return the catalogues of a language that there are: those in some folders, then the engine's."""
    paths = [folder / f"{language}.mo" for folder in (*folders, _HERE)]
    return [path for path in paths if path.is_file()]


@cache
def _read(language: str, folders: tuple[Path, ...]) -> NullTranslations:
    found: NullTranslations = NullTranslations()
    for path in catalogue_files(language, folders):
        with path.open("rb") as file:
            read = GNUTranslations(file)
        read.add_fallback(found)
        found = read
    return found
