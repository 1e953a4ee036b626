"""How submissions were handed in, and what lateness costs: said in reports beside the verdicts, kept in no ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from autograder.course.lateness import LatePolicy
from autograder.report.verdict import Report, Status
from autograder.submissions.intake import Found

__all__ = ["with_handing_in"]


def with_handing_in(reports: Iterable[Report], found: Sequence[Found], policy: LatePolicy | None) -> Iterator[Report]:
    """Yield reports with what is known of how each submission came, and with what lateness makes of its score."""
    known = {each.shown: each.handed_in for each in found}
    for report in reports:
        handed_in = known.get(report.student)
        late = None
        if policy is not None:
            score = report.score if report.status is Status.GRADED else None
            at, is_late, due = (handed_in.at, handed_in.is_late, handed_in.due) if handed_in else (None, None, None)
            late = policy.lateness(score, at, is_late, due)
        yield replace(report, handed_in=handed_in, late=late)
