"""``autograder check``: the visible checks, on a student's own machine, without a sandbox."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from autograder.course.assignments import Assignment, Course, CourseError, definitions
from autograder.course.device import resolve_device
from autograder.course.languages import LANGUAGES, TRANSLATIONS, folder_of
from autograder.language import tell
from autograder.local.progress import Progress
from autograder.report.verdict import Report
from autograder.sandbox.limits import Limits
from autograder.submissions.belonging import assignments_in, require_own
from autograder.submissions.found import is_candidate
from autograder.submissions.submission import SubmissionError, read_bytes, read_submission

if TYPE_CHECKING:
    from autograder.grading.grader import Grader
    from autograder.grading.session import CheckSession
    from autograder.sandbox.interface import Sandbox

__all__ = [
    "check_file",
    "check_in_sandbox",
    "hidden_points",
    "no_such_exercise",
    "order_of",
    "submission_files",
    "work_for_another",
]

_T = TypeVar("_T")


def submission_files(
    course: Course, path: Path | None, exercises: Sequence[str]
) -> list[tuple[str, Path, tuple[str, ...]]]:
    """Return (assignment, file, notes) for what is to be checked: a file, an assignment's folder, or all assignments.

    Where no path is named, the folder of an assignment stands for it alone. The notes say which file of a folder was
    taken, where there are several. If some exercises are named, only the assignments that have them.

    Raises:
        CourseError: there is nothing to check there, or no such exercise.
    """
    path = path if path is not None else _here(course)
    if path is None:
        folders = [course.root / "assignments" / name for name in course.assignments]
        found = [(folder.name, *_newest(folder, folder.name)) for folder in folders if folder.is_dir()]
        if not found:
            raise CourseError(
                tell("{folder}: there is no assignment; name a file to check.", folder=course.root / "assignments")
            )
    else:
        found = [_named(course, path.absolute())]
    known = {name: course.assignment(name, with_solution=False).exercises for name, _, _ in found}
    for exercise in exercises:
        if not any(exercise in names for names in known.values()):
            raise CourseError(no_such_exercise(exercise, set().union(*known.values()), _exercises(course)))
    return [each for each in found if not exercises or known[each[0]] & set(exercises)]


def no_such_exercise(name: str, known: Iterable[str], of_course: Mapping[str, Collection[str]]) -> str:
    """Say that there is no such exercise among the known ones, and what somebody may have meant."""
    known = sorted(known)
    elsewhere = next((assignment for assignment, names in of_course.items() if name in names), None)
    alike = difflib.get_close_matches(name, known, n=1)
    if alike:
        remedy = tell("did you mean {alike}?", alike=alike[0])
    elif elsewhere is not None:
        remedy = tell("it is one of {assignment}; check the file of that assignment.", assignment=elsewhere)
    else:
        remedy = tell("there are {names}.", names=", ".join(known))
    if elsewhere:
        return tell("{name}: there is no such exercise here; {remedy}", name=name, remedy=remedy)
    return tell("{name}: there is no such exercise; {remedy}", name=name, remedy=remedy)


def _exercises(course: Course) -> dict[str, set[str]]:
    return {name: course.assignment(name, with_solution=False).exercises for name in course.assignments}


def _here(course: Course) -> Path | None:
    """Return the folder of an assignment, or of a language in it, that the current folder is or lies in."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if folder.name in course.assignments and any(path.is_file() for path in _candidates(folder, folder.name)):
            return here if here.name in TRANSLATIONS and here.parent == folder else folder
        if folder == course.root:
            break
    return None


def _named(course: Course, path: Path) -> tuple[str, Path, tuple[str, ...]]:
    notes: tuple[str, ...] = ()
    if path.is_dir():
        path, notes = _newest(path, path.parent.name if path.name in TRANSLATIONS else path.name)
    if not path.is_file():
        raise CourseError(_no_such_file(path))
    path = path.resolve()
    is_named = path.stem in course.assignments and is_candidate(path)
    return path.stem if is_named else _assignment_of(course, path), path, notes


def _no_such_file(path: Path) -> str:
    """Say that a file is not there, and what somebody may have meant with its name."""
    there = path.parent.iterdir() if path.parent.is_dir() else ()
    names = [each.name for each in there if each.is_dir() or each.suffix in (".py", ".ipynb")]
    alike = difflib.get_close_matches(path.name, names, n=1)
    if alike:
        return tell("{path}: there is no such file; did you mean {alike}?", path=path, alike=path.parent / alike[0])
    return tell("{path}: there is no such file.", path=path)


def _assignment_of(course: Course, path: Path) -> str:
    """Return the assignment that a file is work for, by what it defines.

    Raises:
        CourseError: it is none, or work for several.
    """
    if not is_candidate(path):
        raise CourseError(tell("{name}: is no .py and no .ipynb file; name one.", name=path.name))
    try:
        found = assignments_in(path, _exercises(course))
    except SubmissionError as error:
        raise CourseError(f"{error}.") from None
    if not found:
        names = ", ".join(course.assignments)
        raise CourseError(
            tell("{name}: defines no exercise of an assignment; there are {names}.", name=path.name, names=names)
        )
    if len(found) > 1:
        each = ", ".join(
            tell("{exercise} of {assignment}", exercise=names[0], assignment=assignment)
            for assignment, names in found.items()
        )
        raise CourseError(
            tell(
                "{name}: defines exercises of several assignments ({each}); put them into files of their own.",
                name=path.name,
                each=each,
            )
        )
    return next(iter(found))


