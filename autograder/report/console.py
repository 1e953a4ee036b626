"""One report in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.protocol.results import NOT_IMPLEMENTED
from autograder.report.folding import fold, new_hints
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Verdict

__all__ = ["print_report"]

_MARKS = {
    Verdict.PASSED: ("✓", "green"),
    Verdict.FAILED: ("✗", "red"),
    Verdict.BLOCKED: ("–", "dim"),
    Verdict.NOT_GRADED: ("?", "yellow"),
}


def print_report(
    console: Console, report: Report, *, hidden_points: float = 0, hints: int = 1, ask: str = "--hints {}"
) -> None:
    """Print one submission's report for the student: each exercise, each check, and what to do about it.

    Args:
        console: where to print.
        report: of the submission.
        hidden_points: what checks are worth that are not in the report, and will be run when it is handed in.
        hints: how many to show for one cause, if there are so many; each is more concrete than the one before.
        ask: how to ask for so many, ``{}``.
    """
    # Text objects throughout: what students write is never taken for markup.
    for note in report.notes:
        console.print(Text(f"note: {note}", "dim"))
    if report.error:
        console.print(Text(_with_caret(report.error), "bold red"))
    for exercise in report.exercises if not report.is_of_all else ():  # that nothing can be run is said once
        console.print(_heading(exercise))
        if _is_untouched(exercise):
            console.print(Text(f"  – {NOT_IMPLEMENTED}", "dim"))
            continue
        told: set[str] = set()
        for block in fold(exercise.checks):
            console.print(Padding(_block(block, told, hints), (0, 0, 0, 2)))
    if any(len(check.further_hints) >= hints for exercise in report.exercises for check in exercise.checks):
        console.print(Text(f"a further hint is there: {ask.format(hints + 1)}", "dim"))
    console.print(Text(_last_line(report, hidden_points), "bold"))


def _heading(exercise: ExerciseReport) -> Text:
    heading = Text(exercise.name, "bold")
    heading.append(f"  {exercise.score:g} of {exercise.max_score:g}", "not bold")
    return heading


def _last_line(report: Report, hidden_points: float) -> str:
    """Return the points, those still to come, and what to do next."""
    line = f"{report.score:g} of {report.max_score:g} points"
    if hidden_points:
        line += f"; {hidden_points:g} more are graded after you hand in"
    if len(report.exercises) == 1 or report.is_of_all:
        return line
    begun = (exercise for exercise in report.exercises if not _is_untouched(exercise))
    failed = (exercise.name for exercise in begun if exercise.score < exercise.max_score)
    following = next(failed, None)
    return f"{line}; next: {following}" if following is not None else line


def _with_caret(error: str) -> str:
    """Return what is said of a syntax error with the caret below the line of code, where it can be told from it."""
    said, _, code = error.partition(", at the caret: ")
    before, caret, after = code.partition("^")
    if not caret or "^" in after:
        return error
    return f"{said}\n    {before}{after}\n    {' ' * cell_len(before)}^"


def _is_untouched(exercise: ExerciseReport) -> bool:
    failed = [check for check in exercise.checks if check.verdict is not Verdict.BLOCKED]
    return bool(failed) and all(check.message == NOT_IMPLEMENTED for check in failed)


def _block(checks: Sequence[CheckReport], told: set[str], hints: int) -> RenderableType:
    """Return what is to be said of checks with one cause; hints that were ``told`` are not repeated."""
    first = checks[0]
    mark, style = _MARKS[first.verdict]
    facts = []
    if first.message:
        facts.append(Text(first.message, "dim" if first.verdict in (Verdict.PASSED, Verdict.BLOCKED) else ""))
    if first.counterexample:
        facts.append(Text(f"for {first.counterexample}", "cyan"))
    facts += [Text(f"hint: {hint}", "italic") for hint in new_hints(checks, told, hints)]
    titles = Table.grid(padding=(0, 1, 0, 0))
    for number, check in enumerate(checks):
        title = Text(check.name)
        if number and first.verdict is Verdict.FAILED:
            title.append(" (same reason)", "dim")
        titles.add_row(Text(mark, style), title)
    return Group(titles, *(Padding(fact, (0, 0, 0, 2)) for fact in facts))
