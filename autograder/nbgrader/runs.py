"""One run of `nbgrader autograde`: all its submissions are graded as one batch, ahead of nbgrader's own loop."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from weakref import WeakKeyDictionary

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.batch import Batch, PoolError
from autograder.course import Assignment
from autograder.intake import Found
from autograder.ledger import Ledger
from autograder.nbgrader.gradebook import Known, known_of, open_gradebook
from autograder.nbgrader.handed_in import choose
from autograder.pool import LocalPool
from autograder.report.results import prepare
from autograder.slot_process import BatchOptions, Job
from autograder.verdict import Report

__all__ = ["OUT", "Run", "run_of"]

# Folder in the nbgrader course for the ledger: what has not changed is not graded again.
OUT = "graded"

_runs: WeakKeyDictionary[Autograde, dict[str, Run]] = WeakKeyDictionary()


def run_of(preprocessor: NbGraderPreprocessor, assignment: str) -> Run:
    """Return the run that a preprocessor belongs to; nbgrader makes new preprocessors for each notebook."""
    converter = preprocessor.parent.parent  # its parent is the exporter
    runs = _runs.setdefault(converter, {})
    if assignment not in runs:
        runs[assignment] = Run(converter, assignment)
    return runs[assignment]


class Run:
    """One assignment in a run.

    Attributes:
        root: folder of the nbgrader course.
        released: the folder of what students have got.
    """

    def __init__(self, converter: Autograde, assignment: str) -> None:
        course = converter.coursedir
        self.root = Path(course.root)
        self.released = Path(course.format_path(course.release_directory, ".", assignment))
        self._name = assignment
        self._url = course.db_url
        self._known: dict[str, Known] = {}
        self._grading: _Grading | None = None
        pattern = converter._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
        matches = [(re.match(pattern, path), path) for path in sorted(converter.assignments)]
        self._folders = {
            found["student"]: Path(path) for found, path in matches if found and found["assignment"] == assignment
        }

    def known(self, notebook: str) -> Known:
        """Return what the gradebook knows of a notebook."""
        if notebook not in self._known:
            self._known[notebook] = known_of(self.gradebook, self._name, notebook)
        return self._known[notebook]

    @cached_property
    def gradebook(self) -> Gradebook:
        """The course's gradebook: opening it takes as long as grading a submission."""
        return open_gradebook(self._url)

    @property
    def has_begun(self) -> bool:
        """Whether the submissions are being graded."""
        return self._grading is not None

    def begin(self, assignment: Assignment, options: BatchOptions) -> None:
        """Begin to grade all submissions of the run."""
        folders = self._folders.items()
        found = [choose(folder, self._name, self.released, student) for student, folder in folders]
        self._grading = _Grading(assignment, found, options, self.root / OUT)
        self._grading.start()

    def report(self, student: str) -> Report:
        """Return the report of a student's submission, as soon as it is there.

        Raises:
            CourseError, DataError, LedgerError, OutputError, PoolError, SandboxError: nothing can be graded.
        """
        assert self._grading is not None
        return self._grading.report(student)


class _Grading(threading.Thread):
    """Grades a batch while nbgrader writes what has been graded. A daemon: what is in the ledger is safe anyway."""

    def __init__(self, assignment: Assignment, found: Sequence[Found], options: BatchOptions, out: Path) -> None:
        super().__init__(name="autograder", daemon=True)
        self._assignment = assignment
        self._found = found
        self._options = options
        self._out = out
        self._reports: dict[str, Report] = {}
        self._error: BaseException | None = None
        self._is_over = False
        self._changed = threading.Condition()

    def report(self, student: str) -> Report:
        """Wait for a report."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_over or student in self._reports)
            if student in self._reports:
                return self._reports[student]
        raise self._error or PoolError(f"{student}: was not graded; run the same command again.")

    def run(self) -> None:
        """Grade everything."""
        try:
            prepare(self._out)
            with Ledger(self._out, self._assignment.name) as ledger:
                batch = Batch(self._assignment, self._found, self._options, ledger, fresh=False)
                for report in batch.reused_reports():
                    self.finished(report)
                if batch.jobs:
                    with LocalPool(self._assignment, self._options) as pool:
                        batch.run(pool, self)
        except BaseException as error:
            self._error = error
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def started(self, job: Job) -> None:
        """Nobody watches."""

    def done(self, job: Job, seconds: float) -> None:
        """Nobody watches."""

    def finished(self, report: Report) -> None:
        """Hand out a report."""
        with self._changed:
            self._reports[report.student] = report
            self._changed.notify_all()
