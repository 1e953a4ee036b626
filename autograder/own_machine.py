"""``autograder check``: the visible checks, on a student's own machine, without a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course import Assignment, Course, CourseError, definitions
from autograder.device import resolve_device
from autograder.sandbox.limits import Limits
from autograder.submission import SubmissionError, read_submission
from autograder.verdict import Report

if TYPE_CHECKING:
    from autograder.checking.session import CheckSession
    from autograder.grading import Grader
    from autograder.sandbox.slot import Slot

__all__ = ["check_file", "check_in_slot", "submission_files"]


def submission_files(course: Course, path: Path | None, exercises: Sequence[str]) -> list[tuple[str, Path]]:
    """Return (assignment, file) for what is to be checked: a file, a folder of an assignment, or all assignments.

    If some exercises are named, only the assignments that have them.

    Raises:
        CourseError: there is nothing to check there, or no such exercise.
    """
    if path is None:
        folders = [course.root / "assignments" / name for name in course.assignments]
        found = [(folder.name, _newest(folder)) for folder in folders if folder.is_dir()]
        if not found:
            raise CourseError(f"{course.root / 'assignments'}: there is no assignment; name a file to check.")
    else:
        found = [_named(course, path.resolve())]
    known = {name: course.assignment(name, with_solution=False).exercises for name, _ in found}
    for exercise in exercises:
        if not any(exercise in names for names in known.values()):
            every = ", ".join(sorted(set().union(*known.values())))
            raise CourseError(f"{exercise}: there is no such exercise; there are {every}.")
    return [(name, file) for name, file in found if not exercises or known[name] & set(exercises)]


def _named(course: Course, path: Path) -> tuple[str, Path]:
    if path.is_dir():
        path = _newest(path)
    if not path.is_file():
        raise CourseError(f"{path}: there is no such file.")
    if path.stem not in course.assignments:
        names = ", ".join(course.assignments)
        raise CourseError(f"{path.name}: no assignment has this name; name the file after one of {names}.")
    return path.stem, path


def check_file(assignment: Assignment, path: Path, exercises: Sequence[str], device: str) -> tuple[Report, str]:
    """Run the visible checks of an assignment (or of some exercises) on a file.

    Returns the report, and where training checks have trained, if there are any: ``cpu`` or ``cuda``.

    Raises:
        CourseError: the checks cannot be collected.
        DataError: MNIST is needed and not there.
        SandboxError: no process can be started.
    """
    from autograder.sandbox.process_slot import ProcessSlot

    slot = ProcessSlot()  # before anything else: its process imports torch while this one does
    try:
        return check_in_slot(assignment, _order(path), exercises, device, slot, lambda grader: grader.grade("", path))
    finally:
        slot.close()


def check_in_slot(
    assignment: Assignment,
    order: Sequence[str],
    exercises: Sequence[str],
    device: str,
    slot: Slot,
    grade: Callable[[Grader], Report],
) -> tuple[Report, str]:
    """Have something graded in a slot by the visible checks, see `check_file`; the exercises come in this order."""
    from autograder.checking.session import run_session
    from autograder.grading import Grader

    reports: list[tuple[Report, str]] = []
    limits = Limits()

    def body(session: CheckSession) -> None:
        with ExitStack() as stack:
            if session.needs_training_images:
                from autograder.checking.training_images import TrainingImages

                session.exam.device = resolve_device(device)
                slot.training = stack.enter_context(TrainingImages(assignment.solution)).path
            reports.append((grade(Grader(session, slot, limits, None)), session.exam.device))

    run_session(assignment, order, limits, body, exercises=exercises)
    return reports[0]


def _order(path: Path) -> list[str]:
    """Return the exercises in the order in which the student's file has them."""
    try:
        return definitions(cell.source for cell in read_submission(path).cells)
    except SubmissionError:
        return []


def _newest(folder: Path) -> Path:
    """Return the .py or the .ipynb of an assignment's folder, whichever was saved last."""
    candidates = [path for path in (folder / f"{folder.name}.py", folder / f"{folder.name}.ipynb") if path.is_file()]
    if not candidates:
        raise CourseError(f"{folder}: there is no {folder.name}.py and no {folder.name}.ipynb.")
    return max(candidates, key=lambda path: path.stat().st_mtime)
