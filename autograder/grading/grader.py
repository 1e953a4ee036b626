"""One submission to one report."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from autograder.checking.symptoms import Symptom
from autograder.course.assignments import CourseError
from autograder.grading.checklist import Check
from autograder.grading.diagnosis import Diagnosis, Explanation
from autograder.grading.hints import HintTable
from autograder.grading.session import CheckSession, Outcome
from autograder.language import Phrase, tell, told
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.run import LoadError, SubmissionRun
from autograder.submissions.submission import Submission, SubmissionError, printable, printable_lines, read_submission

__all__ = ["Grader", "failed_report"]

# Two hangs or crashes in one exercise, and its other checks are not tried: each would cost its whole time limit.
_MAX_LOST = 2


@dataclass
class _UnderWay:
    """What an exercise has taken so far.

    Attributes:
        lost: how often the worker hung or died over it.
    """

    budget: Budget
    lost: int = 0


class Grader:
    """Grades submissions of one assignment in one sandbox, one after the other.

    Args:
        session: the checks.
        sandbox: where the submissions run.
        limits: limits of each.
        diagnosis: names misconceptions, by running them or by a table; None where there are none to name.
        solution: the reference solution, if there is one.
    """

    def __init__(
        self,
        session: CheckSession,
        sandbox: Sandbox,
        limits: Limits,
        diagnosis: Diagnosis | HintTable | None = None,
        solution: Path | None = None,
    ) -> None:
        self._session = session
        self._sandbox = sandbox
        self._limits = limits
        self._diagnosis = diagnosis
        self._solution = solution
        self._sound: set[str] = set()

    def grade(
        self, student: str, path: Path | None, error: str | None = None, exercises: Collection[str] | None = None
    ) -> Report:
        """Return the report of one submission. An unreadable one is graded, too: with no points and the reason.

        An ``error`` that was found before is its reason. If some exercises are named, the report has these alone,
        unless nothing of the submission can be run.

        Raises:
            SandboxError: the sandbox failed; nothing is said about the submission.
        """
        started = time.monotonic()
        if path is None or error is not None:
            file = path.name if path is not None else ""
            report = failed_report(student, file, error or tell("there is no submission"), self._session.checks)
        else:
            report = self._grade(student, path, exercises)
        report.seconds = round(time.monotonic() - started, 3)
        return report

    def grade_submission(
        self, student: str, submission: Submission, exercises: Collection[str] | None = None
    ) -> Report:
        """Return the report of a submission that has been read, see `grade`; it does not say how long that took."""
        try:
            outcomes, notes = self.examine(submission, exercises)
        except LoadError as error:
            return failed_report(student, submission.name, str(error), self._session.checks, submission.sha256)
        return _sum_up(student, submission.name, submission.sha256, self._report(outcomes), notes=notes)

    def examine(
        self, submission: Submission, exercises: Collection[str] | None = None
    ) -> tuple[list[tuple[Check, Outcome]], list[str]]:
        """Run every check on a submission, or those of some exercises.

        Return their outcomes, and notes on what was skipped in loading the submission.

        Raises:
            LoadError: nothing of it can be run.
            SandboxError: the sandbox failed.
        """
        run = SubmissionRun(self._sandbox, submission, self._limits)
        try:
            run.load()
            notes = run.problems
            outcomes = self._run_checks(run, exercises)
        finally:
            run.close()
        return _with_what_blocks(self._without_switched_off(outcomes)), notes

    def _grade(self, student: str, path: Path, exercises: Collection[str] | None) -> Report:
        try:
            submission = read_submission(path)
        except SubmissionError as error:
            return failed_report(student, path.name, str(error), self._session.checks)
        return self.grade_submission(student, submission, exercises)

    def _run_checks(self, run: SubmissionRun, exercises: Collection[str] | None) -> list[tuple[Check, Outcome]]:
        """Run the checks on one submission, each exercise with a time and losses of its own.

        Those that students see come first: what a submission has heard in a hidden check cannot reach their messages.
        """
        self._session.context.examine(run)
        chosen = [check for check in self._session.checks if exercises is None or check.exercise in exercises]
        under_way = {check.exercise: _UnderWay(Budget(self._limits.exercise_s)) for check in chosen}
        outcomes = {
            check.id: self._run_check(check, under_way[check.exercise])
            for check in sorted(chosen, key=lambda check: check.hidden)
        }
        return [(check, outcomes[check.id]) for check in chosen]

    def _run_check(self, check: Check, exercise: _UnderWay) -> Outcome:
        if exercise.lost == _MAX_LOST:
            message = Phrase(
                "not tried: {exercise} had hung or crashed {n} times", exercise=check.exercise, n=_MAX_LOST
            )
            return Outcome(Verdict.BLOCKED, message)
        if exercise.budget.breach is not None:
            message = Phrase("not tried: {exercise} {what}", exercise=check.exercise, what=exercise.budget.breach)
            return Outcome(Verdict.BLOCKED, message)
        outcome = self._session.run(check, exercise.budget)
        exercise.lost += outcome.lost
        if outcome.verdict is Verdict.NOT_GRADED:
            self._require_sound(check)
        return outcome

    def _require_sound(self, check: Check) -> None:
        """Run a check that has failed itself on the reference solution.

        Raises:
            CourseError: it fails there, too, so it is not the submission that is odd.
        """
        if self._solution is None or check.id in self._sound:
            return
        run = SubmissionRun(self._sandbox, read_submission(self._solution), self._limits)
        examined = self._session.context.run
        try:
            self._session.context.examine(run)
            outcome = self._session.run(check, Budget(self._limits.exercise_s))
        finally:
            run.close()
            self._session.context.examine(examined)
        if outcome.verdict is Verdict.NOT_GRADED:
            raise CourseError(f"{outcome.fault}, with the reference solution, too.")
        self._sound.add(check.id)

    def _without_switched_off(self, outcomes: Sequence[tuple[Check, Outcome]]) -> list[tuple[Check, Outcome]]:
        """Fail every check of an exercise in one of whose checks a switched-off built-in ran."""
        ran: dict[str, set[str]] = {}
        # What is seen in hidden checks, places of code included, is not for visible ones to tell.
        places: dict[tuple[str, bool], list[str]] = {}
        for check, outcome in outcomes:
            names = self._session.switched_off.get(check.exercise, {})
            ran.setdefault(check.exercise, set()).update(names[operator] for operator in outcome.operators)
            places.setdefault((check.exercise, check.hidden), []).extend(outcome.places.values())
        return [
            (check, _switched_off(check.exercise, ran[check.exercise], places[check.exercise, check.hidden][:1]))
            if ran[check.exercise]
            else (check, outcome)
            for check, outcome in outcomes
        ]

    def _report(self, outcomes: Sequence[tuple[Check, Outcome]]) -> list[ExerciseReport]:
        """Turn the outcomes into reports of the exercises."""
        reports = []
        for name, pairs in groupby(outcomes, key=lambda pair: pair[0].exercise):
            group = list(pairs)
            explanation = self._diagnosis.explain(group) if self._diagnosis is not None else None
            first = next((each.symptom for _, each in group if each.verdict is Verdict.FAILED), None)
            checks = [_check_report(check, outcome, explanation, first) for check, outcome in group]
            score, max_score = sum(check.points for check in checks), sum(check.max_points for check in checks)
            reports.append(ExerciseReport(name, score, max_score, checks))
        return reports


def _with_what_blocks(outcomes: Sequence[tuple[Check, Outcome]]) -> list[tuple[Check, Outcome]]:
    """Have each blocked check name the check of its exercise that says what is wrong; where none does, it does itself.

    The first that has failed does, a visible one rather than a hidden one; what is visible names nothing hidden.
    """
    causes: dict[str, list[Check]] = {}
    for check, outcome in outcomes:
        if outcome.verdict is Verdict.FAILED:
            causes.setdefault(check.exercise, []).append(check)
    for failed in causes.values():
        failed.sort(key=lambda check: check.hidden)  # stable
    return [
        (check, _blocked(outcome, [each for each in causes.get(check.exercise, ()) if check.hidden or not each.hidden]))
        if outcome.verdict is Verdict.BLOCKED and outcome.evidence
        else (check, outcome)
        for check, outcome in outcomes
    ]


def _blocked(outcome: Outcome, causes: Sequence[Check]) -> Outcome:
    if not causes:
        return replace(outcome, verdict=Verdict.FAILED)
    message = Phrase("checked only once “{title}” passes", title=Phrase.of(causes[0].title))
    return replace(outcome, message=message, counterexample=None, symptom=None)


def _check_report(
    check: Check, outcome: Outcome, explanation: Explanation | None, first: Symptom | None
) -> CheckReport:
    """Turn one outcome into a report; a failure gets the hint of the misconception, or else that of its symptom.

    Args:
        check: the check.
        outcome: how it went.
        explanation: of the failures of the exercise.
        first: what was seen where the exercise failed first.
    """
    points = check.info.points if outcome.verdict is Verdict.PASSED else 0.0
    report = CheckReport(told(check.title), check.hidden, outcome.verdict, points, check.info.points)
    report.message = printable_lines(told(outcome.message))
    report.counterexample = printable_lines(outcome.counterexample) if outcome.counterexample else None
    if outcome.verdict is Verdict.FAILED and explanation is not None:
        report.misconception = explanation.name
        report.hint, *report.further_hints = map(told, explanation.hints)
    elif outcome.verdict is Verdict.FAILED and (seen := outcome.symptom) is not None and (seen.apart or seen == first):
        report.hint = told(seen.hint)
    return report


def _switched_off(exercise: str, names: set[str], places: Sequence[str]) -> Outcome:
    first, *others = map(Phrase.of, sorted(names))
    for other in others:
        first = Phrase("{first} and {last}", first=first, last=other)
    message = Phrase("{exercise} runs {names}, which is switched off in this exercise", exercise=exercise, names=first)
    return Outcome(Verdict.FAILED, Phrase.lines(message, *places, indent="  "))


def failed_report(student: str, file: str, error: str, checks: Sequence[Check], sha256: str = "") -> Report:
    """Return the report of a submission that could not be read or run: every check failed, for that reason."""
    exercises = []
    for name, group in groupby(checks, key=lambda check: check.exercise):
        failed = [
            CheckReport(
                told(check.title),
                check.hidden,
                Verdict.FAILED,
                0.0,
                check.info.points,
                tell("the submission cannot be run"),
            )
            for check in group
        ]
        exercises.append(ExerciseReport(name, 0.0, sum(check.max_points for check in failed), failed))
    return _sum_up(student, file, sha256, exercises, error=error)


def _sum_up(
    student: str,
    file: str,
    sha256: str,
    exercises: list[ExerciseReport],
    *,
    error: str | None = None,
    notes: Sequence[str] = (),
) -> Report:
    verdicts = {check.verdict for exercise in exercises for check in exercise.checks}
    return Report(
        student=student,
        file=printable(file),
        sha256=sha256,
        status=Status.NOT_GRADED if Verdict.NOT_GRADED in verdicts else Status.GRADED,
        error=printable(error, 1000) if error else None,
        score=sum(exercise.score for exercise in exercises),
        max_score=sum(exercise.max_score for exercise in exercises),
        seconds=0.0,
        exercises=exercises,
        notes=[printable(line) for line in notes],
    )
