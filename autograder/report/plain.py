"""Text of strangers, rid of what a reader cannot see: what every renderer does first."""

from __future__ import annotations

import unicodedata

__all__ = ["one_line", "plain"]

# Control characters (ESC), halves of characters; and overrides, which show text in another order than it has.
_REMOVED = {"Cc", "Cs"}
_OVERRIDES = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


def plain(text: str) -> str:
    """Return text without invisible characters but newlines and tabs; XML 1.0 may hold all of it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return "".join(character for character in text if not _is_removed(character))


def one_line(text: str) -> str:
    """Return the same in a line."""
    return " ".join(plain(text).split())


def _is_removed(character: str) -> bool:
    if character in "\n\t":
        return False
    if ord(character) & 0xFFFE == 0xFFFE:  # no character, and no XML
        return True
    return character in _OVERRIDES or unicodedata.category(character) in _REMOVED
