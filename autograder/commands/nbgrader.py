"""``autograder nbgrader``."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.commands.common import PATH, fail, short_path
from autograder.course.assignments import CourseError, find_course
from autograder.course.languages import ENGLISH, LANGUAGES

__all__ = ["init", "nbgrader"]


@click.group()
def nbgrader() -> None:
    """Courses that use nbgrader, see docs/nbgrader.md."""


@nbgrader.command()
@click.argument("dest", type=PATH)
@click.option("-a", "--assignment", "assignments", multiple=True, help="This assignment only; may be repeated.")
@click.option("--course-id", default="pytorch", show_default=True, help="Name of a new course.")
@click.option("--exchange", type=PATH, help="Exchange folder of a new course. [default: nbgrader's own]")
@click.option("--roster", type=PATH, help="CSV file of students: id, first_name, last_name, email, lms_user_id.")
@click.option("--due", multiple=True, metavar="ASSIGNMENT=DATE", help="E.g. ps1_tensors=2026-12-01T23:59+03:00.")
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=ENGLISH,
    show_default=True,
    help="Language of what students get.",
)
def init(
    dest: Path,
    assignments: tuple[str, ...],
    course_id: str,
    exchange: Path | None,
    roster: Path | None,
    due: tuple[str, ...],
    language: str,
) -> None:
    """Write an nbgrader course into the folder DEST, or bring it up to date after a change of the course.

    It gets the source notebooks, made of solutions/, with our checks in their graded cells; a configuration with which
    nbgrader's commands grade with them; and the students and dates that are given. An existing configuration stays.
    """
    from autograder.course.building import BuildError

    try:
        from autograder.nbgrader.courses import NbgraderError, init_course, parse_due
    except ModuleNotFoundError as error:
        fail(CourseError(f'{error.name} is not installed; run pip install "pytorch-autograder[instructor]".'))
    course = find_course()
    try:
        dates = dict(map(parse_due, due))
    except ValueError as error:
        raise click.UsageError(f"--due: {error}; write ASSIGNMENT=DATE, e.g. ps1_tensors=2026-12-01T23:59.") from None
    try:
        names = assignments or tuple(course.assignments)
        targets = [course.assignment(name, with_solution=True) for name in names]
        for name in dates:
            course.assignment(name, with_solution=True)
        for path in init_course(
            dest,
            course.root,
            targets,
            course_id=course_id,
            exchange=exchange,
            roster=roster,
            due=dates,
            language=language,
        ):
            click.echo(f"wrote {short_path(path)}")
    except (BuildError, CourseError, NbgraderError) as error:
        fail(error)
