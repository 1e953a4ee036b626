"""Session: the checks of an assignment, collected by pytest once and run again for every submission."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar, cast
from unittest import mock

import pytest
from _pytest.runner import runtestprotocol  # what pytest-rerunfailures and others use to run an item again

from autograder.checking.failure import Blocked, CheckError, as_check_failure
from autograder.checking.symptoms import Symptom
from autograder.course.assignments import Assignment, CourseError, exercise_of
from autograder.grading.checklist import Check, data_sets_of, make_checklist, switched_off_operators
from autograder.grading.context import Context
from autograder.grading.replay import where
from autograder.grading.stash import CONTEXT
from autograder.language import Phrase, use_catalogues
from autograder.report.verdict import Verdict
from autograder.sandbox.interface import SandboxError
from autograder.sandbox.limits import Budget, Limits

__all__ = ["CheckSession", "Outcome", "run_session"]

# Plugins that a run of checks has no use for. Each of unraisableexception and threadexception costs a
# gc.collect() a test, 100 ms with torch loaded.
_NOT_NEEDED = (
    "cacheprovider", "logging", "faulthandler", "unraisableexception", "threadexception", "terminal", "doctest",
    "junitxml", "pastebin", "debugging", "setuponly", "setupplan", "stepwise", "unittest", "warnings",
)  # fmt: skip


_T = TypeVar("_T")

# Objects between two collections. Answers and inputs are some thousands for a submission, and hardly any is garbage.
_GARBAGE = 50_000
# Frames to print of a fault of the grader's own: those above are pytest's.
_TRACEBACK_FRAMES = 8


@dataclass(frozen=True)
class Outcome:
    """What became of one check.

    Attributes:
        operators: the switched-off operators that the submission ran during it.
        places: where in the submission those were called, as far as they were called there.
        lost: the worker hung or died over it.
        killed: it was killed, and not by the grader.
        evidence: how it has failed for every input: the input's number, and the first line of what is to be said; empty
            where the worker was lost over it.
        symptom: what was seen that has a hint.
        fault: where and how the check itself has failed, for its author; empty unless it is not graded.
    """

    verdict: Verdict
    message: str = ""
    counterexample: str | None = None
    operators: frozenset[str] = frozenset()
    lost: bool = False
    killed: bool = False
    evidence: tuple[tuple[int, str], ...] = ()
    symptom: Symptom | None = None
    fault: str = ""
    places: Mapping[str, str] = field(default_factory=dict)


class CheckSession:
    """The checks of one assignment and the context that serves them; a pytest plugin while it runs.

    Attributes:
        checks: in the order of the report.
        switched_off: for each exercise with switched-off built-ins their operators, and what to call each.
    """

    checks: list[Check]
    switched_off: dict[str, dict[str, str]]
    context: Context

    def __init__(
        self,
        assignment: Assignment,
        order: Sequence[str],
        limits: Limits,
        body: Callable[[CheckSession], object],
    ) -> None:
        self._assignment = assignment
        self._order = order
        self._limits = limits
        self._body = body
        self._error: BaseException | None = None
        self._phase = "call"
        self.failure: BaseException | None = None
        self.result: object = None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running every item once, hand over to the body."""
        if self.failure is not None:
            return True
        threshold = gc.get_threshold()
        gc.set_threshold(_GARBAGE)
        gc.freeze()  # what torch, pytest and Hypothesis have made stays; every full collection would look through it
        try:
            self.checks = make_checklist(session.items, self._assignment, self._order)
            self.switched_off = switched_off_operators(self.checks)
            self.context = Context(self._assignment.solution, self._limits, self.switched_off)
            session.config.stash[CONTEXT] = self.context
            for check in self.checks:  # now, before anybody is graded: their author's mistakes show here
                self.context.prepare(check)
            self.result = self._body(self)
        except CheckError as error:
            self.failure = CourseError(str(error))
        except BaseException as error:
            self.failure = error
        finally:
            gc.unfreeze()
            gc.set_threshold(*threshold)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Keep the exception itself; nobody looks at pytest's own report, so none is formatted."""
        if call.excinfo is not None and self._error is None:
            self._error = call.excinfo.value
            self._phase = call.when
        outcome = "passed" if call.excinfo is None else "failed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)  # type: ignore[arg-type]

    def pytest_exception_interact(self, node: pytest.Item | pytest.Collector, call: pytest.CallInfo[object]) -> None:
        """Take note of a check file that cannot be imported: its author mends it."""
        if isinstance(node, pytest.Collector) and call.excinfo is not None and self.failure is None:
            self.failure = CourseError(_why_not_collected(call.excinfo.value, node.path))

    @property
    def data_sets(self) -> list[str]:
        """The names of the data sets that some check trains on."""
        return data_sets_of(self.checks)

    @property
    def long_exercises(self) -> frozenset[str]:
        """The exercises with a check that takes long."""
        return frozenset(check.exercise for check in self.checks if check.info.long)

    @property
    def threads(self) -> int:
        """The most threads that a check lets a submission compute with."""
        return max((check.info.threads for check in self.checks), default=1)

    def run(self, check: Check, exercise: Budget, *, shrink: bool = True) -> Outcome:
        """Run one check on the submission that the context has been given.

        Args:
            check: which one.
            exercise: the time of the exercise, which the check's is taken off.
            shrink: search for a smaller input if it fails.

        Raises:
            CourseError: the check is not as it must be.
            SandboxError: the sandbox has failed.
        """
        outcome = self._run_patiently(check, exercise, shrink)
        if unclear := self.context.unclear:
            seen = outcome.operators  # by the first run; the second one may have no need to call them again
            outcome = self._run_patiently(check, exercise, shrink, closely=True)
            # What torch does by itself it does again.
            outcome = replace(outcome, operators=outcome.operators | seen | (unclear - self.context.unclear))
        return outcome

    def _run_patiently(self, check: Check, exercise: Budget, shrink: bool, closely: bool = False) -> Outcome:
        outcome = self._run_once(check, exercise, shrink, closely)
        if outcome.killed:  # by somebody else, it seems: whoever kills itself does it again
            self.context.forget()
            outcome = self._run_once(check, exercise, shrink, closely)
        return outcome

    def _run_once(self, check: Check, exercise: Budget, shrink: bool, closely: bool) -> Outcome:
        self._error = None
        self.context.begin(check, exercise, shrink=shrink, closely=closely)
        if check.needs_no_fixtures:
            self._phase = "call"
            try:
                self.context.hold(check)
            except KeyboardInterrupt:
                raise
            except BaseException as raised:  # among them pytest.fail's
                self._error = raised
        else:
            check.item._initrequest()
            runtestprotocol(check.item, log=False, nextitem=None)
        error = self._error
        if isinstance(error, SandboxError):
            raise error
        if isinstance(error, CheckError):
            raise CourseError(str(error))
        operators = frozenset(self.context.operators)
        if error is None:
            return Outcome(Verdict.PASSED, self.context.note, None, operators, places=self.context.places)
        failure = as_check_failure(error, str(check.item.path)) if self._phase == "call" else None
        if failure is None:
            return _grader_fault(error, check)
        lost = failure.lost_at is not None
        return Outcome(
            Verdict.BLOCKED if isinstance(failure, Blocked) else Verdict.FAILED,
            failure.message,
            failure.counterexample,
            operators,
            lost,
            killed=failure.killed,
            evidence=() if lost else failure.evidence or ((0, failure.line),),
            symptom=failure.symptom,
            places=self.context.places,
        )


