"""``autograder grade``."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from autograder.batch.machine import cores
from autograder.commands.common import (
    PATH,
    counted,
    device_option,
    fail,
    language_option,
    short_path,
    tell_of_other_installation,
)
from autograder.commands.handing_in import HANDING_IN_ERRORS, HandingIn, handing_in_options
from autograder.course.assignments import CourseError, find_course
from autograder.course.data import DataError, data_root
from autograder.course.device import resolve_device
from autograder.language import ENGLISH, speak, spoken
from autograder.report.batch import print_batch, print_skipped, print_summary, print_unknown_lateness
from autograder.report.results import OutputError, prepare, write_results
from autograder.report.statistics import summarize
from autograder.sandbox.interface import SandboxError
from autograder.sandbox.levels import LEVELS, strongest_level
from autograder.sandbox.limits import Limits

if TYPE_CHECKING:
    from autograder.batch.batch import Part
    from autograder.batch.dask.pool import DaskPool
    from autograder.batch.grader_process import BatchOptions
    from autograder.batch.pool import LocalPool
    from autograder.course.assignments import Assignment, Course
    from autograder.report.verdict import Report
    from autograder.submissions.intake import Found

__all__ = ["grade"]


def _limit(option: str, field: str, help: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make one of the `Limits` an option."""
    default = getattr(Limits, field)
    kind = click.FloatRange(0.1) if isinstance(default, float) else click.IntRange(1)
    return click.option(option, field, type=kind, default=default, show_default=True, help=help)


@click.command()
@click.argument("submitted", type=PATH)
@click.option("-a", "--assignment", required=True, help="Name of the assignment, e.g. ps1_tensors.")
@click.option("-o", "--out", type=PATH, required=True, help="Folder for results.json and grades.csv.")
@handing_in_options
@click.option("-j", "--jobs", type=click.IntRange(1), help="Cores to use. [default: all]")
@click.option("--dask", metavar="ADDRESS", help="Grade on this Dask cluster, e.g. tcp://host:8786, instead of here.")
@click.option("--student", "students", multiple=True, help="Grade this student only; may be repeated.")
@click.option("-e", "--exercise", "exercises", multiple=True, help="Grade this exercise only; may be repeated.")
@click.option("--fresh", is_flag=True, help="Grade again what has not changed, too.")
@click.option(
    "--sandbox",
    type=click.Choice(["auto", *LEVELS]),
    default="auto",
    show_default=True,
    help="How student code is kept in; auto: full, or landlock where that is all there is.",
)
@device_option
@language_option
@_limit("--time-limit", "time_s", "CPU seconds for loading, and for a check that names no limit of its own.")
@_limit("--exercise-time-limit", "exercise_s", "CPU seconds an exercise, long checks aside.")
@_limit("--memory-limit", "memory_mib", "MiB of memory a submission.")
@_limit("--disk-limit", "disk_mib", "MiB of temporary files.")
@_limit("--output-limit", "output_mib", "MiB of printed output.")
@_limit("--thread-limit", "threads", "Threads at once; a submission may start no processes.")
def grade(
    submitted: Path,
    assignment: str,
    out: Path,
    handing_in: HandingIn,
    jobs: int | None,
    dask: str | None,
    students: tuple[str, ...],
    exercises: tuple[str, ...],
    fresh: bool,
    sandbox: str,
    device: str,
    language: str | None,
    **limits: Any,
) -> None:
    """Grade every submission in SUBMITTED, a folder or a zip.

    What has been graded into OUT before is reused as long as nothing has changed that it depends on. Whatever ends
    the command, the same command goes on from there. With --student and --exercise a part is graded, and the results of
    the rest stay in OUT as they are.

    Layouts: what Moodle, Canvas, Gradescope and GitHub Classroom give, unpacked or not; STUDENT/ASSIGNMENT/FILE
    (nbgrader's), ASSIGNMENT/STUDENT, STUDENT/FILE, STUDENT.py, .ipynb or .zip; a student's own folder.
    Exits with 0 if every submission was graded, 1 if not, 2 if SUBMITTED, the course or the machine is at fault.
    """
    from autograder.batch.batch import Batch, PoolError
    from autograder.batch.grader_process import BatchOptions
    from autograder.batch.handed_in import with_handing_in
    from autograder.batch.ledger import Ledger, LedgerError
    from autograder.batch.progress import BatchProgress

    if dask is not None and jobs is not None:
        raise click.UsageError(
            "-j is about this machine; with --dask there are as many grader processes as its workers have threads."
        )
    speak(language or ENGLISH)
    tell_of_other_installation()
    course, console = find_course(), Console()
    errors = (CourseError, DataError, *HANDING_IN_ERRORS, LedgerError, OutputError, PoolError, SandboxError)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    unpacked = Path(click.get_current_context().with_resource(tempfile.TemporaryDirectory(prefix="autograder-")))
    try:
        target = course.assignment(assignment, with_solution=True)
        _require_outside(out, submitted)
        intake = handing_in.find(submitted, assignment, course, unpacked)
        console.print(f"submitted: {intake.told}", highlight=False, soft_wrap=True, markup=False)
        found, skipped = intake.found, [asdict(each) for each in intake.skipped]
        part = _part(found, students, target, exercises)
        prepare(out)
        level = _level(sandbox, of_cluster=dask is not None)
        kept_in = Limits(**limits)
        options = BatchOptions(
            level=level,
            device=resolve_device(device),
            graders=_graders(jobs or cores(), kept_in) if dask is None else 1,
            limits=kept_in,
            language=spoken(),
            hidden=_hidden(course, submitted, unpacked, out),
        )
        with Ledger(out, assignment) as ledger:
            batch = Batch(target, found, options, ledger, fresh=fresh, part=part)
            with (
                _pool(dask, target, options) as pool,
                BatchProgress(len(part.students) or len(found), batch.jobs, pool.graders) as progress,
            ):
                try:
                    batch.run(pool, progress)
                except KeyboardInterrupt:
                    kept = f"{batch.kept} submissions graded and kept; the same command goes on from here"
                    click.echo(f"autograder: stopped; {kept}", err=True)
                    sys.exit(130)
            policy = handing_in.policy

            def reports() -> Iterator[Report]:
                return with_handing_in(batch.reports(), found, policy)

            write_results(
                out,
                reports,
                assignment=assignment,
                sandbox=level,
                device=batch.device,
                lang=spoken(),
                skipped=skipped,
                layout=intake.layout,
                late_policy=policy,
            )
            print_batch(console, reports(), len(found))
            print_summary(console, summarize(batch.reports()))
            if policy is not None:
                print_unknown_lateness(console, reports())
            print_skipped(console, skipped)
    except errors as error:
        fail(error)
    reused = f", {batch.reused} of them reused" if batch.reused else ""
    partly = f", {batch.partly_reused} in part" if batch.partly_reused else ""
    asked_for = counted(len(part.students) or len(found), "submission")
    summary = f"{asked_for}{reused}{partly}, {batch.not_graded} not graded; sandbox {level}"
    console.print(f"{summary}, {short_path(out)}/results.json", highlight=False, markup=False, soft_wrap=True)
    if batch.left:
        left = "1 submission has" if batch.left == 1 else f"{batch.left} submissions have"
        click.echo(f"autograder: {left} more to be graded, which was not asked for", err=True)
    sys.exit(1 if batch.not_graded else 0)


