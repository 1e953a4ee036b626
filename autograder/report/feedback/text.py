"""A feedback as plain text, for a mail."""

from __future__ import annotations

from autograder.language import tell
from autograder.report.feedback.outline import Outline

__all__ = ["as_text"]


def as_text(outline: Outline) -> str:
    """Return the text; exercises are apart by empty lines, what is said of a check stands indented below it."""
    lines = [f"{outline.assignment}: {outline.points}"]
    lines += [outline.student] if outline.student else []
    lines += [outline.error] if outline.error else []
    lines += [tell("note: {note}", note=note) for note in outline.notes]
    for section in outline.sections:
        lines += ["", f"{section.name}  {section.points}"]
        for block in section.blocks:
            lines += [f"  {mark} {title}  {points}".rstrip() for mark, title, points in block.titles]
            lines += [f"    {line}" for fact in block.facts for line in fact.split("\n")]
    return "\n".join(lines) + "\n"
