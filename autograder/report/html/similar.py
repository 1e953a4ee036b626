"""The list of submissions that share what others do not have, with their code side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import escape

from autograder.language import tell, told
from autograder.report.html.code import CodeCell, Highlighter
from autograder.report.html.fragments import Fragments
from autograder.report.html.page import code_lines, environment, file_parts
from autograder.report.similarity.pairs import GRAM, Pair, Part
from autograder.report.similarity.shapes import Place

__all__ = ["render_similar"]

# What the name of a place in the code of one of the two begins with.
_SIDES = ("one-", "other-")


def render_similar(
    assignment: str,
    pairs: Sequence[Pair],
    submissions: Mapping[str, Sequence[CodeCell]],
    *,
    known: Sequence[str],
    skipped: Mapping[str, str],
) -> str:
    """Return the list as the text of an HTML file that needs no other.

    Args:
        assignment: its name.
        pairs: those that share most come first.
        submissions: the code of each student.
        known: what was left out, in words.
        skipped: of each student whose work was not compared, why.
    """
    templates = environment()
    page = templates.get_template("pair.html")
    highlighter, fragments = Highlighter(), Fragments()
    names = [f"{rank}. {pair.one} · {pair.other}" for rank, pair in enumerate(pairs, start=1)]
    for pair, name in zip(pairs, names, strict=True):
        both = [submissions[pair.one], submissions[pair.other]]
        parts = [(part, " ".join(_places(part, both))) for part in pair.parts]
        head = page.render(name=name, pair=pair, parts=parts)
        fragments.add_page(name, [head, *_side_by_side(pair, both, highlighter), "</div>"], {})
    return templates.get_template("similar.html").render(
        assignment=assignment,
        pairs=[{"name": name, "of": pair} for pair, name in zip(pairs, names, strict=True)],
        compared=len(submissions),
        known=[told(each) for each in known],
        skipped={student: told(reason) for student, reason in skipped.items()},
        gram=GRAM,
        pages=fragments.packed(),
        **file_parts(),
    )


def _side_by_side(pair: Pair, both: Sequence[Sequence[CodeCell]], highlighter: Highlighter) -> Iterator[str]:
    for student, cells, side, marked in zip((pair.one, pair.other), both, _SIDES, pair.lines, strict=True):
        yield f"<div><h2><bdi>{escape(student)}</bdi></h2>"
        label = escape(tell("code of {student}", student=student))
        yield f"<div class='code' tabindex='0' role='region' aria-label='{label}'>"
        yield from code_lines(cells, highlighter, side, marked)
        yield "</div></div>"


def _places(part: Part, both: Sequence[Sequence[CodeCell]]) -> Iterator[str]:
    """Yield where a part begins on either side, as the page finds it."""
    for side, cells, (begin, _) in zip(_SIDES, both, (part.one, part.other), strict=True):
        yield _place(side, cells, begin)


def _place(side: str, cells: Sequence[CodeCell], place: Place) -> str:
    cell, line = place
    return f"{side}{cells[cell].label.removeprefix('cell ')}:{line}"
