"""Diagnosis: finding the misconception that fails just as a submission does.

A misconception is run like a submission, in a worker of its own, and only when a submission has lost points with the
very checks that the misconception loses points with. Only if both fail each of them for the same inputs, in the same
words, is the student told the hint: what fits only in part is not named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from autograder.course.misconception import Misconception
from autograder.grading.checklist import Check
from autograder.grading.session import CheckSession, Outcome
from autograder.report.verdict import Verdict
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.run import SubmissionRun
from autograder.submissions.submission import Submission

__all__ = ["Diagnosis", "Evidence", "Explanation", "failures_of"]

# How a check was failed, see `Outcome`.
Evidence = tuple[tuple[int, str], ...]

_NUMBER = re.compile(r"-?\d+\.?\d*(?:e[-+]?\d+)?")
# What is smaller is 0 to a comparison of float32, see `autograder.checking.comparison.TOLERANCE`.
_LEAST_NUMBER = 1e-5


class Explanation(NamedTuple):
    """What explains the failures of an exercise: the name of a misconception, and its hints."""

    name: str
    hints: tuple[str, ...]


def failures_of(outcomes: Sequence[tuple[Check, Outcome]]) -> tuple[set[str], dict[str, Evidence]]:
    """Return the names of the checks of an exercise that were not passed, and how those of them that failed did.

    The latter are none where a failure cannot be compared with others: it has cost the worker, or takes long, which is
    not worth running again.
    """
    lost = {check.item.name: (check, outcome) for check, outcome in outcomes if outcome.verdict is not Verdict.PASSED}
    failed = {name: (check, each) for name, (check, each) in lost.items() if each.verdict is Verdict.FAILED}
    comparable = all(each.evidence and not check.info.long for check, each in failed.values())
    return {*lost}, {name: _rounded(each.evidence) for name, (_, each) in failed.items()} if comparable else {}


def _rounded(evidence: Evidence) -> Evidence:
    """Return evidence without the digits in which two ways to compute the same may differ."""
    return tuple((number, _NUMBER.sub(_to_three_digits, text)) for number, text in evidence)


def _to_three_digits(number: re.Match[str]) -> str:
    value = float(number[0])
    return f"{value:.3g}" if abs(value) >= _LEAST_NUMBER else "0"


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
        self._failures: dict[tuple[str, str], dict[str, Evidence]] = {}

    def explain(self, outcomes: Sequence[tuple[Check, Outcome]]) -> Explanation | None:
        """Return the misconception that fails the checks of an exercise in the same way, if there is one."""
        lost, failed = failures_of(outcomes)
        if not failed:
            return None
        for candidate in self._misconceptions:
            if candidate.exercise == outcomes[0][0].exercise and {*candidate.fails} == lost:
                evidence = self.evidence(candidate)
                if all(evidence.get(name) == found for name, found in failed.items()):
                    return Explanation(candidate.name, candidate.hints)
        return None

    def evidence(self, candidate: Misconception) -> dict[str, Evidence]:
        """Return how a misconception fails its checks, by their names, running them when first asked."""
        key = candidate.exercise, candidate.name
        if key not in self._failures:
            submission = Submission.of_source(f"{candidate.exercise}.py", candidate.source)
            run = SubmissionRun(self._sandbox, submission, self._limits)
            try:
                self._session.context.examine(run)
                outcomes = {
                    check.item.name: self._session.run(check, Budget(self._limits.exercise_s), shrink=False)
                    for check in self._session.checks
                    if check.exercise == candidate.exercise and check.item.name in candidate.fails
                }
            finally:
                run.close()
            evidence = {name: _rounded(outcome.evidence) for name, outcome in outcomes.items()}
            if any(outcome.killed for outcome in outcomes.values()):
                return evidence  # this once: next time its worker may live
            self._failures[key] = evidence
        return self._failures[key]
