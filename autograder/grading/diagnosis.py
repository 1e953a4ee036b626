"""Diagnosis: finding the misconception that fails just as a submission does.

A misconception is run like a submission, in a worker of its own, and only when a submission has failed a check
that the misconception fails. If both fail it first on the same input, with the same message, the student is told
the hint.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.course.misconception import Misconception
from autograder.grading.checklist import Check
from autograder.grading.session import CheckSession, Outcome
from autograder.report.verdict import Verdict
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.run import SubmissionRun
from autograder.submissions.submission import Submission

__all__ = ["Diagnosis"]


class Diagnosis:
    """Knows the misconceptions of one assignment and, once asked, how each of them fails.

    Args:
        misconceptions: see `read_misconceptions`.
        session: the checks; nothing else may be running them.
        sandbox: where to run.
        limits: limits of each.
    """

    def __init__(
        self, misconceptions: Sequence[Misconception], session: CheckSession, sandbox: Sandbox, limits: Limits
    ) -> None:
        self._misconceptions = misconceptions
        self._session = session
        self._sandbox = sandbox
        self._limits = limits
        self._failures: dict[tuple[str, str], tuple[str, str | None]] = {}

    def explain(self, outcomes: Sequence[tuple[Check, Outcome]]) -> dict[str, Misconception]:
        """Return, by the ids of failed checks of one exercise, the misconceptions that fail them in the same way.

        Where several do, the one comes first that fails all that the submission fails, and nothing else.
        """
        failed = {check.item.name for check, outcome in outcomes if outcome.verdict is Verdict.FAILED}
        candidates = sorted(self._misconceptions, key=lambda candidate: set(candidate.fails) != failed)
        explained = {}
        for check, outcome in outcomes:
            # What takes long is not worth running again.
            if outcome.verdict is Verdict.FAILED and outcome.comparable and not check.info.long:
                matching = (each for each in candidates if self._fails_alike(each, check, outcome))
                found = next(matching, None)
                if found is not None:
                    explained[check.id] = found
        return explained

    def _fails_alike(self, candidate: Misconception, check: Check, outcome: Outcome) -> bool:
        applies = candidate.exercise == check.exercise and check.item.name in candidate.fails
        return applies and self._failure(candidate, check) == outcome.original

    def _failure(self, candidate: Misconception, check: Check) -> tuple[str, str | None]:
        """Return how a misconception fails a check, running all that it fails when first asked."""
        key = (candidate.name, check.id)
        if key not in self._failures:
            submission = Submission.of_source(f"{candidate.exercise}.py", candidate.source)
            run = SubmissionRun(self._sandbox, submission, self._limits)
            try:
                self._session.context.examine(run)
                for each in self._session.checks:
                    if each.exercise == candidate.exercise and each.item.name in candidate.fails:
                        outcome = self._session.run(each, Budget(self._limits.exercise_s), shrink=False)
                        self._failures[candidate.name, each.id] = outcome.original
            finally:
                run.close()
        return self._failures[key]
