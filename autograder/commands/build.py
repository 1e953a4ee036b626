"""``autograder build``."""

from __future__ import annotations

import sys

import click

from autograder.commands.common import fail, short_path
from autograder.course.assignments import find_course

__all__ = ["build"]


@click.command()
@click.option("--check", "check_only", is_flag=True, help="Write nothing; fail if something is stale or leaks.")
def build(check_only: bool) -> None:
    """Generate assignments/ from solutions/."""
    from autograder.course.building import BuildError, stale
    from autograder.course.building import build as build_all

    root = find_course().root
    if check_only:
        complaints = stale(root)
        for line in complaints:
            click.echo(line, err=True)
        sys.exit(1 if complaints else 0)
    try:
        for path in build_all(root):
            click.echo(f"wrote {short_path(path)}")
    except BuildError as error:
        fail(error)
