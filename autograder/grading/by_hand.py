"""``pytest autograder/checks solutions --submission FILE``: the checks in pytest's own clothes, for instructors."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from autograder.checking.failure import CheckFailure, as_check_failure
from autograder.course.assignments import Assignment, CourseError, find_course
from autograder.course.device import resolve_device
from autograder.grading.checklist import Check, data_sets_of, make_checklist, switched_off_operators
from autograder.grading.context import Context
from autograder.grading.data import provide_data
from autograder.grading.stash import CONTEXT
from autograder.language import Phrase
from autograder.sandbox.interface import SandboxError
from autograder.sandbox.levels import open_sandbox
from autograder.sandbox.limits import Limits
from autograder.sandbox.run import LoadError, SubmissionRun
from autograder.submissions.submission import SubmissionError, read_submission

__all__ = ["ByHand"]


class ByHand:
    """A pytest plugin: keeps the checks of one assignment and runs them on one submission."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._path = Path(config.getoption("--submission"))
        self._name: str = config.getoption("--assignment") or self._path.stem
        self._checks: dict[pytest.Item, Check] = {}
        self._cleanup = ExitStack()
        self._run: SubmissionRun

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Keep the checks of the assignment, in the order of the report, and get everything ready for them."""
        try:
            assignment = find_course(config.rootpath).assignment(self._name, with_solution=True)
            mine = [item for item in items if item.path.parent in assignment.check_folders]
            checks = make_checklist(mine, assignment, assignment.order)
            self._checks = {check.item: check for check in checks}
            config.hook.pytest_deselected(items=[item for item in items if item not in self._checks])
            items[:] = [check.item for check in checks]
            self._open(assignment)
        except (CourseError, SandboxError, SubmissionError, LoadError) as error:
            raise pytest.UsageError(str(error)) from None

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Begin the check."""
        self._config.stash[CONTEXT].begin(self._checks[item], closely=True)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport | None:
        """Report a failure of the student's in its own words; leave a fault of ours to pytest."""
        failure = as_check_failure(call.excinfo.value, str(item.path)) if call.excinfo else None
        ran = self._config.stash[CONTEXT].operators if call.when == "call" and call.excinfo is None else None
        if ran:
            names = ", ".join(sorted(ran))
            failure = CheckFailure(Phrase("runs {names}, which is switched off in this exercise", names=names))
        if failure is None:
            return None
        shown = f"\n  for {failure.counterexample}" if failure.counterexample else ""
        text = f"{self._checks[item].title}\n  {failure.message}{shown}"
        return pytest.TestReport(item.nodeid, item.location, {}, "failed", text, "call")

    def pytest_unconfigure(self) -> None:
        """End the sandbox."""
        self._cleanup.close()

    def _open(self, assignment: Assignment) -> None:
        """Open a sandbox and load the submission into it."""
        hidden = [assignment.solution.parent.parent] if assignment.solution else []
        sandbox = open_sandbox(self._config.getoption("--sandbox"), hidden=hidden)
        self._cleanup.callback(sandbox.close)
        context = Context(assignment.solution, Limits(), switched_off_operators(self._checks.values()))
        data_sets = data_sets_of(self._checks.values())
        if data_sets:
            context.device = resolve_device("auto")
        provide_data(context, data_sets, sandbox, self._cleanup, {})
        self._run = SubmissionRun(sandbox, read_submission(self._path), Limits())
        self._cleanup.callback(self._run.close)
        self._run.load()
        context.examine(self._run)
        self._config.stash[CONTEXT] = context
