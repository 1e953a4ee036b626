"""``autograder export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.commands.common import PATH, counted, fail, short_path
from autograder.course.assignments import CourseError

__all__ = ["export"]


@click.command()
@click.argument("out", type=PATH)
@click.option("--to", type=click.Choice(["nbgrader"]), required=True, help="What to write.")
@click.option("--course", type=PATH, required=True, help="Folder of the nbgrader course.")
def export(out: Path, to: str, course: Path) -> None:
    """Hand the results of a batch, in the folder OUT, on to another system.

    nbgrader: into the gradebook of a course, with the autograded notebooks, so that feedback, export and the formgrader
    have them. Exits with 0 if that was done for every submission, 1 if not, 2 if OUT or the course is at fault.
    """
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
                click.echo(f"autograder: {student}: not exported: {problem}", err=True)
    except NbgraderError as error:
        fail(error)
    click.echo(
        f"{counted(done, 'submission')} exported to {short_path(course)}" + (f", {failed} not" if failed else "")
    )
    sys.exit(1 if failed else 0)
