"""Text of strangers, rid of what a reader cannot see, for formats that show it as it is."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["code_block", "code_span", "one_line", "plain"]

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
    ticks = "`" * (_longest_run(line) + 1)
    return f"{ticks} {line} {ticks}" if line.startswith("`") or line.endswith("`") else f"{ticks}{line}{ticks}"


def code_block(text: str) -> str:
    """Return Markdown that shows lines as they are: as a block of code, which nothing inside of it ends."""
    fence = "`" * max(_longest_run(text) + 1, 3)
    return f"{fence}text\n{text}\n{fence}"


def _longest_run(text: str) -> int:
    """Return how many backticks stand side by side at most."""
    return max(map(len, re.findall("`+", text)), default=0)


def _is_removed(character: str) -> bool:
    if character in "\n\t":
        return False
    if ord(character) & 0xFFFE == 0xFFFE:  # no character, and no XML
        return True
    return unicodedata.category(character) in _REMOVED
