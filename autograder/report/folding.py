"""Folding: checks of an exercise that say the same are told once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from autograder.language import spoken, tell
from autograder.report.verdict import CheckReport, Verdict

__all__ = ["fold", "new_hints"]

# What follows in a message on the type of an exception: the student's line that has raised it; more may follow.
_RAISED_AT = r"(?s:.*)\n  (\S.*?:\d+) in "


def fold(checks: Sequence[CheckReport]) -> list[list[CheckReport]]:
    """Return the checks in blocks with one cause each, in the order of their first checks.

    What passed stays alone, and so does that of which no cause is told.

    The cause is the same where the message is, where an exception of one type was raised in the same line, and where
    there is the same hint.
    """
    blocks: dict[object, list[CheckReport]] = {}
    for number, check in enumerate(checks):
        cause = _cause(check)
        key = (check.verdict, cause) if cause and check.verdict is not Verdict.PASSED else number
        blocks.setdefault(key, []).append(check)
    return list(blocks.values())


def new_hints(checks: Sequence[CheckReport], told: set[str], steps: int = 1) -> list[str]:
    """Return the hints of checks that were not told yet, and note them as told; of each check the first so many."""
    found = (hint for check in checks for hint in [check.hint, *check.further_hints][:steps])
    hints = [hint for hint in dict.fromkeys(found) if hint and hint not in told]
    told.update(hints)
    return hints


def _cause(check: CheckReport) -> object:
    raised = re.match(rf"{_raised_as_told(spoken())}{_RAISED_AT}", check.message)
    return raised.groups() if raised is not None else check.hint or check.message


@cache
def _raised_as_told(language: str) -> str:
    """Return a pattern for how a message about an exception begins, with its type as the group."""
    before, after = tell("raised {kind}").split("{kind}")
    return rf"{re.escape(before)}(\w+){re.escape(after)}"
