"""``autograder watch``."""

from __future__ import annotations

import ast
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from autograder.commands.common import PATH, device_option, fail, language_option, short_path, time_limit_option, within
from autograder.course.assignments import CourseError, find_course
from autograder.course.languages import language_of
from autograder.language import of_locale, speak, spoken, tell

__all__ = ["watch"]


@click.command()
@click.argument("path", type=PATH, required=False)
@device_option
@time_limit_option
@language_option
def watch(path: Path | None, device: str, time_limit: float, language: str | None) -> None:
    """Check your work again whenever you save it.

    PATH is as for `autograder check`; where that would be several files, the one that was saved last is watched. Only
    exercises whose code has changed are checked again.

    Keys: h a further hint, n and p the next exercise and the one before, a all again, q quit.
    """
    speak(language or of_locale())
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail(CourseError(tell("watch needs a terminal; `autograder check` does not.")))
    from autograder.local.check import hidden_points, submission_files

    try:
        course = find_course()
        found = submission_files(course, path, ())
    except CourseError as error:
        fail(error)
    name, file, _ = max(found, key=lambda each: each[1].stat().st_mtime_ns)
    speak(language or language_of(file) or of_locale())
    from autograder.local.watch.app import WatchApp
    from autograder.local.watch.checker import Settings
    from autograder.local.watch.client import Checker
    from autograder.local.watch.state import State

    assignment = course.assignment(name, with_solution=False)
    checker = Checker(Settings(name, _imports(file), device, within(time_limit), spoken()))
    state = State(file, assignment.exercises)
    app = WatchApp(f"{name}: {short_path(file)}", state, checker, hidden_points(assignment, ()))
    app.run()
    if app.failure:
        fail(CourseError(app.failure))
    sys.stdout.flush()
    os._exit(0)  # nothing is left to do; whoever has pressed q need not wait for the rest


def _imports(file: Path) -> list[str]:
    """Return the modules that a file imports at its top level, as far as that can be told."""
    from autograder.submissions.submission import SubmissionError, read_submission

    names: set[str] = set()
    with suppress(SubmissionError):
        for cell in read_submission(file).cells:
            with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
                for node in ast.parse(cell.source).body:
                    if isinstance(node, ast.Import):
                        names.update(alias.name for alias in node.names)
                    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                        names.add(node.module)
    return sorted(names)
