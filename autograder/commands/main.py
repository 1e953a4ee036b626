"""The program ``autograder``: its commands by name. Heavy imports happen in the command that needs them."""

from __future__ import annotations

import difflib
import sys
from typing import Any

import click

from autograder import __version__
from autograder.commands.build import build
from autograder.commands.check import check
from autograder.commands.data import data
from autograder.commands.doctor import doctor
from autograder.commands.export import export
from autograder.commands.feedback import feedback
from autograder.commands.grade import grade
from autograder.commands.gradescope import gradescope
from autograder.commands.nbgrader import nbgrader
from autograder.commands.new import new
from autograder.commands.output import use_what_can_be_written
from autograder.commands.report import report
from autograder.commands.similar import similar
from autograder.commands.verify import verify
from autograder.commands.watch import watch

__all__ = ["main"]


class _Program(click.Group):
    """The group of all commands: whatever one of them prints can be written, and Ctrl-C ends each in a line."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line."""
        for stream in (sys.stdout, sys.stderr):
            use_what_can_be_written(stream)
        return super().main(*args, **kwargs)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command by its name; of one that is not there, say which somebody may have meant."""
        alike = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
        if self.get_command(ctx, args[0]) is None and alike:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {alike[0]!r}?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("autograder: stopped", err=True)
            sys.exit(130)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Auto-graded PyTorch exercises: check your own work, or grade a class."""


_COMMANDS = (
    check, watch, grade, report, similar, feedback, export, gradescope, build, verify, new, nbgrader, data, doctor,
)  # fmt: skip
for _command in _COMMANDS:
    main.add_command(_command)


if __name__ == "__main__":
    main()
