"""``autograder verify``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.commands.common import counted, fail, short_path
from autograder.course.assignments import Assignment, Course, CourseError, find_course
from autograder.course.misconception import read_fails, read_misconceptions, text_of_fails
from autograder.sandbox.interface import SandboxError

if TYPE_CHECKING:  # imports torch
    from autograder.batch.proof import Examined

__all__ = ["verify"]


@click.command()
@click.argument("assignment")
@click.option("-e", "--exercise", "exercises", multiple=True, help="This exercise only; may be repeated.")
@click.option(
    "--update", is_flag=True, help="Write down which tests each misconception does not pass, and the hints of check."
)
def verify(assignment: str, exercises: tuple[str, ...], update: bool) -> None:
    """Prove the checks of ASSIGNMENT on work whose worth is known.

    That is the reference, the stub, styles, mistakes, odd returns and misconceptions. Exits with 1 if something is not
    as it must be.
    """
    from autograder.batch.batch import PoolError

    course = find_course()
    try:
        target = course.assignment(assignment, with_solution=True)
        for name in exercises:
            if name not in target.exercises:
                raise CourseError(f"{name}: {assignment} has no such exercise; there are {', '.join(target.order)}.")
        wanted = [name for name in target.order if name in (exercises or target.exercises)]
        faults = list(_prove(course, target, wanted, update))
    except (CourseError, PoolError, SandboxError) as error:
        fail(error)
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(1 if faults else 0)


def _prove(course: Course, assignment: Assignment, exercises: Sequence[str], update: bool) -> Iterator[str]:
    """Yield what is not as it must be; say of every exercise what it was proved on."""
    from autograder.batch.proof import (
        advice_on,
        begun_exercises,
        examine_misconceptions,
        fault_of,
        fault_of_misconception,
        grade_corpus,
        unfailed,
    )

    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        reports = grade_corpus(course, assignment.name, exercises, Path(folder))
    examined, hints = examine_misconceptions(assignment, exercises, anew=update)
    if update and assignment.misconceptions is not None:
        _write_fails(assignment, examined)
    written, begun = read_misconceptions(assignment.solution), begun_exercises(assignment)
    for exercise in exercises:
        mine = {title: report for (name, title), report in reports.items() if name == exercise}
        faults = (fault_of(exercise, title, report, begun=exercise in begun) for title, report in mine.items())
        found = [fault for fault in faults if fault]
        if fault_of(exercise, "reference", mine["reference"]):
            found += advice_on(assignment, exercise)
        misconceptions = [each for each in written if each.exercise == exercise]
        found += [
            fault for each in misconceptions if (fault := fault_of_misconception(each, examined[exercise][each.name]))
        ]
        found += [f"no misconception fails {name}, so it proves nothing" for name in unfailed(examined[exercise])]
        counts = counted(len(mine), "submission"), counted(len(misconceptions), "misconception")
        verdict = counted(len(found), "fault") if found else "all as it must be"
        click.echo(f"{exercise}: {' and '.join(counts)}: {verdict}")
        yield from (f"{exercise}: {fault}" for fault in found)
    yield from _hints(course, assignment, hints, update)


def _write_fails(assignment: Assignment, examined: dict[str, dict[str, Examined]]) -> None:
    """Write down what each misconception does not pass."""
    from autograder.batch.proof import not_passed

    assert assignment.fails is not None
    tests = {
        exercise: {name: not_passed(each.outcomes) for name, each in found.items()}
        for exercise, found in examined.items()
    }
    known: dict[str, Mapping[str, Sequence[str]]] = {**read_fails(assignment.fails), **tests}
    text = text_of_fails({exercise: known[exercise] for exercise in assignment.order if known.get(exercise)})
    _write(assignment.fails, text)


def _write(path: Path, text: str) -> None:
    """Write a file that differs, and say so."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        click.echo(f"wrote {short_path(path)}")


def _hints(course: Course, assignment: Assignment, found: dict[str, Any], update: bool) -> Iterator[str]:
    """Yield what is wrong with the hints that students have, or write them anew."""
    from autograder.batch.proof import hints_of

    path, text = assignment.hints, hints_of(assignment, found)
    if update:
        from autograder.course.building import build_catalogues

        _write(path, text)
        for changed in build_catalogues(course.root):
            click.echo(f"wrote {short_path(changed)}")
    elif not path.is_file() or path.read_text(encoding="utf-8") != text:
        yield f"{short_path(path)}: stale; run `autograder verify {assignment.name} --update`."
