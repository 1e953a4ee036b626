"""``autograder new``."""

from __future__ import annotations

import click

from autograder.commands.common import fail, short_path
from autograder.course.assignments import find_course

__all__ = ["exercise", "new"]


@click.group()
def new() -> None:
    """Lay out files for the author of a course, see docs/authoring.md."""


@new.command()
@click.argument("name")
@click.option("-a", "--assignment", required=True, help="The assignment that it belongs to.")
def exercise(name: str, assignment: str) -> None:
    """Lay out the files of a new exercise NAME: a small one that works, with comments that say what to change."""
    from autograder.course.building import BuildError, build, new_exercise

    root = find_course().root
    try:
        for path in (*new_exercise(root, assignment, name), *build(root)):
            click.echo(f"wrote {short_path(path)}")
    except BuildError as error:
        fail(error)
    click.echo(f"prove it with: autograder verify {assignment} -e {name}")
