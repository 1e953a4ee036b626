"""The languages that students may work in: every source is written in English, and may bring translations along."""

from __future__ import annotations

from pathlib import Path

__all__ = ["ENGLISH", "LANGUAGES", "TRANSLATIONS", "folder_of"]

ENGLISH = "en"
TRANSLATIONS = ("ru",)
LANGUAGES = (ENGLISH, *TRANSLATIONS)


def folder_of(language: str, assignment: Path) -> Path:
    """Return where the files of a language lie in the folder of an assignment: a translation has its own."""
    return assignment if language == ENGLISH else assignment / language
