"""The direct road: a batch of `autograder grade`, written into an nbgrader course as if autograded there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from autograder.nbgrader.courses import NbgraderError, load_config
from autograder.nbgrader.filling import Filled, fill
from autograder.nbgrader.gradebook import known_of, open_gradebook
from autograder.nbgrader.handed_in import choose, refuse_links
from autograder.nbgrader.reading import read_handed_in
from autograder.nbgrader.repair import repair
from autograder.nbgrader.saving import SaveReport
from autograder.report.results import SCHEMA
from autograder.submission import SubmissionError, read_submission
from autograder.verdict import Report, report_from

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
    assignment, reports = _read_results(out / "results.json")
    config = load_config(folder)
    course = CourseDirectory(config=config)
    with open_gradebook(course.db_url, course.course_id) as gradebook:
        exporter = _Exporter(gradebook, course, assignment, SaveReport(config=config))
        for report in reports:
            try:
                exporter.export(report)
            except (SubmissionError, NbgraderError) as error:
                yield report.student, str(error)
            else:
                yield report.student, None


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
        nb = self._notebook(submitted, report)
        filled = fill(nb, report)
        self._write(submitted, self._folder(self._course.autograded_directory, report.student), nb)
        self._save(report.student, self._course.get_existing_timestamp(str(submitted)), nb, filled)

    def _folder(self, step: str, student: str) -> Path:
        return Path(self._course.format_path(step, student, self._assignment))

    def _notebook(self, submitted: Path, report: Report) -> NotebookNode:
        if not submitted.is_dir():
            raise NbgraderError(f"{submitted}: is not there; collect the submissions, or copy them to there.")
        refuse_links(submitted)
        chosen = choose(submitted, self._assignment, self._released).path
        if chosen is not None and report.sha256 and _sha256(chosen) != report.sha256:
            raise NbgraderError(f"{chosen}: is not what was graded; run `autograder grade` again.")
        nb = read_handed_in(submitted, self._assignment, chosen)
        nb.metadata["kernelspec"] = nbformat.from_dict(json.loads(self._known.kernelspec))
        for _ in repair(nb, self._known):
            pass  # was said when it was collected, or nobody wants to know
        return nb

    def _write(self, submitted: Path, folder: Path, nb: NotebookNode) -> None:
        """Write the autograded folder; it appears whole or not at all."""
        new = folder.with_name(f".{folder.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        nbformat.write(nb, new / f"{self._assignment}.ipynb")
        for name in _KEPT:
            with suppress(FileNotFoundError):
                shutil.copyfile(submitted / name, new / name)
        for path in new.iterdir():
            path.chmod(0o664 if self._course.groupshared else 0o444)
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)

    def _save(self, student: str, timestamp: datetime | None, nb: NotebookNode, filled: Filled) -> None:
        self._gradebook.update_or_create_student(student)
        when = {"timestamp": timestamp} if timestamp else {}
        submission = self._gradebook.update_or_create_submission(self._assignment, student, **when)
        (notebook,) = (each for each in submission.notebooks if each.name == self._assignment)
        self._saving.save(self._gradebook, notebook, nb, filled)


def _read_results(path: Path) -> tuple[str, list[Report]]:
    try:
        form = json.loads(path.read_text(encoding="utf-8"))
        if form["schema"] != SCHEMA:
            raise NbgraderError(f"{path}: has schema {form['schema']}, wanted is {SCHEMA}; grade with this version.")
        return form["assignment"], [report_from(each) for each in form["submissions"]]
    except FileNotFoundError:
        raise NbgraderError(f"{path}: is not there; name the OUT folder of `autograder grade`.") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NbgraderError(f"{path}: is no results.json ({error}); run `autograder grade` again.") from None


def _sha256(path: Path) -> str:
    try:
        return read_submission(path).sha256
    except SubmissionError:
        return ""
