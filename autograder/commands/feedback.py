"""``autograder feedback``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from autograder.commands.common import PATH, counted, fail, short_path, telling_options
from autograder.course.assignments import CourseError
from autograder.language import speak
from autograder.report.plain import one_line
from autograder.report.results import OutputError, read_results
from autograder.report.telling import Telling, for_student
from autograder.report.verdict import Report, Status

__all__ = ["feedback"]


@click.command()
@click.argument("out", type=PATH)
@click.argument("dest", type=PATH)
@click.option(
    "--to",
    type=click.Choice(["folder", "moodle", "canvas"]),
    default="folder",
    show_default=True,
    help="folder: HTML, Markdown and text for each student. moodle, canvas: the zip that it takes.",
)
@click.option(
    "--template",
    type=PATH,
    help="moodle: the grading worksheet (CSV). canvas: the downloaded submissions (zip). Says who is who.",
)
@click.option("--column", help="moodle: header of the grades, where it is neither English nor Russian.")
@telling_options
def feedback(
    out: Path, dest: Path, to: str, template: Path | None, column: str | None, hidden: Telling, hints: int
) -> None:
    """Write what each student is told of the results in the folder OUT, into the folder or zip DEST.

    Exits with 0 if there is feedback for every student, 1 if not, 2 if OUT, DEST or the template is at fault.
    """
    from autograder.report.export.exceptions import ExportError
    from autograder.report.files import write

    try:
        from autograder.report.export.feedback_zip import for_canvas, for_moodle
        from autograder.report.feedback.folder import write_feedback
    except ModuleNotFoundError as error:
        fail(CourseError(f'{error.name} is not installed; run pip install "pytorch-autograder[instructor]".'))
    if column is not None and to != "moodle":
        raise click.UsageError("--column is for moodle.")
    if (to == "folder") is (template is not None):
        raise click.UsageError(
            f"--to {to} needs --template." if template is None else "--template is for moodle and canvas."
        )
    try:
        results = read_results(out / "results.json")
        speak(results.lang)
        reports, left = _split(results.submissions)
        told = [for_student(report, hidden, hints) for report in reports]
        if template is None:
            write_feedback(told, results.assignment, dest)
            done = len(told)
        else:
            moodle = to == "moodle"
            packed = (
                for_moodle(told, results.assignment, template, column) if moodle
                else for_canvas(told, results.assignment, template)
            )  # fmt: skip
            write(dest, packed.content)
            done, left = packed.students, left + packed.left
    except (ExportError, OutputError) as error:
        fail(error)
    for line in left:
        click.echo(f"autograder: no feedback for {one_line(line)}", err=True)
    click.echo(
        f"feedback for {counted(done, 'student')} in {short_path(dest)}" + (f", {len(left)} without" if left else "")
    )
    sys.exit(1 if left else 0)


def _split(reports: Sequence[Report]) -> tuple[list[Report], list[str]]:
    """Return the reports that are complete, and a line for each of the others."""
    graded = [report for report in reports if report.status is Status.GRADED]
    return graded, [f"{each.student}: could not be graded" for each in reports if each.status is Status.NOT_GRADED]
