"""The program ``autograder``: its commands by name. Heavy imports happen in the command that needs them."""

from __future__ import annotations

import click

from autograder import __version__
from autograder.commands.build import build
from autograder.commands.check import check
from autograder.commands.data import data
from autograder.commands.doctor import doctor
from autograder.commands.export import export
from autograder.commands.grade import grade
from autograder.commands.nbgrader import nbgrader

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Auto-graded PyTorch exercises: check your own work, or grade a class."""


for _command in (check, grade, build, nbgrader, export, data, doctor):
    main.add_command(_command)


if __name__ == "__main__":
    main()
