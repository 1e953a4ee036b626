"""``autograder report``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.commands.common import PATH, counted, fail, short_path
from autograder.course.assignments import CourseError
from autograder.language import speak
from autograder.report.files import write
from autograder.report.results import OutputError, read_results
from autograder.report.verdict import Report

if TYPE_CHECKING:
    from autograder.batch.ledger import Sources
    from autograder.report.html.code import CodeCell

__all__ = ["report"]


@click.command()
@click.argument("out", type=PATH)
@click.option("--to", "file", type=PATH, help="The file to write. [default: OUT/report.html]")
def report(out: Path, file: Path | None) -> None:
    """Write the report of a class, graded into the folder OUT, as one HTML file that needs nothing else.

    Scores, exercises and checks, causes of failures, what needs a look, and a page for each student, with the code that
    was graded beside what is said of it.
    """
    from autograder.batch.ledger import LedgerError, Sources

    try:
        from autograder.report.html.page import render_report
    except ModuleNotFoundError as error:
        fail(CourseError(f'{error.name} is not installed; run pip install "pytorch-autograder[instructor]".'))
    file = file or out / "report.html"
    try:
        results = read_results(out / "results.json")
        speak(results.lang)
        with Sources(out) as sources:
            write(file, render_report(results, lambda each: _code(each, sources)))
    except (LedgerError, OutputError) as error:
        fail(error)
    click.echo(f"wrote {short_path(file)}: {counted(len(results.submissions), 'submission')}")


def _code(report: Report, sources: Sources) -> list[CodeCell] | str:
    """Return what was graded, or why it cannot be shown."""
    from autograder.report.html.code import CodeCell

    if not report.sha256:
        return "There is no code that could be read."
    cells = sources.cells(report.sha256)
    if cells is None:
        return "The code was not kept when it was graded; grade again with --fresh to have it here."
    return [CodeCell(cell.source, cell.label) for cell in cells]
