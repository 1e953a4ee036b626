"""One source, several languages: beside each English text stands the same text in another language, and is marked so.

A markdown cell in Russian follows the English one, below ``# %% [markdown] lang="ru"``. A docstring in Russian follows
the English one in comments, below ``### DOCSTRING ru``; they end at the first line that is no comment.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from autograder.course.building.errors import BuildError
from autograder.course.building.source import CELL, Region, find_regions
from autograder.course.languages import ENGLISH, LANGUAGES, TRANSLATIONS

__all__ = ["is_translated", "translations"]

_MARKDOWN = re.compile(r"# ?%% .*\[(markdown|md)\]")
_LANGUAGE = re.compile(r' lang="(\w+)"')
_LIKE_LANGUAGE = re.compile(r"# ?%%.*\blang\b.*")
_DOCSTRING = re.compile(r"( *)### DOCSTRING (\w+)")
_LIKE_DOCSTRING = re.compile(r"[ \t]*#+[ \t]*docstring\W*\w*\W*", re.IGNORECASE)


@dataclass(frozen=True)
class _Passage:
    """Lines of a source that say one thing, in each language that it is said in.

    Attributes:
        begin: the first of the lines, counted from 0.
        end: the line behind the last.
        versions: the lines to stand in their place, by language.
        mark: above the text in a language, which stands in the place of ``{}``.
    """

    begin: int
    end: int
    versions: Mapping[str, Sequence[str]]
    mark: str


@dataclass(frozen=True)
class _Mark:
    """A line that marks a docstring in another language; lines are counted from 0."""

    line: int
    indent: str
    language: str


def is_translated(text: str) -> bool:
    """Whether something of a source is marked as a translation, be it wrongly."""
    return any(like.fullmatch(line) for line in text.split("\n") for like in (_LIKE_LANGUAGE, _LIKE_DOCSTRING))


def translations(text: str, name: str) -> dict[str, str]:
    """Return a source in each of its languages, English first; solutions and their markers are in all of them.

    Args:
        text: the whole source, in jupytext's py:percent format.
        name: what to call the file in an error.

    Raises:
        BuildError: a text is not there in all languages, is there twice, or is marked wrongly; or a marker of a
            solution is not as it must be.
    """
    if not is_translated(text):
        return {ENGLISH: text}  # it need not be Python
    regions = find_regions(text, name)
    lines = text.split("\n")
    passages = [*_cells(lines, name), *_docstrings(lines, regions, name)]
    passages.sort(key=lambda passage: passage.begin)
    languages = [each for each in LANGUAGES if each == ENGLISH or any(each in one.versions for one in passages)]
    for passage in passages:
        for language in languages:
            if language not in passage.versions:
                mark = passage.mark.format(language)
                where = f"{name}:{passage.begin + 1}"
                raise BuildError(f"{where}: is not there in {language}; write it below, under {mark}.")
    return {language: "\n".join(_said_in(language, lines, passages)) for language in languages}


def _said_in(language: str, lines: Sequence[str], passages: Sequence[_Passage]) -> list[str]:
    said = [*lines]
    for passage in reversed(passages):  # from the end, so that the line numbers before it still hold
        said[passage.begin : passage.end] = passage.versions[language]
    return said


def _cells(lines: Sequence[str], name: str) -> Iterator[_Passage]:
    """Yield the markdown cells, each with those that translate it."""
    begins = [number for number, line in enumerate(lines) if line.startswith(CELL)]
    groups: list[dict[str, range]] = []
    before: str | None = None
    for begin, end in pairwise([*begins, len(lines)]):
        where = f"{name}:{begin + 1}"
        language = _language_of(lines[begin], where)
        if language == ENGLISH:
            groups.append({})
        elif language is not None and before is None:
            raise BuildError(f"{where}: follows no English cell; put it directly below the one that it translates.")
        if language is not None:
            if language in groups[-1]:
                raise BuildError(f"{where}: the English cell has one in {language} already; remove one of the two.")
            groups[-1][language] = range(begin, end)
        before = language
    for group in groups:
        yield _cell(lines, group)


def _cell(lines: Sequence[str], group: Mapping[str, range]) -> _Passage:
    """Return the passage of a markdown cell; behind each version come the blank lines that are behind the last."""
    end = max(cell.stop for cell in group.values())
    while not lines[end - 1]:
        end -= 1
    versions = {}
    for language, cell in group.items():
        header = _LANGUAGE.sub("", lines[cell.start])
        versions[language] = "\n".join([header, *lines[cell.start + 1 : cell.stop]]).rstrip("\n").split("\n")
    return _Passage(group[ENGLISH].start, end, versions, '# %% [markdown] lang="{}"')


def _language_of(header: str, where: str) -> str | None:
    """Return the language of the cell that begins with this line; code has none."""
    found = _LANGUAGE.search(header)
    if _MARKDOWN.match(header) and found is not None:
        return _known(found[1], where)
    if _LIKE_LANGUAGE.fullmatch(header):
        wanted = f'# %% [markdown] lang="{TRANSLATIONS[0]}"'
        raise BuildError(f"{where}: begins no cell in another language; write {wanted}.")
    return ENGLISH if _MARKDOWN.match(header) else None


def _known(language: str, where: str) -> str:
    if language not in TRANSLATIONS:
        raise BuildError(f"{where}: {language} is no language of translations; take {', '.join(TRANSLATIONS)}.")
    return language


def _docstrings(lines: Sequence[str], regions: Sequence[Region], name: str) -> Iterator[_Passage]:
    """Yield the docstrings that students see, each with what translates it."""
    marks = dict(_marks(lines, name))
    for docstring in _seen_docstrings(lines, regions, name):
        begin, end = docstring.lineno - 1, docstring.end_lineno or docstring.lineno
        indent = lines[begin][: docstring.col_offset]
        versions: dict[str, Sequence[str]] = {ENGLISH: lines[begin:end]}
        while end in marks:
            mark = marks.pop(end)
            where = f"{name}:{mark.line + 1}"
            if mark.indent != indent:
                raise BuildError(f"{where}: indent DOCSTRING as the docstring that it translates.")
            if mark.language in versions:
                raise BuildError(f"{where}: the docstring has one in {mark.language} already; remove one of the two.")
            block = _comments(lines, mark.line + 1, indent)
            versions[mark.language], end = _docstring(block, indent, where), mark.line + 1 + len(block)
        yield _Passage(begin, end, versions, "### DOCSTRING {}")
    for mark in marks.values():
        raise BuildError(f"{name}:{mark.line + 1}: DOCSTRING below no docstring that students see; move or remove it.")


def _marks(lines: Sequence[str], name: str) -> Iterator[tuple[int, _Mark]]:
    """Yield the marks of docstrings in other languages, each with the line behind what it stands below.

    One line may be blank in between: the formatter leaves one below the docstring of a class.
    """
    for number, line in enumerate(lines):
        found = _DOCSTRING.fullmatch(line)
        if found is not None:
            mark = _Mark(number, found[1], _known(found[2], f"{name}:{number + 1}"))
            yield number - (not lines[number - 1]), mark
        elif _LIKE_DOCSTRING.fullmatch(line):
            wanted = f"### DOCSTRING {TRANSLATIONS[0]}"
            raise BuildError(f"{name}:{number + 1}: marks no docstring; write {wanted} on a line of its own.")


def _seen_docstrings(lines: Sequence[str], regions: Sequence[Region], name: str) -> Iterator[ast.Expr]:
    """Yield the docstrings that are left in the stub."""
    try:
        tree = ast.parse("\n".join(lines))
    except SyntaxError as error:
        raise BuildError(f"{name}:{error.lineno}: {error.msg}; mend it.") from None
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            match node.body:
                case [ast.Expr(value=ast.Constant(value=str())) as docstring, *_]:
                    if not any(region.begin < docstring.lineno < region.end for region in regions):
                        yield docstring


def _comments(lines: Sequence[str], begin: int, indent: str) -> list[str]:
    """Return the comments from a line on, without indent and comment sign."""
    found: list[str] = []
    for line in lines[begin:]:
        if (line != f"{indent}#" and not line.startswith(f"{indent}# ")) or line.startswith(CELL):
            break
        found.append(line.removeprefix(f"{indent}#").removeprefix(" ").rstrip())
    return found


def _docstring(block: Sequence[str], indent: str, where: str) -> list[str]:
    """Return the lines of a docstring with this text, which stands in the source as it is meant: a \\ is a \\."""
    text = "\n".join(block)
    if not text.strip():
        raise BuildError(f"{where}: no lines below DOCSTRING; write them as comments, or remove it.")
    inner = text + "\n" if len(block) > 1 else text
    quoted = f'"""{inner}"""'
    if "\\" in inner:
        quoted = "r" + quoted
    try:
        is_said = ast.literal_eval(quoted) == inner
    except (SyntaxError, ValueError):
        is_said = False
    if not is_said:
        raise BuildError(f'{where}: makes no docstring; leave out """, and end it with neither " nor a backslash.')
    return [indent + line if line else "" for line in quoted.split("\n")]
