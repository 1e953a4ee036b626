"""The checks give right verdicts: on correct work of any style, on stubs, on mistakes, on whatever comes back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

import pytest

from autograder.course.assignments import Assignment, find_course
from autograder.course.misconception import Misconception, read_misconceptions
from autograder.course.training_images import TrainingImages
from autograder.grading.checklist import Check
from autograder.grading.diagnosis import Diagnosis
from autograder.grading.grader import Grader
from autograder.grading.session import CheckSession, Outcome, run_session
from autograder.report.verdict import ExerciseReport, Report
from autograder.sandbox.levels import open_sandbox
from autograder.sandbox.limits import Limits
from autograder.submissions.submission import Submission

from .conftest import ODD_RETURNS, ROOT, corpus, exercises

COURSE = find_course(ROOT)
ASSIGNMENTS = COURSE.assignments
EXERCISES = sorted(exercises(COURSE))

Graded = Callable[[str], dict[str, Report]]
GradedExercise = Callable[[str, str], ExerciseReport]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_reference_gets_full_points(graded: Graded, assignment: str) -> None:
    """The reference solution passes every check."""
    report = graded(assignment)["reference"]
    assert (report.error, report.notes) == (None, [])
    assert [check.name for each in report.exercises for check in each.checks if check.verdict != "passed"] == []
    assert report.score == report.max_score > 0


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_stub_gets_nothing(graded: Graded, assignment: str) -> None:
    """The untouched stub fails every check, each because nothing is implemented."""
    report = graded(assignment)["stub"]
    assert report.score == 0
    assert {check.message for each in report.exercises for check in each.checks} == {"not implemented yet"}


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


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_misconceptions_fail_for_their_own_reason(assignment: str) -> None:
    """Each misconception fails just the checks it says, is recognised by them, and each check has one."""
    target = COURSE.assignment(assignment, with_solution=True)
    assert target.misconceptions is not None
    misconceptions = read_misconceptions(target.misconceptions)
    examined = _examine(misconceptions, target)
    assert {each.name: set(each.fails) for each in misconceptions} == {
        name: {check.item.name for check, outcome, _ in outcomes if outcome.verdict == "failed"}
        for name, outcomes in examined.items()
    }
    for name, outcomes in examined.items():
        recognised = [found for _, _, found in outcomes if found]
        comparable = any(outcome.comparable and not check.info.long for check, outcome, _ in outcomes)
        assert name in recognised or not comparable, recognised


Examined = list[tuple[Check, Outcome, str | None]]


def _examine(misconceptions: list[Misconception], assignment: Assignment) -> dict[str, Examined]:
    """Return for each misconception the outcomes of its exercise's checks, and what each was recognised as."""
    examined: dict[str, Examined] = {}

    def body(session: CheckSession) -> None:
        with ExitStack() as stack:
            sandbox = open_sandbox("full")
            stack.callback(sandbox.close)
            if session.needs_training_images:
                sandbox.training = stack.enter_context(TrainingImages(assignment.solution)).path
            diagnosis = Diagnosis(misconceptions, session, sandbox, Limits())
            grader = Grader(session, sandbox, Limits(), diagnosis)
            for each in misconceptions:
                outcomes, _ = grader.examine(Submission.of_source(f"{each.exercise}.py", each.source))
                mine = [(check, outcome) for check, outcome in outcomes if check.exercise == each.exercise]
                assert {outcome.verdict for _, outcome in mine} <= {"passed", "failed"}
                found = {id_: misconception.name for id_, misconception in diagnosis.explain(mine).items()}
                examined[each.name] = [(check, outcome, found.get(check.id)) for check, outcome in mine]
            failed = {
                check.id for outcomes in examined.values() for check, each, _ in outcomes if each.verdict == "failed"
            }
            assert failed == {check.id for check in session.checks}, (
                "a check that no misconception fails proves nothing"
            )

    run_session(assignment, assignment.order, Limits(), body)
    return examined