def run_session(
    assignment: Assignment,
    order: Sequence[str],
    limits: Limits,
    body: Callable[[CheckSession], _T],
    *,
    exercises: Sequence[str] = (),
) -> _T:
    """Collect the checks of an assignment (or of some exercises of it), and return what ``body`` makes of them.

    Raises:
        CourseError: the checks cannot be collected.
        BaseException: whatever ``body`` raises.
    """
    session = CheckSession(assignment, order, limits, body)
    use_catalogues(assignment.check_folders)
    arguments = [
        "--disable-plugin-autoload",
        "--import-mode=importlib",
        "--capture=no",
        "-p",
        "autograder.grading.pytest_plugin",
    ]
    arguments += ["-c", str(Path(__file__).with_name("pytest.ini"))]
    for name in _NOT_NEEDED:
        arguments += ["-p", f"no:{name}"]
    files = [file for folder in assignment.check_folders for file in sorted(folder.glob("test_*.py"))]
    if exercises:
        files = [file for file in files if exercise_of(file) in exercises]
    with mock.patch.dict(os.environ):  # whatever options somebody likes for their own tests
        os.environ.pop("PYTEST_ADDOPTS", None)
        status = pytest.main([*arguments, *map(str, files)], plugins=[session])
    if session.failure is not None:
        raise session.failure
    if status is pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise CourseError(f"the checks of {assignment.name} cannot be run (pytest: {status!r}).")
    return cast("_T", session.result)


def _why_not_collected(error: BaseException, file: Path) -> str:
    """Say in one line where and why a check file cannot be imported."""
    error = error.__cause__ or error
    if isinstance(error, CheckError):
        return str(error)
    line: int | None = error.lineno if isinstance(error, SyntaxError) and error.filename == str(file) else None
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == str(file):
            line = number
    place = f"{file}:{line}" if line is not None else str(file)
    text = error.msg if isinstance(error, SyntaxError) else " ".join(str(error).split())
    lacks_torch = isinstance(error, ModuleNotFoundError) and error.name in ("torch", "torchvision")
    remedy = '; run pip install "pytorch-autograder[torch]"' if lacks_torch else ""
    return f"{place}: the checks cannot be imported: {type(error).__name__}: {text[:300]}{remedy}"


def _grader_fault(error: BaseException, check: Check) -> Outcome:
    """Tell whoever runs the grader all about it, and the student no more than that it was not their fault."""
    print("".join(traceback.format_exception(error, limit=-_TRACEBACK_FRAMES)), file=sys.stderr)
    kind = type(error).__name__
    message = Phrase("the grader itself failed here ({kind}); tell your instructor", kind=kind)
    body = check.of.body if check.of is not None else check.item.function
    text = " ".join(str(error).split())[:300]
    fault = f"{where(error, body)}: {check.item.name} raises {type(error).__name__}: {text}"
    return Outcome(Verdict.NOT_GRADED, message, fault=fault)
