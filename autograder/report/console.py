"""One report in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.language import NOT_IMPLEMENTED, tell, told
from autograder.report.folding import fold, new_hints
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Verdict, has_fault

__all__ = ["bar", "exercise_lines", "has_further_hint", "mark", "points", "print_report", "with_caret"]

# Of the points of an exercise, in characters.
_BAR_WIDTH = 10
# Of what a student's code has printed, so many lines are shown for an exercise.
_MAX_PRINTED_LINES = 20
# What took so long, as training does, is told how long it took.
_LONG_S = 5

_MARKS = {
    Verdict.PASSED: ("✓", "green"),
    Verdict.FAILED: ("✗", "red"),
    Verdict.BLOCKED: ("–", "dim"),
    Verdict.NOT_GRADED: ("?", "yellow"),
}


def print_report(
    console: Console,
    report: Report,
    *,
    hidden_points: float = 0,
    hints: int = 1,
    ask: str = "--hints {}",
    printed: Mapping[str, str] | None = None,
) -> None:
    """Print one submission's report for the student: each exercise, each check, and what to do about it.

    Args:
        console: where to print.
        report: of the submission.
        hidden_points: what checks are worth that are not in the report, and will be run when it is handed in.
        hints: how many to show for one cause, if there are so many; each is more concrete than the one before.
        ask: how to ask for so many, ``{}``.
        printed: what the student's code has printed, by exercise, "" while it was loaded; nothing of it is markup.
    """
    printed = printed or {}
    # Text objects throughout: what students write is never taken for markup.
    for note in report.notes:
        console.print(Text(tell("note: {note}", note=note), "dim"))
    if report.error:
        console.print(Text(with_caret(report.error), "bold red"))
    if printed.get(""):
        console.print(_printed(tell("the file, when it was loaded, has printed:"), printed[""]))
    for exercise in report.exercises if not report.is_of_all else ():  # that nothing can be run is said once
        for part in exercise_lines(exercise, hints):
            console.print(part)
        if printed.get(exercise.name):
            console.print(
                Padding(
                    _printed(tell("{exercise} has printed:", exercise=exercise.name), printed[exercise.name]),
                    (0, 0, 0, 2),
                )
            )
    if any(has_further_hint(exercise, hints) for exercise in report.exercises):
        console.print(Text(tell("a further hint is there: {how}", how=ask.format(hints + 1)), "dim"))
    console.print(Text(_last_line(report, hidden_points), "bold"))


def exercise_lines(exercise: ExerciseReport, hints: int) -> list[RenderableType]:
    """Return what is printed of an exercise: its points, and its checks in blocks with up to so many hints each."""
    if _is_untouched(exercise):
        return [_heading(exercise), Text(f"  – {told(NOT_IMPLEMENTED)}", "dim")]
    already: set[str] = set()
    blocks = [_block(block, already, hints) for block in fold(exercise.checks)]
    return [_heading(exercise), *(Padding(block, (0, 0, 0, 2)) for block in blocks)]


def has_further_hint(exercise: ExerciseReport, hints: int) -> bool:
    """Say whether there is more to say to those who have had so many hints."""
    return any(len(check.further_hints) >= hints for check in exercise.checks)


def mark(exercise: ExerciseReport) -> tuple[str, str]:
    """Return the sign of an exercise as a whole, and its style."""
    if exercise.score == exercise.max_score:
        return _MARKS[Verdict.PASSED]
    if has_fault(exercise):
        return _MARKS[Verdict.NOT_GRADED]
    return _MARKS[Verdict.BLOCKED if _is_untouched(exercise) else Verdict.FAILED]


def with_caret(error: str) -> str:
    """Return what is said of a syntax error with the caret below the line of code, where it can be told from it."""
    said, _, code = error.partition(tell(", at the caret: {code}").removesuffix("{code}"))
    before, caret, after = code.partition("^")
    if not caret or "^" in after:
        return error
    return f"{said}\n    {before}{after}\n    {' ' * cell_len(before)}^"


def _heading(exercise: ExerciseReport) -> Text:
    heading = Text(exercise.name, "bold")
    heading.append(f"  {points(exercise.score, exercise.max_score)}", "not bold")
    return heading.append("  ").append_text(bar(exercise.score, exercise.max_score))


def bar(score: float, max_score: float) -> Text:
    """Return points as a bar; it is full only where all of them are there, and empty only where none is."""
    share = score / max_score if max_score else 1.0
    full = _BAR_WIDTH if share == 1 else min(max(round(share * _BAR_WIDTH), int(share > 0)), _BAR_WIDTH - 1)
    style = "green" if full == _BAR_WIDTH else "yellow"
    return Text.assemble(("━" * full, f"not bold {style}"), ("─" * (_BAR_WIDTH - full), "not bold dim"))


def points(score: float, max_score: float) -> str:
    """Return ``1 of 1.5``."""
    return tell("{score:g} of {max_score:g}", score=score, max_score=max_score)


def _printed(heading: str, text: str) -> RenderableType:
    """Return what somebody's code has printed, each line marked, so that none is taken for ours."""
    lines = text.split("\n")
    shown = [Text("│ ", "dim").append(line, "not dim") for line in lines[:_MAX_PRINTED_LINES]]
    if len(lines) > _MAX_PRINTED_LINES:
        shown.append(Text(f"│ {tell('… and more')}", "dim"))
    return Group(Text(heading, "dim"), *shown)


def _last_line(report: Report, hidden_points: float) -> str:
    """Return the points, those still to come, and what to do next."""
    line = tell("{score:g} of {max_score:g} points", score=report.score, max_score=report.max_score)
    if report.seconds >= _LONG_S:
        line = tell("{points}, in {seconds:.0f} s", points=line, seconds=report.seconds)
    if hidden_points:
        line = tell("{points}; {more:g} more are graded after you hand in", points=line, more=hidden_points)
    if len(report.exercises) == 1 or report.is_of_all:
        return line
    begun = (exercise for exercise in report.exercises if not _is_untouched(exercise))
    failed = (exercise.name for exercise in begun if exercise.score < exercise.max_score)
    following = next(failed, None)
    return tell("{points}; next: {exercise}", points=line, exercise=following) if following is not None else line


def _is_untouched(exercise: ExerciseReport) -> bool:
    failed = [check for check in exercise.checks if check.verdict is not Verdict.BLOCKED]
    return bool(failed) and all(check.message == told(NOT_IMPLEMENTED) for check in failed)


def _block(checks: Sequence[CheckReport], already: set[str], hints: int) -> RenderableType:
    """Return what is to be said of checks with one cause; hints that were told ``already`` are not repeated."""
    first = checks[0]
    mark, style = _MARKS[first.verdict]
    facts = []
    if first.message:
        facts.append(Text(first.message, "dim" if first.verdict in (Verdict.PASSED, Verdict.BLOCKED) else ""))
    if first.counterexample:
        facts.append(Text(tell("for {example}", example=first.counterexample), "cyan"))
    facts += [Text(tell("hint: {hint}", hint=hint), "italic") for hint in new_hints(checks, already, hints)]
    titles = Table.grid(padding=(0, 1, 0, 0))
    for number, check in enumerate(checks):
        title = Text(check.name)
        if number and first.verdict is Verdict.FAILED:
            title.append(f" {tell('(same reason)')}", "dim")
        titles.add_row(Text(mark, style), title)
    return Group(titles, *(Padding(fact, (0, 0, 0, 2)) for fact in facts))
