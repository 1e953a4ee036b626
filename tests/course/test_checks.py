"""The checks give right verdicts: on correct work of any style, on stubs, on mistakes, on whatever comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.assignments import Assignment, find_course
from autograder.course.misconception import read_misconceptions
from autograder.report.verdict import ExerciseReport, Report

from .conftest import ODD_RETURNS, ROOT, corpus, exercises
from .examining import Examined, advice_on

COURSE = find_course(ROOT)
EXERCISES = exercises(COURSE)

Graded = Callable[[str, str], Report]
GradedExercise = Callable[[str, str], ExerciseReport]
ExaminedExercise = Callable[[str], dict[str, Examined]]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_reference_gets_full_points(graded: Graded, exercise: str) -> None:
    """The reference solution passes every check; if one fails it by the order of calls alone, the author is told."""
    report = graded(exercise, "reference")
    assert (report.error, report.notes) == (None, [])
    [mine] = report.exercises
    failed = [(check.name, check.message) for check in mine.checks if check.verdict != "passed"]
    assert failed == [], "\n".join(advice_on(COURSE.assignment(EXERCISES[exercise], with_solution=True), exercise))
    assert mine.score == mine.max_score > 0


@pytest.mark.parametrize("exercise", EXERCISES)
def test_stub_gets_nothing(graded_exercise: GradedExercise, exercise: str) -> None:
    """The untouched stub fails every check, each because nothing is implemented."""
    report = graded_exercise(exercise, "stub")
    assert report.score == 0
    assert {check.message for check in report.checks} == {"not implemented yet"}


@pytest.mark.parametrize(("exercise", "name"), corpus("styles"))
def test_correct_style_gets_full_points(graded_exercise: GradedExercise, exercise: str, name: str) -> None:
    """Correct work passes, however odd its style."""
    report = graded_exercise(exercise, f"styles/{name}")
    failed = [(check.name, check.message, check.counterexample) for check in report.checks if check.verdict != "passed"]
    assert failed == []


@pytest.mark.parametrize(("exercise", "name"), corpus("mistakes"))
def test_mistake_loses_points(graded_exercise: GradedExercise, exercise: str, name: str) -> None:
    """Work with a mistake in it does not get full points."""
    report = graded_exercise(exercise, f"mistakes/{name}")
    assert report.score < report.max_score


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("value", ODD_RETURNS)
def test_odd_return_fails_with_a_message(graded_exercise: GradedExercise, exercise: str, value: str) -> None:
    """Whatever a submission returns, it gets a verdict with a message, and never more than it has earned."""
    report = graded_exercise(exercise, f"odd/{value}")
    assert {check.verdict for check in report.checks} <= {"passed", "failed"}
    assert all(check.message for check in report.checks if check.verdict == "failed")
    assert report.score < report.max_score / 2


@pytest.mark.parametrize("exercise", EXERCISES)
def test_misconceptions_fail_for_their_own_reason(examined: ExaminedExercise, exercise: str) -> None:
    """Each misconception fails just the checks it says, and is recognised by them."""
    path = COURSE.assignment(EXERCISES[exercise], with_solution=True).misconceptions
    assert path is not None
    found = examined(exercise)
    assert {each.name: set(each.fails) for each in read_misconceptions(path) if each.exercise == exercise} == {
        name: {check.item.name for check, outcome, _ in outcomes if outcome.verdict == "failed"}
        for name, outcomes in found.items()
    }
    for name, outcomes in found.items():
        assert {outcome.verdict for _, outcome, _ in outcomes} <= {"passed", "failed"}
        recognised = [each for _, _, each in outcomes if each]
        comparable = any(outcome.comparable and not check.info.long for check, outcome, _ in outcomes)
        assert name in recognised or not comparable, recognised


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_check_is_failed_by_a_misconception(examined: ExaminedExercise, exercise: str) -> None:
    """One that none fails proves nothing."""
    outcomes = [each for outcomes in examined(exercise).values() for each in outcomes]
    failed = {check.id for check, outcome, _ in outcomes if outcome.verdict == "failed"}
    assert failed == {check.id for check, _, _ in outcomes} != set()


STATEFUL_SOLUTION = "_held = 0\n\n\ndef put(x):\n    global _held\n    _held = x\n\n\ndef get():\n    return _held\n"
STATEFUL_CHECK = '''
import hypothesis.strategies as st
from autograder.checking import check, for_all

@check(points=1)
@for_all(x=st.integers(0, 9))
def test_put_and_get(student, x):
    """Gives what was put."""
    student.put(x)
    assert student.get() == x

@check(points=1)
@for_all(x=st.integers(0, 9))
def test_wrong(student, x):
    """Gives what never was."""
    student.put(x)
    assert student.get() == -1
'''


def test_author_is_told_to_ask_one_input_after_the_other(tmp_path: Path) -> None:
    """Where that cures the reference, and only there: a check that is wrong stays so."""
    (tmp_path / "checks").mkdir()
    (tmp_path / "solutions").mkdir()
    (tmp_path / "checks" / "test_get.py").write_text(STATEFUL_CHECK)
    solution = tmp_path / "solutions" / "ps9.py"
    solution.write_text(STATEFUL_SOLUTION)
    [line] = advice_on(Assignment("ps9", tmp_path / "checks", solution), "get")
    assert line.startswith(f"{tmp_path}/checks/test_get.py: test_put_and_get fails the reference because ")
    assert "sequential=True" in line
