"""Misconceptions: named wrong implementations, and finding the one that fails just as a submission does.

A misconception is run like a submission, in a worker of its own, and only when a submission has failed a check
that the misconception fails. If both fail it first on the same input, with the same message, the student is told
the hint.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.checking.checklist import Check
from autograder.checking.session import CheckSession, Outcome
from autograder.course import CourseError
from autograder.sandbox.limits import Limits
from autograder.sandbox.run import SubmissionRun
from autograder.sandbox.slot import Slot
from autograder.submission import Cell, Submission
from autograder.verdict import Verdict

__all__ = ["Diagnosis", "Misconception", "read_misconceptions"]


@dataclass(frozen=True)
class Misconception:
    """A named wrong implementation.

    Attributes:
        name: name of the function or class in ``misconceptions.py``.
        exercise: what it implements wrongly.
        hint: what to tell the student.
        fails: names of exactly those tests that it fails.
        submission: it, as a submission.
    """

    name: str
    exercise: str
    hint: str
    fails: tuple[str, ...]
    submission: Submission


class Diagnosis:
    """Knows the misconceptions of one assignment and, once asked, how each of them fails.

    Args:
        misconceptions: see `read_misconceptions`.
        session: the checks; nothing else may be running them.
        slot: where to run.
        limits: limits of each.
    """

    def __init__(
        self, misconceptions: Sequence[Misconception], session: CheckSession, slot: Slot, limits: Limits
    ) -> None:
        self._misconceptions = misconceptions
        self._session = session
        self._slot = slot
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
            if outcome.verdict is Verdict.FAILED and outcome.comparable and check.info.timeout_s is None:
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
            run = SubmissionRun(self._slot, candidate.submission, self._limits)
            try:
                self._session.exam.seat(run)
                for each in self._session.checks:
                    if each.exercise == candidate.exercise and each.item.name in candidate.fails:
                        self._failures[candidate.name, each.id] = self._session.run(each, shrink=False).original
            finally:
                run.close()
        return self._failures[key]


def read_misconceptions(path: Path) -> list[Misconception]:
    """Read a ``misconceptions.py`` without running it.

    Raises:
        CourseError: it is not as `autograder.checking.misconception` wants it.
    """
    tree = ast.parse(path.read_bytes(), str(path))
    found = []
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and (mark := _mark(node)) is not None:
            found.append(_misconception(path, tree, node, mark))
    return found


def _mark(node: ast.FunctionDef | ast.ClassDef) -> ast.Call | None:
    """Return the ``@misconception(…)`` above a definition, if there is one."""
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "misconception":
            return decorator
    return None


def _misconception(path: Path, tree: ast.Module, node: ast.FunctionDef | ast.ClassDef, mark: ast.Call) -> Misconception:
    where = f"{path}:{node.lineno}"
    try:
        [exercise] = [ast.literal_eval(argument) for argument in mark.args]
        fields = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in mark.keywords}
        hint, fails = str(fields["hint"]), tuple(fields["fails"])
    except (ValueError, KeyError, TypeError):
        raise CourseError(f'{where}: write @misconception("exercise", hint="…", fails=["test_…"]).') from None
    source = _standalone(tree, node, exercise)
    digest = hashlib.sha256(source.encode()).hexdigest()
    submission = Submission(Path(f"{exercise}.py"), digest, (Cell(source, ""),))
    return Misconception(node.name, exercise, hint, fails, submission)


def _standalone(tree: ast.Module, node: ast.FunctionDef | ast.ClassDef, exercise: str) -> str:
    """Return source that defines the exercise in this wrong way, and nothing that is marked as another."""
    body: list[ast.stmt] = []
    for other in tree.body:
        if other is node:
            renamed = ast.parse(ast.unparse(node)).body[0]
            assert isinstance(renamed, (ast.FunctionDef, ast.ClassDef))
            renamed.name, renamed.decorator_list = exercise, []
            body.append(renamed)
        elif isinstance(other, ast.ImportFrom) and (other.module or "").startswith("autograder"):
            continue
        elif not (isinstance(other, (ast.FunctionDef, ast.ClassDef)) and _mark(other) is not None):
            body.append(other)
    return ast.unparse(ast.Module(body, []))
