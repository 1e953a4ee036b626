"""The languages that students may work in: every source is written in English, and may bring translations along."""

from __future__ import annotations

from pathlib import Path

from autograder.language import ENGLISH, LANGUAGES

__all__ = ["ENGLISH", "LANGUAGES", "TRANSLATIONS", "folder_of", "language_of"]

TRANSLATIONS = tuple(language for language in LANGUAGES if language != ENGLISH)


def folder_of(language: str, assignment: Path) -> Path:
    """Return where the files of a language lie in the folder of an assignment: a translation has its own."""
    return assignment if language == ENGLISH else assignment / language


def language_of(file: Path) -> str | None:
    """Return the language of a file by its folder if it is a translation, else None."""
    return file.parent.name if file.parent.name in TRANSLATIONS else None
