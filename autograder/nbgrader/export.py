"""The direct road: a batch of `autograder grade`, written into an nbgrader course as if autograded there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from autograder.language import speak
from autograder.nbgrader.courses import NbgraderError, load_config
from autograder.nbgrader.filling import Filled, fill
from autograder.nbgrader.gradebook import known_of, open_gradebook
from autograder.nbgrader.handed_in import refuse_all_but_files
from autograder.nbgrader.reading import read_notebook, show_python
from autograder.nbgrader.repair import repair
from autograder.nbgrader.saving import SaveReport
from autograder.report.results import OutputError, read_results
from autograder.report.verdict import Report
from autograder.submissions.intake import find_in_folder
from autograder.submissions.submission import SubmissionError, read_submission

__all__ = ["export_batch"]

# What nbgrader needs beside an autograded notebook: when it was handed in, and who may fetch the feedback.
_KEPT = ("timestamp.txt", "submission_secret.txt")


def export_batch(out: Path, folder: Path) -> Iterator[tuple[str, str | None]]:
    """Write a batch into an nbgrader course; yield each student, with the reason if it cannot be done for this one.

    Scores and comments given by hand stay.

    Args:
        out: the batch's folder.
        folder: of the course; ``submitted/<student>/<assignment>`` holds what was graded.

    Raises:
        NbgraderError: there is no such batch or course, or the assignment was not generated there.
    """
    try:
        results = read_results(out / "results.json")
        speak(results.lang)
    except OutputError as error:
        raise NbgraderError(str(error)) from None
    config = load_config(folder)
    course = CourseDirectory(config=config)
    with open_gradebook(course.db_url, course.course_id) as gradebook:
        exporter = _Exporter(gradebook, course, results.assignment, SaveReport(config=config))
        for report in results.submissions:
            problem = None
            try:
                exporter.export(report)
            except (SubmissionError, NbgraderError) as error:
                problem = str(error)
            except Exception as error:  # whatever one of them has led nbgrader into, the others go on
                gradebook.db.rollback()
                problem = f"{type(error).__name__}: {error}"
            yield report.student, problem


class _Exporter:
    """Writes reports of one assignment."""

    def __init__(self, gradebook: Gradebook, course: CourseDirectory, assignment: str, saving: SaveReport) -> None:
        try:
            self._known = known_of(gradebook, assignment, assignment)
        except MissingEntry:
            remedy = f"run `nbgrader generate_assignment {assignment}` there first"
            raise NbgraderError(f"{course.root}: its gradebook has no notebook {assignment}; {remedy}.") from None
        self._gradebook = gradebook
        self._course = course
        self._assignment = assignment
        self._released = self._folder(course.release_directory, ".")
        self._saving = saving

    def export(self, report: Report) -> None:
        """Write one report: the autograded notebook first, for the gradebook speaks of it."""
        submitted = self._folder(self._course.submitted_directory, report.student)
        if not submitted.is_dir():
            raise NbgraderError(f"{submitted}: is not there; collect the submissions, or copy them to there.")
        refuse_all_but_files(submitted)
        timestamp = self._course.get_existing_timestamp(str(submitted))
        found = find_in_folder(report.student, submitted, self._assignment, self._released)
        graded = submitted / report.file
        if report.file and graded.is_file() and _sha256(graded) == report.sha256:
            found = replace(found, path=graded, error=None)  # the one that was chosen then
        elif found.path is not None and _sha256(found.path) != report.sha256:
            raise NbgraderError(f"{found.path}: is not what was graded; run `autograder grade` again.")
        nb = self._notebook(submitted, found.path)
        filled = fill(nb, report if found.error is None else None, found.error)
        self._write(submitted, self._folder(self._course.autograded_directory, report.student), nb)
        self._save(report.student, timestamp, nb, filled)

    def _folder(self, step: str, student: str) -> Path:
        return Path(self._course.format_path(step, student, self._assignment))

    def _notebook(self, submitted: Path, chosen: Path | None) -> NotebookNode:
        """Return the notebook that shows a student's work, repaired; what was amiss is of no interest here."""
        if chosen is not None and chosen.suffix == ".py":
            nb = show_python(chosen)
        else:
            nb = read_notebook(chosen or submitted / f"{self._assignment}.ipynb")
        deque(repair(nb, self._known), maxlen=0)
        return nb

    def _write(self, submitted: Path, folder: Path, nb: NotebookNode) -> None:
        """Write into the autograded folder, the notebook last: it appears whole or not at all."""
        folder.mkdir(parents=True, exist_ok=True)
        mode = 0o664 if self._course.groupshared else 0o444
        for name in _KEPT:
            with suppress(FileNotFoundError):
                _replace(folder / name, (submitted / name).read_bytes(), mode)
        _replace(folder / f"{self._assignment}.ipynb", (nbformat.writes(nb) + "\n").encode(), mode)

    def _save(self, student: str, timestamp: datetime | None, nb: NotebookNode, filled: Filled) -> None:
        self._gradebook.update_or_create_student(student)
        when = {"timestamp": timestamp} if timestamp else {}
        submission = self._gradebook.update_or_create_submission(self._assignment, student, **when)
        (notebook,) = (each for each in submission.notebooks if each.name == self._assignment)
        self._saving.save(self._gradebook, notebook, nb, filled)


def _sha256(path: Path) -> str:
    """Return what a report says of a file: nothing of one that cannot be read."""
    try:
        return read_submission(path).sha256
    except SubmissionError:
        return ""


def _replace(path: Path, content: bytes, mode: int) -> None:
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    new.write_bytes(content)
    new.chmod(mode)
    new.replace(path)
