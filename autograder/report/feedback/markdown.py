"""A feedback as Markdown, for a pull request or an issue: what is not the course's own stands in code, never as markup.

Code also keeps ``@names`` and ``#numbers`` from notifying people, which no backslash does.
"""

from __future__ import annotations

import re

from autograder.language import tell
from autograder.report.feedback.outline import Block, Outline, Section
from autograder.report.plain import code_block, code_span

__all__ = ["MAX_CHARACTERS", "as_markdown"]

# What GitHub takes for one comment, less what stands around it.
MAX_CHARACTERS = 65_000

# What is markup inside of a line.
_PUNCTUATION = re.compile(r"([\\`*_\[\]<>&~$|#@])")


def as_markdown(outline: Outline, limit: int = MAX_CHARACTERS) -> str:
    """Return the Markdown, of at most so many characters; the exercises for which there is no room are counted."""
    parts = [f"## {_escaped(outline.assignment)}: {_escaped(outline.points)}"]
    parts += [code_span(outline.student)] if outline.student else []
    parts += [code_block(outline.error)] if outline.error else []
    parts += [code_block("\n".join(tell("note: {note}", note=note) for note in outline.notes))] if outline.notes else []
    size = sum(map(len, parts)) + 200
    for number, section in enumerate(outline.sections):
        text = _section(section)
        size += len(text) + 2
        if size > limit:
            left = len(outline.sections) - number
            parts.append(
                tell(
                    "… and {n} more exercise, for which there is no room here",
                    "… and {n} more exercises, for which there is no room here",
                    n=left,
                )
            )
            break
        parts.append(text)
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    blocks = "\n".join(map(_block, section.blocks))
    return f"### {_escaped(section.name)}: {_escaped(section.points)}\n\n{blocks}"


def _block(block: Block) -> str:
    lines = [f"- {mark} {_escaped(title)} ({points})" if points else f"- {mark} {_escaped(title)}"
             for mark, title, points in block.titles]  # fmt: skip
    if not block.titles:
        return f"- {_escaped(' '.join(block.facts))}"
    if block.facts:
        fence = code_block("\n".join(block.facts))
        lines += ["", *(f"  {line}" for line in fence.split("\n")), ""]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Return words of the course's author, in which nothing is markup."""
    return _PUNCTUATION.sub(r"\\\1", text).replace("\\@", "＠")
