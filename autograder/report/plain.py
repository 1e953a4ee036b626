"""Text of strangers, rid of what a reader cannot see, for formats that show it as it is."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["code_span", "one_line", "plain"]

# Control characters (ESC), halves of characters, line ends of other kinds; and format characters, some of which show
# text in another order than it has.
_REMOVED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def plain(text: str) -> str:
    """Return text without invisible characters but newlines and tabs; XML 1.0 may hold all of it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return "".join(character for character in text if not _is_removed(character))


def one_line(text: str) -> str:
    """Return the same in a line."""
    return " ".join(plain(text).split())


def code_span(text: str) -> str:
    """Return Markdown that shows a text as it is, in a line: as code, in which nothing is markup."""
    line = " ".join(text.split())
    ticks = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    return f"{ticks} {line} {ticks}" if line.startswith("`") or line.endswith("`") else f"{ticks}{line}{ticks}"


def _is_removed(character: str) -> bool:
    if character in "\n\t":
        return False
    if ord(character) & 0xFFFE == 0xFFFE:  # no character, and no XML
        return True
    return unicodedata.category(character) in _REMOVED
