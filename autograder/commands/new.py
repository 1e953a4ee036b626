"""``autograder new``."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.commands.common import PATH, fail, short_path
from autograder.course.assignments import find_course

__all__ = ["course", "exercise", "new"]


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


@new.command()
@click.argument("folder", type=PATH, metavar="DIR")
def course(folder: Path) -> None:
    """Lay out another course in the folder DIR: two exercises that work, one with NumPy and one with plain Python."""
    from autograder.course.building import BuildError, build, make_keys, new_course

    try:
        for path in (*new_course(folder), *make_keys(folder), *build(folder)):
            click.echo(f"wrote {short_path(path)}")
    except BuildError as error:
        fail(error)
    click.echo(f"read {short_path(folder / 'README.md')}; prove the course with: cd {folder} && make verify")
