"""The commands. Each is thin; heavy imports happen in the command that needs them."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from rich.console import Console

from autograder import __version__
from autograder.course import CourseError, find_course
from autograder.data import DataError, data_root
from autograder.device import DEVICES, resolve_device
from autograder.machine import cores
from autograder.report.console import print_batch, print_report
from autograder.report.results import OutputError, as_results, prepare, write_results
from autograder.sandbox.levels import LEVELS, strongest_level
from autograder.sandbox.limits import Limits
from autograder.sandbox.slot import SandboxError

if TYPE_CHECKING:  # each command imports what it needs
    from autograder.cluster import DaskPool
    from autograder.course import Assignment
    from autograder.pool import LocalPool
    from autograder.slot_process import BatchOptions

__all__ = ["main"]

_PATH = click.Path(path_type=Path)
_device_option = click.option(
    "--device", type=click.Choice(DEVICES), default="auto", show_default=True, help="Where to train."
)


def _limit(option: str, field: str, help: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make one of the `Limits` an option."""
    default = getattr(Limits, field)
    kind = click.FloatRange(0.1) if isinstance(default, float) else click.IntRange(1)
    return click.option(option, field, type=kind, default=default, show_default=True, help=help)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Auto-graded PyTorch exercises: check your own work, or grade a class."""


@main.command()
@click.argument("path", type=_PATH, required=False)
@click.option("-e", "--exercise", "exercises", multiple=True, help="Check this exercise only; may be repeated.")
@_device_option
@click.option(
    "--json", "as_json", is_flag=True, help="Print the report in the shape of results.json; several as a list."
)
def check(path: Path | None, exercises: tuple[str, ...], device: str, as_json: bool) -> None:
    """Run the visible checks on your own work.

    PATH is a .py or .ipynb file, or the folder of an assignment; without it, all assignments are checked.
    Exits with 0 if all checks passed, 1 if not, 2 if PATH or an option is wrong.
    """
    from autograder.own_machine import check_file, submission_files

    console, course = Console(), find_course()
    documents, worst = [], 0
    try:
        targets = submission_files(course, path, exercises)
        for name, file in targets:
            if not as_json:
                console.rule(f"{name}: {_short(file)}", align="left", style="dim")
            try:
                report, trained_on = check_file(course.assignment(name, with_solution=False), file, exercises, device)
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
                print_report(console, report)
    except (CourseError, DataError, SandboxError) as error:
        _fail(error)
    if as_json:
        click.echo(json.dumps(documents[0] if len(targets) == 1 else documents, indent=1, ensure_ascii=False))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(worst)  # nothing is left to do; taking torch apart takes 0.4 s of a student's time


@main.command()
@click.argument("submitted", type=_PATH)
@click.option("-a", "--assignment", required=True, help="Name of the assignment, e.g. ps1_tensors.")
@click.option("-o", "--out", type=_PATH, required=True, help="Folder for results.json and grades.csv.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Cores to use. [default: all]")
@click.option("--dask", metavar="ADDRESS", help="Grade on this Dask cluster, e.g. tcp://host:8786, instead of here.")
@click.option("--fresh", is_flag=True, help="Grade everything again, also what has not changed.")
@click.option(
    "--sandbox",
    type=click.Choice(["auto", *LEVELS]),
    default="auto",
    show_default=True,
    help="How student code is kept in; auto: full, or landlock where that is all there is.",
)
@_device_option
@_limit("--time-limit", "time_s", "Seconds for loading, and for a check that names no limit of its own.")
@_limit("--exercise-time-limit", "exercise_s", "Seconds an exercise, checks with limits of their own aside.")
@_limit("--memory-limit", "memory_mib", "MiB of memory a submission.")
@_limit("--disk-limit", "disk_mib", "MiB of temporary files.")
@_limit("--output-limit", "output_mib", "MiB of printed output.")
@_limit("--thread-limit", "threads", "Threads at once; a submission may start no processes.")
def grade(
    submitted: Path,
    assignment: str,
    out: Path,
    jobs: int | None,
    dask: str | None,
    fresh: bool,
    sandbox: str,
    device: str,
    **limits: Any,
) -> None:
    """Grade every submission in the folder SUBMITTED.

    What has been graded into OUT before is reused as long as nothing has changed that it depends on. Whatever ends
    the command, the same command goes on from there.

    Layouts: STUDENT/ASSIGNMENT/FILE (nbgrader's), STUDENT/FILE, or STUDENT.py and STUDENT.ipynb.
    Exits with 0 if every submission was graded, 1 if not, 2 if SUBMITTED, the course or the machine is at fault.
    """
    from autograder.batch import Batch, PoolError
    from autograder.intake import IntakeError, find_submissions
    from autograder.ledger import Ledger, LedgerError
    from autograder.report.progress import BatchProgress
    from autograder.slot_process import BatchOptions

    if dask is not None and jobs is not None:
        raise click.UsageError(
            "-j is about this machine; with --dask there are as many slots as its workers have threads."
        )
    course, console = find_course(), Console()
    errors = (CourseError, DataError, IntakeError, LedgerError, OutputError, PoolError, SandboxError)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        target = course.assignment(assignment, with_solution=True)
        found = find_submissions(submitted, assignment, course.root / "assignments" / assignment)
        prepare(out)
        level = _level(sandbox, of_cluster=dask is not None)
        kept_in = Limits(**limits)
        options = BatchOptions(
            level=level,
            device=resolve_device(device),
            slots=_slots(jobs or cores(), kept_in) if dask is None else 1,
            limits=kept_in,
            hidden=tuple(path.resolve() for path in (course.root / "solutions", submitted, out, data_root())),
        )
        with Ledger(out, assignment) as ledger:
            batch = Batch(target, found, options, ledger, fresh=fresh)
            with (
                _pool(dask, target, options) as pool,
                BatchProgress(len(found), batch.jobs, pool.slots) as progress,
            ):
                try:
                    batch.run(pool, progress)
                except KeyboardInterrupt:
                    kept = f"{batch.kept} submissions graded and kept; the same command goes on from here"
                    click.echo(f"autograder: stopped; {kept}", err=True)
                    sys.exit(130)
            write_results(out, batch.reports, assignment=assignment, sandbox=level, device=batch.device)
            print_batch(console, batch.reports(), len(found))
    except errors as error:
        _fail(error)
    reused = f", {batch.reused} of them reused" if batch.reused else ""
    partly = f", {batch.partly_reused} in part" if batch.partly_reused else ""
    summary = f"{len(found)} submissions{reused}{partly}, {batch.not_graded} not graded; sandbox {level}"
    console.print(f"{summary}, {_short(out)}/results.json", highlight=False, soft_wrap=True)
    sys.exit(1 if batch.not_graded else 0)


@main.command()
@click.option("--check", "check_only", is_flag=True, help="Write nothing; fail if something is stale or leaks.")
def build(check_only: bool) -> None:
    """Generate assignments/ from solutions/."""
    from autograder.building import BuildError, stale
    from autograder.building import build as build_all

    root = find_course().root
    if check_only:
        complaints = stale(root)
        for line in complaints:
            click.echo(line, err=True)
        sys.exit(1 if complaints else 0)
    try:
        for path in build_all(root):
            click.echo(f"wrote {_short(path)}")
    except BuildError as error:
        _fail(error)


@main.group()
def nbgrader() -> None:
    """Courses that use nbgrader, see docs/nbgrader.md."""


@nbgrader.command()
@click.argument("dest", type=_PATH)
@click.option("-a", "--assignment", "assignments", multiple=True, help="This assignment only; may be repeated.")
@click.option("--course-id", default="pytorch", show_default=True, help="Name of a new course.")
@click.option("--exchange", type=_PATH, help="Exchange folder of a new course. [default: nbgrader's own]")
@click.option("--roster", type=_PATH, help="CSV file of students: id, first_name, last_name, email, lms_user_id.")
@click.option("--due", multiple=True, metavar="ASSIGNMENT=DATE", help="E.g. ps1_tensors=2026-12-01T23:59+03:00.")
def init(
    dest: Path,
    assignments: tuple[str, ...],
    course_id: str,
    exchange: Path | None,
    roster: Path | None,
    due: tuple[str, ...],
) -> None:
    """Write an nbgrader course into the folder DEST, or bring it up to date after a change of the course.

    It gets the source notebooks, made of solutions/, with our checks in their graded cells; a configuration with which
    nbgrader's commands grade with them; and the students and dates that are given. An existing configuration stays.
    """
    from autograder.building import BuildError

    try:
        from autograder.nbgrader.courses import NbgraderError, init_course, parse_due
    except ModuleNotFoundError as error:
        _fail(CourseError(f'{error.name} is not installed; run pip install "autograder[instructor]".'))
    course = find_course()
    try:
        dates = dict(map(parse_due, due))
    except ValueError as error:
        raise click.UsageError(f"--due: {error}; write ASSIGNMENT=DATE, e.g. ps1_tensors=2026-12-01T23:59.") from None
    try:
        names = assignments or tuple(course.assignments)
        targets = [course.assignment(name, with_solution=True) for name in names]
        for name in dates:
            course.assignment(name, with_solution=True)
        for path in init_course(
            dest, course.root, targets, course_id=course_id, exchange=exchange, roster=roster, due=dates
        ):
            click.echo(f"wrote {_short(path)}")
    except (BuildError, CourseError, NbgraderError) as error:
        _fail(error)


@main.command()
@click.argument("out", type=_PATH)
@click.option("--to", type=click.Choice(["nbgrader"]), required=True, help="What to write.")
@click.option("--course", type=_PATH, required=True, help="Folder of the nbgrader course.")
def export(out: Path, to: str, course: Path) -> None:
    """Hand the results of a batch, in the folder OUT, on to another system.

    nbgrader: into the gradebook of a course, with the autograded notebooks, so that feedback, export and the formgrader
    have them. Exits with 0 if that was done for every submission, 1 if not, 2 if OUT or the course is at fault.
    """
    try:
        from autograder.nbgrader.courses import NbgraderError
        from autograder.nbgrader.export import export_batch
    except ModuleNotFoundError as error:
        _fail(CourseError(f'{error.name} is not installed; run pip install "autograder[instructor]".'))
    done = failed = 0
    try:
        for student, problem in export_batch(out, course):
            done += problem is None
            failed += problem is not None
            if problem is not None:
                click.echo(f"autograder: {student}: not exported: {problem}", err=True)
    except NbgraderError as error:
        _fail(error)
    click.echo(f"{done} submissions exported to {_short(course)}" + (f", {failed} not" if failed else ""))
    sys.exit(1 if failed else 0)


@main.command()
def data() -> None:
    """Fetch MNIST, or verify and mend what is there."""
    from autograder.data import fetch_mnist

    try:
        for line in fetch_mnist():
            click.echo(line)
    except DataError as error:
        _fail(error)


@main.command()
def doctor() -> None:
    """Say what this machine can do, and what to do about what it cannot."""
    from autograder.doctor import examine, print_findings

    findings = examine()
    print_findings(Console(), findings)
    sys.exit(0 if all(finding.ok for finding in findings if finding.needed) else 1)


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
    from autograder.batch import PoolError
    from autograder.pool import LocalPool

    if dask is None:
        return LocalPool(assignment, options)
    try:
        from autograder.cluster import DaskPool
    except ModuleNotFoundError as error:
        remedy = 'install it with `pip install "autograder[dask]"`, or grade here, without --dask'
        raise PoolError(f"--dask: {error.name} is not installed; {remedy}.") from None
    return DaskPool(dask, assignment, options, lambda line: click.echo(f"autograder: {line}", err=True))


def _slots(wanted: int, limits: Limits) -> int:
    """Return how many submissions to grade at once, and say so if there is too little memory for all."""
    from autograder.pool import slots_that_fit

    slots = slots_that_fit(wanted, limits)
    if slots < wanted:
        click.echo(
            f"autograder: {slots} instead of {wanted} submissions at once, as each may use {limits.memory_mib} MiB of "
            "memory; a lower --memory-limit makes room for more",
            err=True,
        )
    return slots


def _fail(error: Exception) -> NoReturn:
    """End with exit code 2 and the error's own line: where, what, remedy."""
    click.echo(f"autograder: {error}", err=True)
    sys.exit(2)


def _short(path: Path) -> str:
    """Return the path as seen from here, if it lies below."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


if __name__ == "__main__":
    main()