def check_file(
    assignment: Assignment,
    path: Path,
    exercises: Sequence[str],
    device: str,
    limits: Limits | None = None,
    progress: Progress | None = None,
    *,
    hear: bool = False,
    stop: bool = False,
) -> tuple[Report, str]:
    """Run the visible checks of an assignment (or of some exercises) on a file.

    Args:
        assignment: has the checks.
        path: the file.
        exercises: which ones; all if there is none.
        device: where to train.
        limits: of the submission.
        progress: is told what is being done.
        hear: keep what the student's code prints there, too.
        stop: try no exercise after the first that is not right; what was not tried is not in the report.

    Returns the report, and where training checks have trained, if there are any: ``cpu`` or ``cuda``.

    Raises:
        CourseError: the checks cannot be collected.
        DataError: a data set is needed and not there.
        SandboxError: no process can be started.
    """
    from autograder.sandbox.process_sandbox import ProcessSandbox

    progress = progress or Progress()
    sandbox = ProcessSandbox(progress.heard if hear else None)  # before anything else: it imports torch while we do
    try:
        from autograder.local.following import FollowedSandbox, FollowedSession

        followed: list[FollowedSession] = []

        def follow(session: CheckSession) -> CheckSession:
            followed.append(FollowedSession(session, progress, stop=stop))
            return followed[0]

        report, trained_on = check_in_sandbox(
            assignment,
            order_of(path),
            exercises,
            device,
            FollowedSandbox(sandbox, progress),
            lambda grader: grader.grade("", path, work_for_another(assignment, path)),
            limits,
            follow,
        )
    finally:
        sandbox.close()
    if stop and not report.is_of_all:
        _leave_out(report, followed[0].tried)
    return report, trained_on


def check_in_sandbox(
    assignment: Assignment,
    order: Sequence[str],
    exercises: Sequence[str],
    device: str,
    sandbox: Sandbox,
    grade: Callable[[Grader], _T],
    limits: Limits | None = None,
    follow: Callable[[CheckSession], CheckSession] = lambda session: session,
) -> tuple[_T, str]:
    """Have something graded in a sandbox by the visible checks, see `check_file`; the exercises come in this order.

    ``follow`` may put another session in the place of that with the checks.
    """
    from autograder.grading.data import provide_data
    from autograder.grading.grader import Grader
    from autograder.grading.hints import read_hints
    from autograder.grading.session import run_session

    within = limits or Limits()

    def body(session: CheckSession) -> tuple[_T, str]:
        with ExitStack() as stack:
            if session.data_sets:
                session.context.device = resolve_device(device)
            provide_data(session.context, session.data_sets, sandbox, stack, {})
            grader = Grader(follow(session), sandbox, within, read_hints(assignment.hints))
            return grade(grader), session.context.device

    return run_session(assignment, order, within, body, exercises=exercises)


def _leave_out(report: Report, tried: Sequence[str]) -> None:
    """Leave exercises out of a report that were not tried, since one before them was not right."""
    if len(tried) < len(report.exercises):
        report.notes.append(tell("stopped after {exercise}, the first exercise that is not right", exercise=tried[-1]))
    report.exercises = [exercise for exercise in report.exercises if exercise.name in tried]
    report.score = sum(exercise.score for exercise in report.exercises)
    report.max_score = sum(exercise.max_score for exercise in report.exercises)


def hidden_points(assignment: Assignment, exercises: Sequence[str]) -> float:
    """Return what the hidden checks of an assignment (or of some exercises) are worth, as far as that is known here."""
    from autograder.grading.hints import read_hints

    hints = read_hints(assignment.hints)
    return sum(map(hints.hidden_points, exercises or assignment.exercises)) if hints is not None else 0.0


def order_of(path: Path) -> list[str]:
    """Return the exercises in the order in which the student's file has them."""
    try:
        return definitions(cell.source for cell in read_submission(path).cells)
    except SubmissionError:
        return []


def work_for_another(assignment: Assignment, path: Path) -> str | None:
    """Return a line if a file is work for another assignment."""
    try:
        require_own(path, read_bytes(path), assignment.name, assignment.exercises, assignment.others)
    except SubmissionError as error:
        return str(error)
    return None


def _candidates(folder: Path, assignment: str) -> list[Path]:
    names = (f"{assignment}.py", f"{assignment}.ipynb")
    return [folder_of(language, folder) / name for language in LANGUAGES for name in names]


def _newest(folder: Path, assignment: str) -> tuple[Path, tuple[str, ...]]:
    """Return the .py or .ipynb of an assignment's folder, in any language, that was saved last; note the others."""
    candidates = [path for path in _candidates(folder, assignment) if path.is_file()]
    if not candidates:
        raise CourseError(
            tell(
                "{folder}: there is no {assignment}.py and no {assignment}.ipynb.", folder=folder, assignment=assignment
            )
        )
    newest = max(candidates, key=lambda path: path.stat().st_mtime_ns)
    called = {path: path.relative_to(folder).as_posix() for path in candidates}
    others = ", ".join(name for path, name in called.items() if path != newest)
    note = tell("{file} is checked, as it was saved last; not {others}", file=called[newest], others=others)
    return newest, (note,) if others else ()