def _part(found: Sequence[Found], students: Sequence[str], assignment: Assignment, exercises: Sequence[str]) -> Part:
    """Return what is asked for by name; a student's is that of the folder or file, or as reports have it.

    Raises:
        CourseError: there is no such exercise.
        IntakeError: there is no such student.
    """
    from autograder.batch.batch import Part
    from autograder.submissions.intake import IntakeError

    for name in exercises:
        if name not in assignment.exercises:
            raise CourseError(
                f"{name}: {assignment.name} has no such exercise; there are {', '.join(assignment.order)}."
            )
    names = {each.shown: each.student for each in found} | {each.student: each.student for each in found}
    for name in students:
        if name not in names:
            near = ", ".join(get_close_matches(name, names, n=3)) or f"{found[0].shown}, for example"
            raise IntakeError(f"--student {name}: none of the {len(found)} is called so; there is {near}")
    return Part(frozenset(names[name] for name in students), frozenset(exercises))


def _require_outside(out: Path, submitted: Path) -> None:
    """Refuse to write results where the next run would take them for a student's.

    Raises:
        OutputError: the folder for them lies among the submissions.
    """
    if out.resolve().is_relative_to(submitted.resolve()):
        raise OutputError(f"{out}: lies in {submitted}, among the submissions; name a folder elsewhere.")


def _hidden(course: Course, submitted: Path, unpacked: Path, out: Path) -> tuple[Path, ...]:
    """Return what no submission may see, wherever it lies."""
    ours = [unpacked] if any(unpacked.iterdir()) else []  # of another name each time, which is news to a cluster
    return tuple(path.resolve() for path in (course.root / "solutions", submitted, out, data_root(), *ours))


def _level(sandbox: str, *, of_cluster: bool) -> str:
    """Return the sandbox level to use; say so if it is not the strongest there could be.

    Nothing of students runs here if a cluster grades: there it is the strongest of all, or what somebody asks for.
    """
    if sandbox != "auto" or of_cluster:
        return "full" if sandbox == "auto" else sandbox
    level, reason = strongest_level()
    if reason:
        click.echo(f"autograder: sandbox {level}, as full is not to be had: {reason}", err=True)
    return level


def _pool(dask: str | None, assignment: Assignment, options: BatchOptions) -> LocalPool | DaskPool:
    """Return what does the jobs: this machine, or the Dask cluster at an address.

    Raises:
        PoolError: there is no Dask here.
    """
    from autograder.batch.batch import PoolError
    from autograder.batch.pool import LocalPool

    if dask is None:
        return LocalPool(assignment, options)
    try:
        from autograder.batch.dask.pool import DaskPool
    except ModuleNotFoundError as error:
        remedy = 'install it with `pip install "pytorch-autograder[dask]"`, or grade here, without --dask'
        raise PoolError(f"--dask: {error.name} is not installed; {remedy}.") from None
    return DaskPool(dask, assignment, options, lambda line: click.echo(f"autograder: {line}", err=True))


def _graders(wanted: int, limits: Limits) -> int:
    """Return how many submissions to grade at once, and say so if there is too little memory for all."""
    from autograder.batch.pool import graders_that_fit

    graders = graders_that_fit(wanted, limits)
    if graders < wanted:
        click.echo(
            f"autograder: {graders} instead of {wanted} submissions at once: each may use {limits.memory_mib} MiB of "
            "memory; a lower --memory-limit makes room for more",
            err=True,
        )
    return graders
