"""Reports in a notebook: the checks of one cell as text and as HTML, for the student who reads the feedback.

Of a hidden check they show the title, the verdict and the hint; a message could give away what it compares with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from autograder.report.verdict import CheckReport, Verdict

__all__ = ["as_html", "as_text"]

_MARKS = {
    Verdict.PASSED: ("✓", "#1a7f37"),
    Verdict.FAILED: ("✗", "#cf222e"),
    Verdict.NOT_GRADED: ("?", "#9a6700"),
}


def as_text(checks: Sequence[CheckReport], reason: str | None) -> str:
    """Return a few lines; ``reason`` says why nothing could be run or graded, if so."""
    lines = [reason] if reason else []
    for check in checks:
        mark, _ = _MARKS[check.verdict]
        lines.append(f"{mark} {check.name}  {_points(check)}")
        lines += [f"  {line}" for text in _facts(check) for line in text.split("\n")]
    return "\n".join(lines)


def as_html(checks: Sequence[CheckReport], reason: str | None) -> str:
    """Return the same as HTML in which nothing is markup but our own."""
    parts = [f'<p style="color: {_MARKS[Verdict.FAILED][1]}">{escape(reason)}</p>'] if reason else []
    for check in checks:
        mark, colour = _MARKS[check.verdict]
        facts = "".join(
            f'<div style="margin-left: 1.5em; white-space: pre-wrap">{escape(text)}</div>' for text in _facts(check)
        )
        parts.append(
            f'<div><b style="color: {colour}">{mark}</b> {escape(check.name)} '
            f'<span style="color: gray">{_points(check)}</span>{facts}</div>'
        )
    return f'<div class="autograder">{"".join(parts)}</div>'


def _points(check: CheckReport) -> str:
    return f"{check.points:g} of {check.max_points:g}"


def _facts(check: CheckReport) -> Iterator[str]:
    """Yield what there is to say of a check beside its title."""
    if check.message and not check.hidden:
        yield check.message
    if check.verdict is Verdict.PASSED:
        return
    if check.counterexample and not check.hidden:
        yield f"for {check.counterexample}"
    if check.hint:
        yield f"hint: {check.hint}"
