"""What several commands share: options, how paths are shown, and how a command ends with an error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from autograder.course.device import DEVICES
from autograder.language import LANGUAGES
from autograder.report.telling import Telling
from autograder.sandbox.limits import Limits

__all__ = [
    "PATH",
    "counted",
    "device_option",
    "fail",
    "language_option",
    "short_path",
    "tell_of_other_installation",
    "telling_options",
    "time_limit_option",
    "within",
]

PATH = click.Path(path_type=Path)
device_option = click.option(
    "--device", type=click.Choice(DEVICES), default="auto", show_default=True, help="Where to train."
)
language_option = click.option("--lang", "language", type=click.Choice(LANGUAGES), help="Language of reports.")
time_limit_option = click.option(
    "--time-limit",
    type=click.FloatRange(0.1),
    default=Limits.time_s,
    show_default=True,
    help="CPU seconds for loading, and for a check that names no limit of its own.",
)


def within(time_s: float) -> Limits:
    """Return the limits of a student's own machine; an exercise has the time of a check at least."""
    return Limits(time_s=time_s, exercise_s=max(time_s, Limits.exercise_s))


_Command = TypeVar("_Command", bound=Callable[..., None])


def telling_options(command: _Command) -> _Command:
    """Add the options that say how much a student is told."""
    command = click.option(
        "--hints", type=click.IntRange(1, 3), default=1, show_default=True, help="How many hints to show for one cause."
    )(command)
    return click.option(
        "--hidden",
        type=click.Choice([each.value for each in Telling]),
        default=Telling.HINT.value,
        show_default=True,
        callback=lambda _context, _parameter, value: Telling(value),
        help="How much of hidden checks students are told: the title, also the hint, or all.",
    )(command)


def counted(number: int, noun: str) -> str:
    """Return ``1 submission``, ``2 submissions``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def fail(error: Exception) -> NoReturn:
    """End with exit code 2 and the error's own line: where, what, remedy."""
    click.echo(f"autograder: {error}", err=True)
    sys.exit(2)


def tell_of_other_installation() -> None:
    """Say so on stderr if this is another autograder than the installed one."""
    from autograder.local.installation import other_installation

    other = other_installation()
    if other is not None:
        click.echo(f"autograder: {other}", err=True)


def short_path(path: Path) -> str:
    """Return the path as seen from here, if it lies below."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
