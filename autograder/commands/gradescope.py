"""``autograder gradescope``."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.commands.common import PATH, fail, language_option, short_path, telling_options
from autograder.course.assignments import CourseError, find_course
from autograder.language import ENGLISH
from autograder.report.results import OutputError
from autograder.report.telling import Telling

__all__ = ["gradescope"]


@click.command()
@click.argument("dest", type=PATH)
@click.option("-a", "--assignment", required=True, help="Name of the assignment, e.g. ps1_tensors.")
@telling_options
@language_option
def gradescope(dest: Path, assignment: str, hidden: Telling, hints: int, language: str | None) -> None:
    """Pack an assignment into the zip DEST, of which Gradescope makes an autograder.

    It holds the solution and the hidden checks: give it to nobody. Students' code runs there at sandbox level landlock.
    """
    from autograder.report.export.exceptions import ExportError
    from autograder.report.export.gradescope_zip import pack
    from autograder.report.files import write

    try:
        course = find_course()
        content = pack(
            course.assignment(assignment, with_solution=True), course.root, hidden, hints, language or ENGLISH
        )
        write(dest, content)
    except (CourseError, ExportError, OutputError) as error:
        fail(error)
    click.echo(f"wrote {short_path(dest)}, {len(content) / 2**20:.1f} MiB; it holds solutions")
