"""A class in figures: item analysis by the book, causes in words, and what needs a look."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.report.items import difficulty, discrimination
from autograder.report.statistics import in_words, summarize
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict
from autograder.submissions.choice import Choice


def _check(name: str, passed: bool, message: str = "", hint: str = "", misconception: str | None = None) -> CheckReport:
    verdict = Verdict.PASSED if passed else Verdict.FAILED
    return CheckReport(name, False, verdict, float(passed), 1.0, message, None, misconception, hint)


def _report(student: str, *checks: CheckReport, error: str | None = None, notes: Sequence[str] = ()) -> Report:
    score = sum(check.points for check in checks)
    exercises = [ExerciseReport("f", score, float(len(checks)), list(checks))]
    return Report(student, "a.py", "00", Status.GRADED, error, score, float(len(checks)), 0.1, exercises, list(notes))


# Item analysis


def test_figures_of_a_small_class_are_those_of_the_book() -> None:
    """Six students; by hand, M1 = 8, M0 = 4, s² = 14/3 and p = 1/2, so that r = 2 / √(14/3)."""
    passed, rest = [True, True, True, False, False, False], [7.0, 8.0, 9.0, 3.0, 4.0, 5.0]
    assert difficulty(passed) == 0.5
    assert discrimination(passed, rest) == pytest.approx(2 / sqrt(14 / 3))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=2, max_size=30))
def test_discrimination_is_the_point_biserial_correlation(pairs: list[tuple[bool, int]]) -> None:
    """By its formula, for whatever class; not defined where its parts are not."""
    passed, rest = [each for each, _ in pairs], [float(each) for _, each in pairs]
    if len(set(passed)) < 2 or len(set(rest)) < 2:
        assert discrimination(passed, rest) is None
        return
    means = [fmean(score for each, score in pairs if each is of) for of in (True, False)]
    p = fmean(passed)
    expected = (means[0] - means[1]) / pstdev(rest) * sqrt(p * (1 - p))
    assert discrimination(passed, rest) == pytest.approx(expected, abs=1e-9)


def test_check_is_not_compared_with_itself() -> None:
    """The total that a check is compared with is that of all others: with it, everything would discriminate."""
    reports = [_report(f"s{n}", _check("a", n < 2), _check("b", n % 2 == 0)) for n in range(4)]
    [exercise] = summarize(reports).exercises
    assert [check.discrimination for check in exercise.checks] == [pytest.approx(0), pytest.approx(0)]


def test_nobody_is_no_figure() -> None:
    """Neither a mean nor a division by zero."""
    figures = summarize([])
    assert (figures.mean, figures.median, figures.exercises, figures.looks) == (0, 0, (), ())
    assert difficulty([]) is None


# Causes


def test_causes_are_counted_by_students() -> None:
    """However many checks one cause fails, and in however many exercises; blocked checks have none."""
    hint = "Look for a lost minus sign."
    flipped = [_check("a", False, "is 1", hint, "sign_flipped"), _check("b", False, "is 2", hint, "sign_flipped")]
    blocked = CheckReport("c", False, Verdict.BLOCKED, 0.0, 1.0, "not looked at")
    reports = [
        _report("s1", *flipped, blocked),
        _report("s2", *flipped, blocked),
        _report("s3", _check("a", False, "f is not defined\n  at all")),
    ]
    causes = summarize(reports).causes
    assert [(each.text, each.kind, each.name, [*each.students]) for each in causes] == [
        (hint, "misconception", "sign flipped", ["s1", "s2"]),
        ("is not defined", "message", "", ["s3"]),
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [("sign_flipped", "sign flipped"), ("SoftmaxAtTheEnd", "softmax at the end"), ("in_float32", "in float32")],
)
def test_names_of_misconceptions_are_words(name: str, words: str) -> None:
    """They are those of functions or of classes."""
    assert in_words(name) == words


# What needs a look


def test_what_needs_a_look_is_said() -> None:
    """What was not graded, what cannot be run, and which file was chosen; whoever has the same stands together."""
    note = Choice(Path("b.py"), ((Path("a.py"), "older"),)).notes[0]
    failed = Report("s4", "", "", Status.NOT_GRADED, "the grader failed", 0.0, 0.0, 0.1)
    reports = [
        _report("s1", _check("a", True), notes=["a.ipynb cell 1:1: `!ls` is no Python; skipped", note]),
        _report("s2", error="a.py:1: SyntaxError"),
        _report("s3", error="a.py:1: SyntaxError"),
        failed,
    ]
    assert [(each.reason, each.text, each.students) for each in summarize(reports).looks] == [
        ("not graded", "the grader failed", ("s4",)),
        ("cannot be run", "a.py:1: SyntaxError", ("s2", "s3")),
        ("choice between files", note, ("s1",)),
    ]


def test_checks_that_may_be_wrong_themselves_are_named() -> None:
    """One error of most students, what nobody passes, and what the better ones fail."""
    reports = [
        _report(
            f"s{n}",
            _check("never", False, "wrong"),
            _check("odd", n > 4, "odd"),
            *(_check(f"other {m}", n < m, f"{n}, {m}") for m in (2, 4, 6)),
        )
        for n in range(8)
    ]
    assert [(each.reason, each.text) for each in summarize(reports).looks] == [
        ("many with one error", "8 of 8: wrong (f)"),
        ("many with one error", "5 of 8: odd (f)"),
        ("check that nobody passes", "f: never"),
        ("check that the better ones fail", "f: odd (discrimination -0.81)"),
    ]
