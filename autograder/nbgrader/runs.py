"""One run of `nbgrader autograde`: all its submissions are graded as one batch, ahead of nbgrader's own loop."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from weakref import WeakKeyDictionary

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import rmtree

from autograder.batch.batch import Batch
from autograder.batch.grader_process import BatchOptions, Job
from autograder.batch.ledger import Ledger
from autograder.batch.warm import warm_pool
from autograder.course.assignments import Assignment, Course
from autograder.course.data import data_root
from autograder.nbgrader.gradebook import Known, known_of, open_gradebook
from autograder.nbgrader.handed_in import refuse_all_but_files, tidy
from autograder.nbgrader.reading import is_unfinished
from autograder.report.results import prepare
from autograder.report.verdict import Report
from autograder.submissions.intake import Found, find_in_folder, shown
from autograder.submissions.submission import SubmissionError

__all__ = ["OUT", "Run", "Settings", "prepare_run", "run_of"]

# Folder in the nbgrader course for the ledgers, one an assignment: what has not changed is not graded again.
OUT = "graded"


@dataclass(frozen=True)
class Settings:
    """What a run grades with.

    Attributes:
        options: without what is to be hidden.
    """

    course: Course
    options: BatchOptions


_settings: WeakKeyDictionary[Autograde, Settings] = WeakKeyDictionary()
_runs: WeakKeyDictionary[Autograde, dict[str, Run]] = WeakKeyDictionary()


def prepare_run(converter: Autograde, settings: Settings) -> None:
    """Look at all submissions of a run before nbgrader does: refuse some, tidy the others, forget what is half done.

    Raises:
        NbGraderException: none is left.
    """
    _settings[converter] = settings
    left: dict[str, list[str]] = {}
    for folder, notebooks in converter.assignments.items():
        try:
            refuse_all_but_files(Path(folder))
            left[folder] = [str(path) for path in _tidied(converter, Path(folder), notebooks)]
            _forget_unfinished(converter, folder)
        except (SubmissionError, OSError) as error:
            left.pop(folder, None)
            converter.log.error("There was an error processing assignment: %s: %s", folder, error)
    if not left:
        raise NbGraderException("no submission is left to be graded; the log says why")
    converter.assignments = left


def run_of(preprocessor: NbGraderPreprocessor, assignment: str) -> Run:
    """Return the run that a preprocessor belongs to; nbgrader makes new preprocessors for each notebook."""
    converter = preprocessor.parent.parent  # its parent is the exporter
    assert isinstance(converter, Autograde)
    runs = _runs.setdefault(converter, {})
    if assignment not in runs:
        runs[assignment] = Run(converter, assignment, _settings[converter])
    return runs[assignment]


class Run:
    """One assignment in a run.

    Attributes:
        is_ours: the course has checks for it.
        found: what each student has handed in.
        repaired: notebooks that have been repaired and are to be filled now, by student and name.
    """

    def __init__(self, converter: Autograde, assignment: str, settings: Settings) -> None:
        course = converter.coursedir
        released = _released(converter, assignment)
        self.is_ours = assignment in settings.course.assignments
        self.repaired: dict[tuple[str, str], NotebookNode] = {}
        self._settings = settings
        self._name = assignment
        self._root = Path(course.root)
        self._url = course.db_url
        self._known: dict[str, Known] = {}
        self._grading: _Grading | None = None
        self.found = {
            student: find_in_folder(student, Path(path), assignment, released)
            for path in sorted(converter.assignments)
            for student, name in [_whose(converter, path)]
            if name == assignment
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

    def report(self, student: str) -> Report:
        """Return the report of a student's submission, as soon as it is there; the first call has all of them graded.

        Raises:
            NbGraderException: it could not be graded.
        """
        if self._grading is None:
            found = [each for each in self.found.values() if each.error is None]
            assignment = self._settings.course.assignment(self._name, with_solution=True)
            self._grading = _Grading(assignment, found, self._options(), self._root / OUT / self._name)
            self._grading.start()
        return self._grading.report(shown(student))

    def _options(self) -> BatchOptions:
        """Return how to grade; no submission may see the nbgrader course, nor the one that it was made of."""
        hidden = (self._settings.course.root / "solutions", self._root, data_root())
        return replace(self._settings.options, hidden=tuple(path.resolve() for path in hidden))


class _Grading(threading.Thread):
    """Grades a batch while nbgrader writes what has been graded. A daemon: what is in the ledger is safe anyway."""

    def __init__(self, assignment: Assignment, found: Sequence[Found], options: BatchOptions, out: Path) -> None:
        super().__init__(name="autograder", daemon=True)
        self._assignment = assignment
        self._found = found
        self._options = options
        self._out = out
        self._reports: dict[str, Report] = {}
        self._awaited = {each.shown for each in found}
        self._error = "the grader has ended before its time; run the same command again"
        self._is_over = False
        self._changed = threading.Condition()

    def report(self, student: str) -> Report:
        """Wait for a report. With the last one, the batch is over: another may begin."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_over or student in self._reports)
            report = self._reports.get(student)
        self._awaited.discard(student)
        if not self._awaited:
            self.join()
        if report is None:
            raise NbGraderException(f"{student}: not graded: {self._error}")
        return report

    def run(self) -> None:
        """Grade everything."""
        try:
            prepare(self._out)
            with Ledger(self._out, self._assignment.name) as ledger:
                batch = Batch(self._assignment, self._found, self._options, ledger, fresh=False)
                for report in batch.reused_reports():
                    self.finished(report)
                if batch.jobs:
                    with warm_pool(self._assignment, self._options) as pool:
                        batch.run(pool, self)
        except BaseException as error:
            self._error = str(error) or type(error).__name__
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


def _whose(converter: Autograde, folder: str) -> tuple[str, str]:
    """Return whose submission lies in a folder, and of which assignment; ("", "") if nbgrader could not say either."""
    pattern = converter._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
    found = re.match(pattern, folder)
    return (found["student"], found["assignment"]) if found else ("", "")


def _released(converter: Autograde, assignment: str) -> Path:
    """Return the folder of what students have got; the course's own, should the released one not be there any more."""
    course = converter.coursedir
    folder = Path(course.format_path(course.release_directory, ".", assignment))
    return folder if folder.is_dir() else _settings[converter].course.root / "assignments" / assignment


def _tidied(converter: Autograde, folder: Path, notebooks: Sequence[str]) -> list[Path]:
    """Tidy a submission's folder; return those notebooks of it that nbgrader has found, under their names of now."""
    student, assignment = _whose(converter, str(folder))
    done = tidy(folder, assignment, _released(converter, assignment))
    if done:
        converter.log.warning("%s: %s", student, done)
    there = [path for path in map(Path, notebooks) if path.exists()]
    renamed = folder / f"{assignment}.ipynb"
    return sorted({*there, renamed} if done else there)


def _forget_unfinished(converter: Autograde, folder: str) -> None:
    """Remove what a run that was killed has left of a submission: nbgrader would take it for graded."""
    student, assignment = _whose(converter, folder)
    course = converter.coursedir
    there = Path(course.format_path(course.autograded_directory, student, assignment))
    notebooks = list(there.glob("*.ipynb"))
    if there.is_dir() and (not notebooks or any(map(is_unfinished, notebooks))):
        converter.log.warning("%s: was not graded to its end", there)
        rmtree(str(there))
