"""``check("sigmoid")``: the visible checks of one exercise, on what is defined in a notebook's kernel right now."""

from __future__ import annotations

import difflib
import io
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from autograder.course.assignments import Assignment, Course, CourseError
from autograder.course.data import DataError
from autograder.local.check import check_in_sandbox, hidden_points
from autograder.report.console import print_report
from autograder.report.verdict import ExerciseReport, Verdict
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


def check_namespace(exercise: object, names: dict[str, Any], hints: int = 1) -> None:
    """Check an exercise that is defined among these names, and display a line if it is right.

    If it is not, up to so many hints are shown for one cause.

    Raises:
        CheckFailed: it is not, or there is nothing to check.
        CheckInterrupted: somebody has interrupted it.
    """
    outcome: ExerciseReport | _Shown
    try:
        outcome = _report(exercise, names, hints)
    except (CourseError, DataError) as error:
        outcome = CheckFailed(_drawing(Text(str(error), "bold red")))
    except KeyboardInterrupt as interrupt:
        lines = [f"{exercise}: interrupted", *_namespace(names).describe(interrupt).lines]
        outcome = CheckInterrupted(_drawing(Text("\n  ".join(lines), "bold red")))
    if isinstance(outcome, _Shown):
        raise outcome  # only here, where nothing is being handled that it would keep alive
    _display(_drawing(_praise(outcome)))


def _praise(report: ExerciseReport) -> Text:
    praise = Text(f"✓ {report.name}  {report.score:g} of {report.max_score:g}: all checks passed", "green")
    for note in dict.fromkeys(check.message for check in report.checks if check.message):
        praise.append(f"\n  {note}", "dim")
    return praise


def _report(exercise: object, names: dict[str, Any], hints: int) -> ExerciseReport | CheckFailed:
    """Run the checks; return the report of what is right, or what to raise.

    Raises:
        CourseError: there is no such exercise, or it is not defined.
        DataError: a data set is needed and not there.
    """
    assignment = _assignment_of(exercise)
    if exercise not in names:
        raise CourseError(f"{exercise}: it is not defined; run the cell that defines it, then this one.")
    from autograder.local.live_sandbox import LiveSandbox
    from autograder.local.process_state import left_as_it_was

    nothing_to_load = Submission(Path(f"{assignment.name}.py"), "", ())
    with left_as_it_was() as state:
        sandbox = LiveSandbox(_namespace(names), state)
        report, _ = check_in_sandbox(
            assignment,
            [],
            [str(exercise)],
            "auto",
            sandbox,
            lambda grader: grader.grade_submission("", nothing_to_load),
        )
    [examined] = report.exercises
    if all(check.verdict is Verdict.PASSED for check in examined.checks):
        return examined
    hidden = hidden_points(assignment, [examined.name])
    ask = f'check("{examined.name}", hints={{}})'
    return CheckFailed(
        _drawing(lambda console: print_report(console, report, hidden_points=hidden, hints=hints, ask=ask))
    )


def _assignment_of(exercise: object) -> Assignment:
    """Return the assignment that an exercise belongs to.

    Raises:
        CourseError: there is none.
    """
    if not isinstance(exercise, str):
        raise CourseError('check wants the name of an exercise, in quotes: check("sigmoid").')
    course = Course(Path())  # the visible checks are in the package, whatever the folder
    assignments = [course.assignment(name, with_solution=False) for name in course.assignments]
    for assignment in assignments:
        if exercise in assignment.exercises:
            return assignment
    known = sorted(name for assignment in assignments for name in assignment.exercises)
    alike = difflib.get_close_matches(exercise, known, n=1)
    remedy = f"did you mean {alike[0]}?" if alike else f"there are {', '.join(known)}."
    raise CourseError(f"{exercise}: there is no such exercise; {remedy}")


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
