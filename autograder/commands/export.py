"""``autograder export``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from autograder.commands.common import PATH, counted, fail, short_path, telling_options
from autograder.course.assignments import CourseError
from autograder.language import speak
from autograder.report.plain import one_line
from autograder.report.results import OutputError, Results, read_results
from autograder.report.telling import Telling, for_student
from autograder.report.verdict import Report, Status

if TYPE_CHECKING:
    from autograder.report.export.grading import Filled

__all__ = ["export"]

_FILES = ("csv", "junit")
_FILE_EACH = {"gradescope": "json", "markdown": "md", "classroom": "txt"}
_GRADEBOOKS = ("canvas", "moodle")
# The others have all that was found out, or points alone.
_FOR_STUDENTS = ("junit", *_FILE_EACH)


@click.command()
@click.argument("out", type=PATH)
@click.argument("dest", type=PATH, required=False)
@click.option(
    "--to",
    type=click.Choice([*_FILES, *_FILE_EACH, *_GRADEBOOKS, "nbgrader"]),
    required=True,
    help="What to write, see above.",
)
@click.option("--template", type=PATH, help="canvas, moodle: the CSV file downloaded there, to be filled in.")
@click.option("--column", help="canvas: the assignment's title there. moodle: header of the grades. [default: found]")
@click.option("--scale", is_flag=True, help="canvas, moodle: scale points to the most that there are over there.")
@click.option("--course", type=PATH, help="nbgrader: folder of the course.")
@telling_options
def export(
    out: Path,
    dest: Path | None,
    to: str,
    template: Path | None,
    column: str | None,
    scale: bool,
    course: Path | None,
    hidden: Telling,
    hints: int,
) -> None:
    """Hand the results of a batch, in the folder OUT, on to another system.

    \b
    csv         DEST: a table with a row for each check; grades.csv lies in OUT already
    junit       DEST: XML for Jenkins, GitLab and the like
    gradescope  DEST: results.json of its autograders
    markdown    DEST: a comment on a pull request
    classroom   DEST: the result of a step for GitHub Classroom's reporter
    canvas      DEST: the gradebook given by --template, with the grades
    moodle      DEST: the grading worksheet given by --template, with the grades
    nbgrader    --course: into its gradebook, with the autograded notebooks

    Where there is a file for each student, DEST is a folder; or, if it ends in .json, .md or .txt and OUT has one
    submission, that file. Exits with 0 if that was done for every submission, 1 if not, 2 if OUT, DEST, the template or
    the course is at fault.
    """
    given = click.get_current_context().get_parameter_source
    telling = {f"--{name}": given(name) is ParameterSource.COMMANDLINE or None for name in ("hidden", "hints")}
    of_target = {"--template": template, "--column": column, "--scale": scale or None, "--course": course}
    _require_options(to, {"DEST": dest, **of_target, **telling})
    if course is not None:
        _export_to_nbgrader(out, course)
    assert dest is not None
    from autograder.report.export.exceptions import ExportError

    try:
        results = read_results(out / "results.json")
        speak(results.lang)
        if template is not None:
            _fill(results, dest, to, template, column, scale)
        else:
            _write(results, dest, to, lambda report: for_student(report, hidden, hints))
    except (ExportError, OutputError) as error:
        fail(error)


def _require_options(to: str, options: dict[str, object]) -> None:
    """Refuse what the export needs and has not got, and what it would not heed."""
    needed = {"--course"} if to == "nbgrader" else {"DEST", "--template"} if to in _GRADEBOOKS else {"DEST"}
    heeded = needed | ({"--column", "--scale"} if to in _GRADEBOOKS else set())
    if to in _FOR_STUDENTS:
        heeded |= {"--hidden", "--hints"}
    for option, value in options.items():
        if value is None and option in needed:
            raise click.UsageError(f"--to {to} needs {option}.")
        if value is not None and option not in heeded:
            raise click.UsageError(f"--to {to} takes no {option}.")


def _write(results: Results, dest: Path, to: str, told: Callable[[Report], Report]) -> None:
    """Write one file for all, or one for each student; then end."""
    from autograder.report.export.exceptions import ExportError
    from autograder.report.export.junit import as_junit
    from autograder.report.export.table import as_table
    from autograder.report.files import write

    reports, left = results.submissions, []
    if dest.suffix == f".{_FILE_EACH.get(to)}" and len(reports) != 1:
        raise ExportError(f"{dest}: is one file, for {counted(len(reports), 'submission')}; name a folder.")
    if to == "csv":
        write(dest, as_table(reports, results.assignment))
    elif to == "junit":
        write(dest, as_junit(list(map(told, reports)), results.assignment))
    else:
        if to == "gradescope":  # which has no way to say so, and would take it for a zero
            left = [f"{each.student}: could not be graded" for each in reports if each.status is Status.NOT_GRADED]
            reports = [report for report in reports if report.status is Status.GRADED]
        _write_each(reports, results.assignment, dest, to, told)
    _finish(len(reports), dest, left)


def _write_each(
    reports: Sequence[Report], assignment: str, dest: Path, to: str, told: Callable[[Report], Report]
) -> None:
    from autograder.report.export.classroom import as_classroom
    from autograder.report.export.gradescope import as_gradescope
    from autograder.report.feedback.markdown import as_markdown
    from autograder.report.feedback.outline import outline
    from autograder.report.files import file_names, write

    renderers: dict[str, Callable[[Report], str]] = {
        "gradescope": lambda report: as_gradescope(report, assignment),
        "markdown": lambda report: as_markdown(outline(report, assignment)),
        "classroom": as_classroom,
    }
    suffix = f".{_FILE_EACH[to]}"
    names = file_names(report.student for report in reports)
    for report in reports:
        write(dest if dest.suffix == suffix else dest / f"{names[report.student]}{suffix}", renderers[to](told(report)))


def _fill(results: Results, dest: Path, to: str, template: Path, column: str | None, scale: bool) -> None:
    """Write the template with grades in it; then end."""
    from autograder.report.export.canvas import fill_gradebook
    from autograder.report.export.moodle import fill_worksheet
    from autograder.report.export.template import read_template
    from autograder.report.files import write

    table = read_template(template)
    filled: Filled
    if to == "canvas":
        filled = fill_gradebook(results.submissions, table, column or results.assignment, scale=scale)
    else:
        filled = fill_worksheet(results.submissions, table, column, scale=scale)
    write(dest, filled.text)
    for name in filled.without:
        click.echo(f"autograder: {one_line(name)}: is in {template.name}, and has no submission", err=True)
    _finish(filled.graded, dest, filled.left)


def _finish(done: int, dest: Path, left: Sequence[str]) -> None:
    for line in left:
        click.echo(f"autograder: not exported: {one_line(line)}", err=True)
    click.echo(f"{counted(done, 'submission')} exported to {short_path(dest)}" + (f", {len(left)} not" if left else ""))
    sys.exit(1 if left else 0)


def _export_to_nbgrader(out: Path, course: Path) -> None:
    """Write a batch into the gradebook of an nbgrader course; then end."""
    try:
        from autograder.nbgrader.courses import NbgraderError
        from autograder.nbgrader.export import export_batch
    except ModuleNotFoundError as error:
        fail(CourseError(f'{error.name} is not installed; run pip install "pytorch-autograder[instructor]".'))
    done = failed = 0
    try:
        for student, problem in export_batch(out, course):
            done += problem is None
            failed += problem is not None
            if problem is not None:
                click.echo(f"autograder: {student}: not exported: {one_line(problem)}", err=True)
    except NbgraderError as error:
        fail(error)
    click.echo(
        f"{counted(done, 'submission')} exported to {short_path(course)}" + (f", {failed} not" if failed else "")
    )
    sys.exit(1 if failed else 0)
