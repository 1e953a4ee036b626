"""``autograder build``."""

from __future__ import annotations

import sys

import click

from autograder.commands.common import fail, short_path
from autograder.course.assignments import find_course
from autograder.course.languages import LANGUAGES

__all__ = ["build"]


@click.command()
@click.option("--lang", "language", type=click.Choice(LANGUAGES), help="Write files in this language alone.")
@click.option("--check", "check_only", is_flag=True, help="Write nothing; fail if something is stale or leaks.")
def build(language: str | None, check_only: bool) -> None:
    """Generate assignments/ from solutions/, in each language that these have; and a key, where there is none."""
    from autograder.course.building import BuildError, make_keys, stale
    from autograder.course.building import build as build_all

    root = find_course().root
    if check_only:
        if language is not None:
            raise click.UsageError("--check looks at all languages; leave out --lang.")
        complaints = stale(root)
        for line in complaints:
            click.echo(line, err=True)
        sys.exit(1 if complaints else 0)
    try:
        for path in build_all(root, LANGUAGES if language is None else [language]):
            click.echo(f"wrote {short_path(path)}")
        for path in make_keys(root):
            click.echo(f"wrote {short_path(path)}: what hidden checks draw depends on it; keep it, and keep it secret")
    except BuildError as error:
        fail(error)
