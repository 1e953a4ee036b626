"""``check("sigmoid")``, ``check()``: the visible checks, on what is defined in a notebook's kernel right now."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from autograder.course.assignments import Assignment, CourseError, find_course
from autograder.course.data import DataError
from autograder.language import UnknownLanguage, of_locale, speak, tell
from autograder.local.check import check_in_sandbox, hidden_points, no_such_exercise
from autograder.report.console import points, print_report
from autograder.report.verdict import ExerciseReport, Report, Verdict
from autograder.submissions.submission import Submission

if TYPE_CHECKING:  # imports torch, for which a wrong name need not wait
    from autograder.local.live_sandbox import Namespace

__all__ = ["CheckFailed", "CheckInterrupted", "check_namespace"]

# What Jupyter shows in a line, on most screens.
_WIDTH = 100
_HTML = '<pre style="margin: 0; white-space: pre-wrap">{code}</pre>'


class _Shown(BaseException):
    """An exception that IPython shows as what it has to say, without a traceback."""

    def __init__(self, drawing: Console) -> None:
        super().__init__(_text(drawing))
        self._coloured = _text(drawing, styles=True).split("\n")

    def _render_traceback_(self) -> list[str]:
        """Return the lines to show: IPython asks for them."""
        return self._coloured


class CheckFailed(_Shown, Exception):
    """The exercise is not right yet, or cannot be checked. Its text is the report."""


class CheckInterrupted(_Shown, KeyboardInterrupt):
    """Somebody has stopped what the check was running."""


def check_namespace(exercise: object, names: dict[str, Any], hints: int = 1, language: str | None = None) -> None:
    """Check an exercise that is defined among these names, or all that are if it is None.

    Displays a line for each if all are right. If not, up to so many hints are shown for one cause. The language is by
    default that of the locale.

    Raises:
        CheckFailed: one is not, or there is nothing to check.
        CheckInterrupted: somebody has interrupted it.
    """
    outcome: Text | _Shown
    try:
        speak(language or of_locale())
        outcome = _outcome(exercise, names, hints)
    except (CourseError, DataError, UnknownLanguage) as error:
        outcome = CheckFailed(_drawing(Text(str(error), "bold red")))
    except KeyboardInterrupt as interrupt:
        what = tell("{exercise}: interrupted", exercise=exercise) if exercise is not None else tell("interrupted")
        lines = [what, *_namespace(names).describe(interrupt).lines]
        outcome = CheckInterrupted(_drawing(Text("\n  ".join(lines), "bold red")))
    if isinstance(outcome, _Shown):
        raise outcome  # only here, where nothing is being handled that it would keep alive
    _display(_drawing(outcome))


def _praise(report: ExerciseReport) -> Text:
    line = tell("{points}: all checks passed", points=points(report.score, report.max_score))
    praise = Text(f"✓ {report.name}  {line}", "green")
    for note in dict.fromkeys(check.message for check in report.checks if check.message):
        praise.append(f"\n  {note}", "dim")
    return praise


def _outcome(exercise: object, names: dict[str, Any], hints: int) -> Text | CheckFailed:
    """Run the checks; return what to say of work that is right, or what to raise.

    Raises:
        CourseError: there is no such exercise, or it is not defined.
        DataError: a data set is needed and not there.
    """
    if exercise is None:
        wanted, ask = _defined(names), "check(hints={})"
    else:
        assignment = _assignment_of(exercise)
        if exercise not in names:
            raise CourseError(
                tell("{exercise}: it is not defined; run the cell that defines it, then this one.", exercise=exercise)
            )
        wanted, ask = [(assignment, [str(exercise)])], f'check("{exercise}", hints={{}})'
    reports = [(_report(assignment, exercises, names), assignment, exercises) for assignment, exercises in wanted]
    every = [each for report, _, _ in reports for each in report.exercises]
    if all(check.verdict is Verdict.PASSED for each in every for check in each.checks):
        return Text("\n").join(map(_praise, every))

    def draw(console: Console) -> None:
        for report, assignment, exercises in reports:
            print_report(console, report, hidden_points=hidden_points(assignment, exercises), hints=hints, ask=ask)

    return CheckFailed(_drawing(draw))


def _report(assignment: Assignment, exercises: list[str], names: dict[str, Any]) -> Report:
    """Run the checks of exercises that are defined among these names."""
    from autograder.local.live_sandbox import LiveSandbox
    from autograder.local.process_state import left_as_it_was

    nothing_to_load = Submission(Path(f"{assignment.name}.py"), "", ())
    with left_as_it_was() as state:
        sandbox = LiveSandbox(_namespace(names), state)
        report, _ = check_in_sandbox(
            assignment,
            exercises,
            exercises,
            "auto",
            sandbox,
            lambda grader: grader.grade_submission("", nothing_to_load),
        )
    return report


def _assignments() -> list[Assignment]:
    course = find_course()  # the visible checks are in the package, whatever the folder, or in the course's own
    return [course.assignment(name, with_solution=False) for name in course.assignments]


def _defined(names: dict[str, Any]) -> list[tuple[Assignment, list[str]]]:
    """Return the assignments of which exercises are defined, and these in their order; a number is no exercise.

    Raises:
        CourseError: there is none.
    """
    functions = [name for name, value in names.items() if callable(value)]
    found = [(each, [name for name in functions if name in each.exercises]) for each in _assignments()]
    if not any(exercises for _, exercises in found):
        raise CourseError(tell("no exercise is defined; run the cells that define them, then this one."))
    return [(assignment, exercises) for assignment, exercises in found if exercises]


def _assignment_of(exercise: object) -> Assignment:
    """Return the assignment that an exercise belongs to.

    Raises:
        CourseError: there is none.
    """
    if not isinstance(exercise, str):
        raise CourseError(tell('check wants the name of an exercise, in quotes: check("sigmoid").'))
    assignments = _assignments()
    for assignment in assignments:
        if exercise in assignment.exercises:
            return assignment
    raise CourseError(no_such_exercise(exercise, set().union(*(each.exercises for each in assignments)), {}))


def _namespace(names: dict[str, Any]) -> Namespace:
    from autograder.local.live_sandbox import Namespace

    shell = _shell()
    if shell is None:
        return Namespace(names, lambda file: Path(file).name, nullcontext)
    from IPython.utils.capture import capture_output

    return Namespace(names, lambda file: _cell(shell, file), lambda: capture_output(stdout=False, stderr=False))


def _shell() -> Any:
    """Return IPython's shell, if this process has one."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def _cell(shell: Any, file: str) -> str:
    """Return what IPython calls a cell, e.g. ``In[3]``, or the name of a file; old versions have but files."""
    name = getattr(shell.compile, "format_code_name", lambda file: None)(file)
    return name[1] if name is not None else Path(file).name


def _drawing(content: Text | Callable[[Console], None]) -> Console:
    """Return a console that has recorded how something looks."""
    console = Console(
        file=io.StringIO(),
        record=True,
        width=_WIDTH,
        force_terminal=True,
        force_jupyter=False,
        color_system="standard",
        legacy_windows=False,
    )
    if isinstance(content, Text):
        console.print(content, soft_wrap=True)
    else:
        content(console)
    return console


def _text(drawing: Console, *, styles: bool = False) -> str:
    lines = drawing.export_text(clear=False, styles=styles).rstrip().split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _display(drawing: Console) -> None:
    text = _text(drawing)
    if _shell() is None:
        print(text)
        return
    from IPython.display import display

    html = drawing.export_html(clear=False, inline_styles=True, code_format=_HTML)
    display({"text/plain": text, "text/html": html}, raw=True)  # type: ignore[no-untyped-call]
