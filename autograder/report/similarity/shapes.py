"""Shapes: the code of a submission without what is changed at no cost, as layout, comments and names.

What is left of ``return 1.0 / (1 + torch.exp(-value))  # stable`` is ``return 1 / 1 + v exp - v``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Punctuation, String, Text, Whitespace

from autograder.report.html.code import CodeCell, legible

__all__ = ["Block", "Place", "blocks_of"]

# Cell (of the code, counted from 0) and line in it (from 1).
Place = tuple[int, int]

_MAX_CHARACTERS = 100_000  # of a cell: what is longer is no exercise, and would take seconds
_LEXER = PythonLexer(stripnl=False, ensurenl=False)
# They come and go with the way in which a line is laid out.
_LAYOUT = frozenset("().,:;")


@dataclass
class Block:
    """A statement at the top level with all that is in it: most are a function or a class.

    Attributes:
        name: the first that stands in it, as that of the function, or "".
        words: of its shape.
        places: of each word.
    """

    name: str = ""
    words: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


class _Token(NamedTuple):
    """Token that is neither white space, a comment nor a docstring."""

    kind: Any
    text: str
    line: int
    column: int


def blocks_of(cells: Sequence[CodeCell]) -> list[Block]:
    """Return the shape of code in its blocks, whose order is nobody's to see."""
    blocks = [block for number, cell in enumerate(cells) for block in _blocks(number, cell.source)]
    return [block for block in blocks if block.words]


def _blocks(cell: int, source: str) -> Iterator[Block]:
    block, depth, in_signature = Block(), 0, False
    before: list[str] = ["", ""]  # the last two texts
    for token in _tokens(source):
        begins = token.kind in Keyword and token.text in ("def", "class")
        if token.column == 0 and (begins or token.kind is Name.Decorator or depth <= 0):
            yield block
            block, depth, in_signature = Block(), 0, False
        if not block.name and token.kind in (Name, Name.Function, Name.Class):
            block.name = token.text
        if token.kind in Punctuation:
            depth += (token.text in "([{") - (token.text in ")]}")
        # What a student has to write into a signature is given, or a name; annotations come and go.
        if begins:
            depth, in_signature = 0, True
        word = "" if in_signature and not begins else _word(token, before)
        if word:
            block.words.append(word)
            block.places.append((cell, token.line))
        if token.text == ":" and depth <= 0:
            in_signature = False
        before = [before[1], token.text if token.kind not in String else "'"]
    yield block


def _tokens(source: str) -> Iterator[_Token]:
    line, begin = 1, 0
    for at, kind, text in _LEXER.get_tokens_unprocessed(legible(source)[:_MAX_CHARACTERS]):
        if not (kind in Text or kind in Whitespace or kind in Comment or kind in String.Doc):
            yield _Token(kind, text, line, at - begin)
        if newlines := text.count("\n"):
            line += newlines
            begin = at + text.rindex("\n") + 1


def _word(token: _Token, before: Sequence[str]) -> str:
    """Return what stands for a token in the shape, or "" if nothing does.

    A name is a student's own to choose, unless it is that of a part of something: ``exp`` in ``torch.exp``.
    """
    kind, text = token.kind, token.text
    if kind in String:
        return "" if before[1] == "'" else "s"
    if kind in Number:
        return _number(text)
    if kind in (Name, Name.Function, Name.Class, Name.Decorator):
        is_part = before[1] == "." and before[0] not in ("self", "cls")
        return text if is_part else "v"
    return "" if text in _LAYOUT or text in ("self", "cls") else text


def _number(text: str) -> str:
    try:
        return f"{float(text):g}"
    except ValueError:  # hexadecimal, complex
        return text.lower()
