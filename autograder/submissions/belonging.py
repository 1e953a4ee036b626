"""Telling work for one assignment from work for another by the names that it defines; nothing is parsed as Python."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from autograder.language import tell
from autograder.submissions.submission import SubmissionError, printable, read_submission

__all__ = ["assignments_in", "require_own"]


def require_own(
    path: Path, data: bytes, assignment: str, own: Collection[str], others: Mapping[str, Collection[str]]
) -> None:
    """Refuse a file that defines exercises of another assignment, and none of its own.

    Args:
        path: the file.
        data: its bytes.
        assignment: what it was handed in for.
        own: the exercises of that assignment.
        others: those of other assignments by name.

    Raises:
        SubmissionError: it is work for another assignment, or cannot be read.
    """
    suspects = {other: [name for name in sorted(names) if _may_define(data, name)] for other, names in others.items()}
    if not any(suspects.values()):  # as good as always; the rest takes as long as to read a notebook
        return
    text = "\n".join(cell.source for cell in read_submission(path).cells)
    if any(re.search(rf"^(?:(?:async +def|def|class) +)?{re.escape(name)}\b", text, re.MULTILINE) for name in own):
        return
    for other, names in suspects.items():
        for name in names:
            if _defines(text, name):
                raise SubmissionError(
                    tell(
                        "{file}: defines {name} of {other}, and nothing of {assignment}; "
                        "hand in the file of {assignment}",
                        file=printable(path.name),
                        name=name,
                        other=other,
                        assignment=assignment,
                    )
                )


def assignments_in(path: Path, exercises: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Return the assignments of which a file defines exercises, and which; ``exercises`` are those of each.

    Raises:
        SubmissionError: the file cannot be read.
    """
    text = "\n".join(cell.source for cell in read_submission(path).cells)
    defined = {
        assignment: sorted(name for name in names if _defines(text, name)) for assignment, names in exercises.items()
    }
    return {assignment: names for assignment, names in defined.items() if names}


def _defines(text: str, name: str) -> bool:
    return re.search(rf"^(?:async +def|def|class) +{re.escape(name)}\b", text, re.MULTILINE) is not None


def _may_define(data: bytes, name: str) -> bool:
    """Whether a definition may be somewhere in a file: a search that is fast even in a large one."""
    return any(f"{keyword} {name}".encode() in data for keyword in ("def", "class"))
