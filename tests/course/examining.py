"""Examining in this process, where a test sees all outcomes: misconceptions, and a reference that fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TypeVar

from autograder.course.assignments import Assignment
from autograder.course.misconception import Misconception, read_misconceptions
from autograder.grading.checklist import Check
from autograder.grading.data import provide_data
from autograder.grading.diagnosis import Diagnosis
from autograder.grading.grader import Grader
from autograder.grading.session import CheckSession, Outcome, run_session
from autograder.report.verdict import Verdict
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.levels import open_sandbox
from autograder.sandbox.limits import Limits
from autograder.submissions.submission import Submission, read_submission

__all__ = ["Examined", "advice_on", "examine_misconceptions"]

# The checks of one exercise, their outcomes, and the misconception that each was recognised as.
Examined = list[tuple[Check, Outcome, str | None]]

_T = TypeVar("_T")


def examine_misconceptions(assignment: Assignment, exercises: Sequence[str]) -> dict[str, dict[str, Examined]]:
    """Return by exercise, and then by name, how each misconception of some exercises fails its checks."""
    assert assignment.misconceptions is not None
    misconceptions = read_misconceptions(assignment.misconceptions)

    def body(session: CheckSession, sandbox: Sandbox) -> dict[str, dict[str, Examined]]:
        examined: dict[str, dict[str, Examined]] = {exercise: {} for exercise in exercises}
        diagnosis = Diagnosis(misconceptions, session, sandbox, Limits())
        for each in misconceptions:
            if each.exercise in examined:
                examined[each.exercise][each.name] = _examine(each, session, sandbox, diagnosis)
        return examined

    return _in_session(assignment, exercises, body)


def _examine(each: Misconception, session: CheckSession, sandbox: Sandbox, diagnosis: Diagnosis) -> Examined:
    submission = Submission.of_source(f"{each.exercise}.py", each.source)
    outcomes, _ = Grader(session, sandbox, Limits()).examine(submission, {each.exercise})
    found = {id_: misconception.name for id_, misconception in diagnosis.explain(outcomes).items()}
    return [(check, outcome, found.get(check.id)) for check, outcome in outcomes]


def advice_on(assignment: Assignment, exercise: str) -> list[str]:
    """Return a line for each check that fails the reference just because calls for several inputs alternate."""
    assert assignment.solution is not None
    reference = read_submission(assignment.solution)

    def body(session: CheckSession, sandbox: Sandbox) -> list[str]:
        grader = Grader(session, sandbox, Limits())
        failed = _failed(grader, reference, exercise)
        for check in failed:
            if check.of is not None:
                check.of.sequential = True
                session.context.prepare(check)
        still = {check.id for check in _failed(grader, reference, exercise)}
        return [
            f"{check.item.path}: {check.item.name} fails the reference because calls for several inputs alternate; "
            "say sequential=True, and those for one input come before those for the next."
            for check in failed
            if check.id not in still
        ]

    return _in_session(assignment, [exercise], body)


def _failed(grader: Grader, submission: Submission, exercise: str) -> list[Check]:
    outcomes, _ = grader.examine(submission, {exercise})
    return [check for check, outcome in outcomes if outcome.verdict is not Verdict.PASSED]


def _in_session(assignment: Assignment, exercises: Sequence[str], body: Callable[[CheckSession, Sandbox], _T]) -> _T:
    """Return what ``body`` makes of the checks of some exercises and an open sandbox."""

    def with_sandbox(session: CheckSession) -> _T:
        with ExitStack() as stack:
            sandbox = open_sandbox("full")
            stack.callback(sandbox.close)
            provide_data(session.context, session.data_sets, sandbox, stack, {})
            return body(session, sandbox)

    return run_session(assignment, assignment.order, Limits(), with_sandbox, exercises=exercises)
