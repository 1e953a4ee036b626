"""``autograder check``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from autograder.commands.common import PATH, device_option, fail, language_option, short_path, time_limit_option, within
from autograder.course.assignments import CourseError, find_course
from autograder.course.data import DataError
from autograder.course.languages import language_of
from autograder.language import of_locale, speak, spoken, tell
from autograder.local.progress import Progress
from autograder.report.console import print_report
from autograder.report.results import as_results
from autograder.sandbox.interface import SandboxError
from autograder.submissions.submission import printable_lines

__all__ = ["check"]


@click.command()
@click.argument("path", type=PATH, required=False)
@click.option("-e", "--exercise", "exercises", multiple=True, help="Check this exercise only; may be repeated.")
@click.option("-x", "--exitfirst", "stop", is_flag=True, help="Stop after the first exercise that is not right.")
@device_option
@time_limit_option
@click.option(
    "--hints",
    type=click.IntRange(1, 3),
    default=1,
    show_default=True,
    help="How many hints to show for one cause; each is more concrete than the one before.",
)
@language_option
@click.option("--show-output", is_flag=True, help="Show what your code prints, the first lines for each exercise.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the report in the shape of results.json; several as a list."
)
def check(
    path: Path | None,
    exercises: tuple[str, ...],
    stop: bool,
    device: str,
    time_limit: float,
    hints: int,
    language: str | None,
    show_output: bool,
    as_json: bool,
) -> None:
    """Run the visible checks on your own work.

    PATH is a .py or .ipynb file, or the folder of an assignment; without it, the assignment in whose folder this is
    called, or else all assignments are checked. A file may have any name if it defines exercises of one assignment.
    Reports are in the language of --lang, of the folder `ru` if that is where the file lies, or of the locale.
    Exits with 0 if all checks passed, 1 if not, 2 if PATH or an option is wrong.
    """
    from autograder.local.check import check_file, hidden_points, submission_files

    if as_json and show_output:
        raise click.UsageError("--json has no place for what is printed; leave out --show-output.")
    speak(language or of_locale())
    console, course = Console(), find_course()
    documents, worst = [], 0
    try:
        targets = submission_files(course, path, exercises)
        for name, file, notes in targets:
            if stop and worst:
                break
            speak(language or language_of(file) or of_locale())
            if not as_json:
                console.rule(Text(f"{name}: {short_path(file)}"), align="left", style="dim")
            try:
                target, progress = course.assignment(name, with_solution=False), Progress()
                with _shown(progress, console):
                    report, trained_on = check_file(
                        target, file, exercises, device, within(time_limit), progress, hear=show_output, stop=stop
                    )
                report.notes[:0] = notes
            except DataError as error:
                if len(targets) == 1:
                    raise
                click.echo(tell("not checked: {why}", why=error), err=True)  # the other assignments need no data
                worst = max(worst, 1)
                continue
            worst = max(worst, int(report.error is not None or report.score < report.max_score))
            if as_json:
                documents.append(
                    as_results([report], assignment=name, sandbox="none", device=trained_on, lang=spoken())
                )
            else:
                points = hidden_points(target, exercises)
                print_report(console, report, hidden_points=points, hints=hints, printed=_legible(progress))
    except (CourseError, DataError, SandboxError) as error:
        fail(error)
    if as_json:
        click.echo(json.dumps(documents[0] if len(targets) == 1 else documents, indent=1))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(worst)  # nothing is left to do; taking torch apart takes 0.4 s of a student's time


@contextmanager
def _shown(progress: Progress, console: Console) -> Iterator[None]:
    """Show on stderr, while the block runs, what is being done; only a person at a terminal wants that."""
    terminal = Console(stderr=True)
    if not (console.is_terminal and terminal.is_terminal) or console.is_dumb_terminal:
        yield
        return
    from rich.live import Live

    def line() -> Text:
        step = progress.step
        return Text(step.line if step is not None else tell("getting ready"), "dim", overflow="ellipsis", no_wrap=True)

    with Live(console=terminal, get_renderable=line, transient=True, refresh_per_second=4):
        yield


def _legible(progress: Progress) -> dict[str, str]:
    """Return what was printed, safe to show."""
    texts = {exercise: data.decode(errors="replace") for exercise, data in progress.printed.items()}
    return {exercise: printable_lines(text.rstrip("\n")) for exercise, text in texts.items()}
