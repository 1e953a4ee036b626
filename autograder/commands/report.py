"""``autograder report``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.commands.common import PATH, counted, fail, short_path
from autograder.course.assignments import CourseError
from autograder.report.results import OutputError, read_results, write_text
from autograder.report.verdict import Report

if TYPE_CHECKING:
    from autograder.report.html.code import CodeCell

__all__ = ["report"]


@click.command()
@click.argument("out", type=PATH)
@click.option("--to", "file", type=PATH, help="The file to write. [default: OUT/report.html]")
def report(out: Path, file: Path | None) -> None:
    """Write the report of a class, graded into the folder OUT, as one HTML file that needs nothing else.

    Scores, exercises and checks, causes of failures, what needs a look, and a page for each student, with the code
    beside what is said of it. Code is read from where it was graded, as long as it is still the same.
    """
    from autograder.batch.ledger import LedgerError, read_files
    from autograder.submissions.intake import shown

    try:
        from autograder.report.html.page import render_report
    except ModuleNotFoundError as error:
        fail(CourseError(f'{error.name} is not installed; run pip install "pytorch-autograder[instructor]".'))
    file = file or out / "report.html"
    try:
        results = read_results(out / "results.json")
        files = {shown(student): path for student, path in read_files(out).items()}
        write_text(file, render_report(results, lambda each: _code(each, files)))
    except (LedgerError, OutputError) as error:
        fail(error)
    click.echo(f"wrote {short_path(file)}: {counted(len(results.submissions), 'submission')}")


def _code(report: Report, files: Mapping[str, Path]) -> list[CodeCell] | str:
    """Return what was graded, or why it cannot be shown."""
    from autograder.report.html.code import CodeCell
    from autograder.submissions.submission import SubmissionError, printable, read_submission

    path = files.get(report.student)
    if not report.sha256 or path is None:
        return "There is no code to show."
    where = printable(str(path), 600)
    again = "grade again from where the submissions are now: what has not changed is reused."
    try:
        submission = read_submission(path)
    except SubmissionError as error:
        return f"The code cannot be shown: {error} ({where}); {again}"
    if submission.sha256 != report.sha256:
        return f"The code cannot be shown: {where} has changed since it was graded; {again}"
    return [CodeCell(cell.source, cell.label) for cell in submission.cells]
