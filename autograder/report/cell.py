"""Reports in a notebook: the checks of one cell as text and as HTML, for the student who reads the feedback.

They show all that a check says; what a student is told of hidden ones is decided before, see `for_student`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from autograder.language import tell
from autograder.report.folding import fold, new_hints
from autograder.report.verdict import CheckReport, Verdict

__all__ = ["as_html", "as_text"]

_MARKS = {
    Verdict.PASSED: ("✓", "#1a7f37"),
    Verdict.FAILED: ("✗", "#cf222e"),
    Verdict.BLOCKED: ("–", "#6e7781"),
    Verdict.NOT_GRADED: ("?", "#9a6700"),
}


def as_text(checks: Sequence[CheckReport], reason: str | None) -> str:
    """Return a few lines; ``reason`` says why nothing could be run or graded, if so."""
    lines = [reason] if reason else []
    for block, facts in _blocks(checks, reason):
        lines += [f"{_MARKS[check.verdict][0]} {check.name}  {_points(check)}" for check in block]
        lines += [f"  {line}" for text in facts for line in text.split("\n")]
    return "\n".join(lines)


def as_html(checks: Sequence[CheckReport], reason: str | None) -> str:
    """Return the same as HTML in which nothing is markup but our own."""
    parts = [f'<p style="color: {_MARKS[Verdict.FAILED][1]}">{escape(reason)}</p>'] if reason else []
    for block, facts in _blocks(checks, reason):
        titles = "<br>".join(
            f'<b style="color: {_MARKS[check.verdict][1]}">{_MARKS[check.verdict][0]}</b> {escape(check.name)} '
            f'<span style="color: gray">{_points(check)}</span>'
            for check in block
        )
        told = "".join(f'<div style="margin-left: 1.5em; white-space: pre-wrap">{escape(text)}</div>' for text in facts)
        parts.append(f"<div>{titles}{told}</div>")
    return f'<div class="autograder">{"".join(parts)}</div>'


def _points(check: CheckReport) -> str:
    return tell("{score:g} of {max_score:g}", score=check.points, max_score=check.max_points)


def _blocks(checks: Sequence[CheckReport], reason: str | None) -> Iterator[tuple[list[CheckReport], list[str]]]:
    """Yield the checks in blocks, and what there is to say of each beside the titles.

    Where the ``reason`` says why none could be run, the checks need not say it again.
    """
    told: set[str] = set()
    for block in fold(checks):
        first, facts = block[0], []
        if first.message and not reason:
            facts.append(first.message)
        if first.counterexample:
            facts.append(tell("for {example}", example=first.counterexample))
        yield block, facts + [tell("hint: {hint}", hint=hint) for hint in new_hints(block, told)]
