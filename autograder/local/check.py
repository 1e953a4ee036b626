"""``autograder check``: the visible checks, on a student's own machine, without a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.assignments import Assignment, Course, CourseError, definitions
from autograder.course.device import resolve_device
from autograder.course.languages import LANGUAGES, TRANSLATIONS, folder_of
from autograder.report.verdict import Report
from autograder.sandbox.limits import Limits
from autograder.submissions.belonging import require_own
from autograder.submissions.submission import SubmissionError, read_bytes, read_submission

if TYPE_CHECKING:
    from autograder.grading.grader import Grader
    from autograder.grading.session import CheckSession
    from autograder.sandbox.interface import Sandbox

__all__ = ["check_file", "check_in_sandbox", "hidden_points", "submission_files"]


def submission_files(
    course: Course, path: Path | None, exercises: Sequence[str]
) -> list[tuple[str, Path, tuple[str, ...]]]:
    """Return (assignment, file, notes) for what is to be checked: a file, an assignment's folder, or all assignments.

    The notes say which file of a folder was taken, where there are several.

    If some exercises are named, only the assignments that have them.

    Raises:
        CourseError: there is nothing to check there, or no such exercise.
    """
    if path is None:
        folders = [course.root / "assignments" / name for name in course.assignments]
        found = [(folder.name, *_newest(folder, folder.name)) for folder in folders if folder.is_dir()]
        if not found:
            raise CourseError(f"{course.root / 'assignments'}: there is no assignment; name a file to check.")
    else:
        found = [_named(course, path.resolve())]
    known = {name: course.assignment(name, with_solution=False).exercises for name, _, _ in found}
    for exercise in exercises:
        if not any(exercise in names for names in known.values()):
            every = ", ".join(sorted(set().union(*known.values())))
            raise CourseError(f"{exercise}: there is no such exercise; there are {every}.")
    return [each for each in found if not exercises or known[each[0]] & set(exercises)]


def _named(course: Course, path: Path) -> tuple[str, Path, tuple[str, ...]]:
    notes: tuple[str, ...] = ()
    if path.is_dir():
        path, notes = _newest(path, path.parent.name if path.name in TRANSLATIONS else path.name)
    if not path.is_file():
        raise CourseError(f"{path}: there is no such file.")
    if path.stem not in course.assignments:
        names = ", ".join(course.assignments)
        raise CourseError(f"{path.name}: no assignment has this name; name the file after one of {names}.")
    return path.stem, path, notes


def check_file(assignment: Assignment, path: Path, exercises: Sequence[str], device: str) -> tuple[Report, str]:
    """Run the visible checks of an assignment (or of some exercises) on a file.

    Returns the report, and where training checks have trained, if there are any: ``cpu`` or ``cuda``.

    Raises:
        CourseError: the checks cannot be collected.
        DataError: a data set is needed and not there.
        SandboxError: no process can be started.
    """
    from autograder.sandbox.process_sandbox import ProcessSandbox

    sandbox = ProcessSandbox()  # before anything else: its process imports torch while this one does
    try:
        return check_in_sandbox(
            assignment,
            _order(path),
            exercises,
            device,
            sandbox,
            lambda grader: grader.grade("", path, _other(assignment, path)),
        )
    finally:
        sandbox.close()


def check_in_sandbox(
    assignment: Assignment,
    order: Sequence[str],
    exercises: Sequence[str],
    device: str,
    sandbox: Sandbox,
    grade: Callable[[Grader], Report],
) -> tuple[Report, str]:
    """Have something graded in a sandbox by the visible checks, see `check_file`; the exercises come in this order."""
    from autograder.grading.data import provide_data
    from autograder.grading.grader import Grader
    from autograder.grading.hints import read_hints
    from autograder.grading.session import run_session

    limits = Limits()

    def body(session: CheckSession) -> tuple[Report, str]:
        with ExitStack() as stack:
            if session.data_sets:
                session.context.device = resolve_device(device)
            provide_data(session.context, session.data_sets, sandbox, stack, {})
            return grade(Grader(session, sandbox, limits, read_hints(assignment.hints))), session.context.device

    return run_session(assignment, order, limits, body, exercises=exercises)


def hidden_points(assignment: Assignment, exercises: Sequence[str]) -> float:
    """Return what the hidden checks of an assignment (or of some exercises) are worth, as far as that is known here."""
    from autograder.grading.hints import read_hints

    hints = read_hints(assignment.hints)
    return sum(map(hints.hidden_points, exercises or assignment.exercises)) if hints is not None else 0.0


def _order(path: Path) -> list[str]:
    """Return the exercises in the order in which the student's file has them."""
    try:
        return definitions(cell.source for cell in read_submission(path).cells)
    except SubmissionError:
        return []


def _other(assignment: Assignment, path: Path) -> str | None:
    """Return a line if a file is work for another assignment."""
    try:
        require_own(path, read_bytes(path), assignment.name, assignment.exercises, assignment.others)
    except SubmissionError as error:
        return str(error)
    return None


def _newest(folder: Path, assignment: str) -> tuple[Path, tuple[str, ...]]:
    """Return the .py or .ipynb of an assignment's folder, in any language, that was saved last; note the others."""
    names = (f"{assignment}.py", f"{assignment}.ipynb")
    files = [folder_of(language, folder) / name for language in LANGUAGES for name in names]
    candidates = [path for path in files if path.is_file()]
    if not candidates:
        raise CourseError(f"{folder}: there is no {' and no '.join(names)}.")
    newest = max(candidates, key=lambda path: path.stat().st_mtime_ns)
    called = {path: path.relative_to(folder).as_posix() for path in candidates}
    others = ", ".join(name for path, name in called.items() if path != newest)
    return newest, (f"{called[newest]} is checked, as it was saved last; not {others}",) if others else ()
