"""``autograder data``."""

from __future__ import annotations

import click

from autograder.commands.common import fail
from autograder.course.data import DataError

__all__ = ["data"]


@click.command()
def data() -> None:
    """Fetch MNIST, or verify and mend what is there."""
    from autograder.course.data import fetch_mnist

    try:
        for line in fetch_mnist():
            click.echo(line)
    except DataError as error:
        fail(error)
