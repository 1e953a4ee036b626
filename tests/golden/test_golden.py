"""What the terminal shows of typical mistakes is what was read and found good."""

from __future__ import annotations

from functools import cache

import pytest

from autograder.report.verdict import Report
from tests.golden import HERE, MISTAKES, golden, reports

_reports = cache(reports)


@pytest.mark.parametrize("title", MISTAKES)
def test_the_report_is_the_golden_one(title: str) -> None:
    """To the letter, wide and narrow, with and without colour; ``python -m tests.golden`` writes them anew."""
    report: Report = _reports(title.split("/")[0])[title]
    assert golden(report) == (HERE / f"{title}.txt").read_text(encoding="utf-8")


def test_there_are_twenty_of_them() -> None:
    """And no golden file without its mistake."""
    assert len(MISTAKES) >= 20
    assert {path.with_suffix("").relative_to(HERE).as_posix() for path in HERE.glob("*/*.txt")} == {*MISTAKES}
