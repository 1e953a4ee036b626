"""Diagnosis: finding the misconception that fails just as a submission does.

A misconception is run like a submission, in a worker of its own, and only when a submission has lost points with the
very checks that the misconception loses points with. Only if both fail each of them for the same inputs, in the same
words, is the student told the hint: what fits only in part is not named.
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

# How a check was failed, see `Outcome`; nothing where it was blocked.
_Evidence = tuple[tuple[int, str], ...]


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
        self._failures: dict[str, dict[str, _Evidence]] = {}

    def explain(self, outcomes: Sequence[tuple[Check, Outcome]]) -> Misconception | None:
        """Return the misconception that fails the checks of an exercise in the same way, if there is one."""
        lost = {check.item.name: outcome for check, outcome in outcomes if outcome.verdict is not Verdict.PASSED}
        long = {
            check.item.name for check, _ in outcomes if check.info.long
        }  # what takes long is not worth running again
        failed = {name: outcome.evidence for name, outcome in lost.items() if outcome.verdict is Verdict.FAILED}
        if not failed or long & {*lost} or not all(failed.values()):
            return None
        for candidate in self._misconceptions:
            if candidate.exercise == outcomes[0][0].exercise and {*candidate.fails} == {*lost}:
                evidence = self._evidence(candidate)
                if all(evidence[name] == found for name, found in failed.items()):
                    return candidate
        return None

    def _evidence(self, candidate: Misconception) -> dict[str, _Evidence]:
        """Return how a misconception fails its checks, by their names, running them when first asked."""
        if candidate.name not in self._failures:
            submission = Submission.of_source(f"{candidate.exercise}.py", candidate.source)
            run = SubmissionRun(self._sandbox, submission, self._limits)
            try:
                self._session.context.examine(run)
                self._failures[candidate.name] = {
                    check.item.name: self._session.run(check, Budget(self._limits.exercise_s), shrink=False).evidence
                    for check in self._session.checks
                    if check.exercise == candidate.exercise and check.item.name in candidate.fails
                }
            finally:
                run.close()
        return self._failures[candidate.name]
