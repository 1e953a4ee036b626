"""What the terminal shows of typical mistakes is what was read and found good."""

from __future__ import annotations

from functools import cache

import pytest

from autograder.report.verdict import Report
from tests.golden import HERE, IN_RUSSIAN, MISTAKES, golden, golden_in_russian, reports

_reports = cache(reports)


@pytest.mark.parametrize("title", MISTAKES)
def test_the_report_is_the_golden_one(title: str) -> None:
    """To the letter, wide and narrow, with and without colour; ``python -m tests.golden`` writes them anew."""
    report: Report = _reports(title.split("/")[0])[title]
    assert golden(report) == (HERE / f"{title}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("title", IN_RUSSIAN)
def test_the_report_in_russian_is_the_golden_one(title: str) -> None:
    """And but for its texts it is the one in English."""
    assignment = title.split("/")[0]
    english, russian = _reports(assignment)[title], _reports(assignment, "ru")[title]
    assert golden_in_russian(russian) == (HERE / f"{title}.ru.txt").read_text(encoding="utf-8")
    assert _without_texts(russian) == _without_texts(english)


def _without_texts(report: Report) -> object:
    return [
        (exercise.name, check.hidden, check.verdict, check.points, check.misconception, bool(check.hint))
        for exercise in report.exercises
        for check in exercise.checks
    ]


def test_there_are_twenty_of_them() -> None:
    """And no golden file without its mistake."""
    files = {path.relative_to(HERE).as_posix() for path in HERE.glob("*/*.txt")}
    assert len(MISTAKES) >= 20
    assert files == {f"{title}.txt" for title in MISTAKES} | {f"{title}.ru.txt" for title in IN_RUSSIAN}
    assert {*IN_RUSSIAN} <= {*MISTAKES}
