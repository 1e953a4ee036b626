"""The checks give right verdicts: on correct work of any style, on stubs, on mistakes, on whatever comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.batch.proof import (
    ODD_RETURNS,
    Examination,
    Examined,
    advice_on,
    begun_exercises,
    fault_of,
    fault_of_misconception,
    hints_of,
    unfailed,
)
from autograder.course.assignments import Assignment, find_course
from autograder.course.misconception import read_misconceptions
from autograder.report.verdict import CheckReport, Report

from .conftest import ROOT, corpus, exercises

COURSE = find_course(ROOT)
EXERCISES = exercises(COURSE)

Graded = Callable[[str, str], Report]
ExaminedExercise = Callable[[str], dict[str, Examined]]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_reference_gets_full_points(graded: Graded, exercise: str) -> None:
    """The reference solution passes every check; if one fails it by the order of calls alone, the author is told."""
    report = graded(exercise, "reference")
    fault = fault_of(exercise, "reference", report)
    assert fault == "", "\n".join(advice_on(COURSE.assignment(EXERCISES[exercise], with_solution=True), exercise))
    assert report.exercises[0].max_score > 0


@pytest.mark.parametrize("exercise", EXERCISES)
def test_stub_gets_nothing(graded: Graded, exercise: str) -> None:
    """The untouched stub fails every check: as nothing is implemented, or by the mistakes that are to be mended."""
    begun = exercise in begun_exercises(COURSE.assignment(EXERCISES[exercise], with_solution=True))
    assert fault_of(exercise, "stub", graded(exercise, "stub"), begun=begun) == ""


@pytest.mark.parametrize(("exercise", "title"), corpus("styles"))
def test_correct_style_gets_full_points(graded: Graded, exercise: str, title: str) -> None:
    """Correct work passes, however odd its style."""
    assert fault_of(exercise, title, graded(exercise, title)) == ""


@pytest.mark.parametrize(("exercise", "title"), corpus("mistakes"))
def test_mistake_loses_points(graded: Graded, exercise: str, title: str) -> None:
    """Work with a mistake in it does not get full points."""
    assert fault_of(exercise, title, graded(exercise, title)) == ""


@pytest.mark.parametrize("exercise", EXERCISES)
def test_most_mistakes_are_explained(graded: Graded, exercise: str) -> None:
    """By a misconception, by a symptom, or as a built-in that is switched off: half of each exercise's at least."""
    mistakes = [title for name, title in corpus("mistakes") if name == exercise]
    explained = [title for title in mistakes if any(map(_explains, graded(exercise, title).exercises[0].checks))]
    assert len(explained) >= len(mistakes) / 2, sorted({*mistakes} - {*explained})


def _explains(check: CheckReport) -> bool:
    return bool(check.hint) or "which is switched off" in check.message


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("value", ODD_RETURNS)
def test_odd_return_fails_with_a_message(graded: Graded, exercise: str, value: str) -> None:
    """Whatever a submission returns, it gets a verdict with a message, and never more than it has earned."""
    assert fault_of(exercise, f"odd/{value}", graded(exercise, f"odd/{value}")) == ""


@pytest.mark.parametrize("exercise", EXERCISES)
def test_misconceptions_fail_for_their_own_reason(examined: ExaminedExercise, exercise: str) -> None:
    """Each misconception passes all checks but those that it says, and is recognised by them."""
    solution = COURSE.assignment(EXERCISES[exercise], with_solution=True).solution
    mine = [each for each in read_misconceptions(solution) if each.exercise == exercise]
    assert mine
    assert [fault for each in mine if (fault := fault_of_misconception(each, examined(exercise)[each.name]))] == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_check_is_failed_by_a_misconception(examined: ExaminedExercise, exercise: str) -> None:
    """One that none fails proves nothing."""
    assert unfailed(examined(exercise)) == []


@pytest.mark.parametrize("assignment", COURSE.assignments)
def test_students_have_the_hints_of_today(examinations: Callable[[str], Examination], assignment: str) -> None:
    """What `check` tells is what the misconceptions of today do: `autograder verify … --update` writes it."""
    target = COURSE.assignment(assignment, with_solution=True)
    assert target.hints.read_text(encoding="utf-8") == hints_of(target, examinations(assignment).hints)


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
