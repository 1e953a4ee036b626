"""What is known of a file that is watched: what has been found, and what has to be checked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from autograder.course.assignments import definitions
from autograder.local.watch.changes import Fingerprint, fingerprints
from autograder.report.verdict import ExerciseReport, Report
from autograder.submissions.submission import Submission, SubmissionError, read_submission

__all__ = ["MAX_HINTS", "Found", "State"]

MAX_HINTS = 3


@dataclass(frozen=True)
class Found:
    """What was found of an exercise, and for which code."""

    report: ExerciseReport
    fingerprint: Fingerprint


class State:
    """Everything that the screen shows of one file.

    Args:
        path: the file.
        exercises: those of its assignment.

    Attributes:
        found: the last verdicts, by exercise.
        order: the exercises in the order of the file.
        problem: why the file cannot be checked as it is now, or "".
        notes: what was skipped when it was loaded.
        hints: how many to show, by exercise.
    """

    def __init__(self, path: Path, exercises: Collection[str]) -> None:
        self.path = path
        self.found: dict[str, Found] = {}
        self.order = sorted(exercises)
        self.problem = ""
        self.notes: list[str] = []
        self.hints = dict.fromkeys(exercises, 1)
        self._now: dict[str, Fingerprint] = {}
        self._sha256 = ""

    def read(self) -> bool:
        """Read the file anew; say whether it could be read. If not, `problem` says why, and what was found stays."""
        try:
            submission = read_submission(self.path)
        except SubmissionError as error:
            self.problem = str(error)
            return False
        self._take(submission)
        if not self.to_check:  # else what is checked next says whether it still holds
            self.problem = ""
        return True

    def _take(self, submission: Submission) -> None:
        cells = [cell.source for cell in submission.cells]
        defined = [name for name in dict.fromkeys(definitions(cells)) if name in self.hints]
        if defined:
            self.order = [*defined, *sorted(self.hints.keys() - {*defined})]
        self._now = fingerprints(cells, self.order)
        self._sha256 = submission.sha256

    @property
    def to_check(self) -> list[str]:
        """The exercises whose code is not that of the last verdicts.

        Where one is right, it is of no importance that its lines have moved; what is said of others names them.
        """
        return [name for name in self.order if not self._is_known(name)]

    def _is_known(self, name: str) -> bool:
        found, now = self.found.get(name), self._now.get(name)
        if found is None or now is None:
            return False
        is_right = found.report.score == found.report.max_score
        return found.fingerprint == now or (is_right and found.fingerprint.code == now.code)

    def take(self, report: Report) -> bool:
        """Take a report in; say whether it is about the file as it was read last."""
        if report.sha256 and report.sha256 != self._sha256:
            return False
        self.problem = report.error or ""
        if not report.is_of_all:
            self.notes = report.notes
            for exercise in report.exercises:
                self._take_exercise(exercise)
        return True

    def _take_exercise(self, exercise: ExerciseReport) -> None:
        before = self.found.get(exercise.name)
        if before is None or _hints(before.report) != _hints(exercise):  # of another mistake, the first hint first
            self.hints[exercise.name] = 1
        self.found[exercise.name] = Found(exercise, self._now[exercise.name])

    @property
    def score(self) -> tuple[float, float]:
        """Points that have been earned, and points that there are, as far as all has been checked."""
        reports = [found.report for found in self.found.values()]
        return sum(each.score for each in reports), sum(each.max_score for each in reports)

    @property
    def is_done(self) -> bool:
        """Whether every exercise is right, in the file as it is now."""
        score, max_score = self.score
        return not self.problem and not self.to_check and score == max_score

    def first_not_right(self) -> str:
        """Return the first exercise that is not right, or the first of all."""
        for name in self.order:
            found = self.found.get(name)
            if found is not None and found.report.score < found.report.max_score:
                return name
        return self.order[0]


def _hints(report: ExerciseReport) -> list[tuple[str, list[str]]]:
    return [(check.hint, check.further_hints) for check in report.checks]
