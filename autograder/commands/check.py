"""``autograder check``."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.commands.common import PATH, device_option, fail, short_path
from autograder.course.assignments import CourseError, find_course
from autograder.course.data import DataError
from autograder.report.console import print_report
from autograder.report.results import as_results
from autograder.sandbox.interface import SandboxError

__all__ = ["check"]


@click.command()
@click.argument("path", type=PATH, required=False)
@click.option("-e", "--exercise", "exercises", multiple=True, help="Check this exercise only; may be repeated.")
@device_option
@click.option(
    "--hints",
    type=click.IntRange(1, 3),
    default=1,
    show_default=True,
    help="How many hints to show for one cause; each is more concrete than the one before.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the report in the shape of results.json; several as a list."
)
def check(path: Path | None, exercises: tuple[str, ...], device: str, hints: int, as_json: bool) -> None:
    """Run the visible checks on your own work.

    PATH is a .py or .ipynb file, or the folder of an assignment; without it, all assignments are checked.
    Exits with 0 if all checks passed, 1 if not, 2 if PATH or an option is wrong.
    """
    from autograder.local.check import check_file, hidden_points, submission_files

    console, course = Console(), find_course()
    documents, worst = [], 0
    try:
        targets = submission_files(course, path, exercises)
        for name, file, notes in targets:
            if not as_json:
                console.rule(f"{name}: {short_path(file)}", align="left", style="dim")
            try:
                target = course.assignment(name, with_solution=False)
                report, trained_on = check_file(target, file, exercises, device)
                report.notes[:0] = notes
            except DataError as error:
                if len(targets) == 1:
                    raise
                click.echo(f"not checked: {error}", err=True)  # the other assignments need no data
                worst = max(worst, 1)
                continue
            worst = max(worst, int(report.error is not None or report.score < report.max_score))
            if as_json:
                documents.append(as_results([report], assignment=name, sandbox="none", device=trained_on))
            else:
                print_report(console, report, hidden_points=hidden_points(target, exercises), hints=hints)
    except (CourseError, DataError, SandboxError) as error:
        fail(error)
    if as_json:
        click.echo(json.dumps(documents[0] if len(targets) == 1 else documents, indent=1))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(worst)  # nothing is left to do; taking torch apart takes 0.4 s of a student's time
