"""Reports in the terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.protocol.results import NOT_IMPLEMENTED
from autograder.report.folding import fold, new_hints
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict

__all__ = ["print_batch", "print_report", "print_skipped"]

# More submissions than this are for grades.csv; nobody reads so many lines in a terminal.
_MAX_ROWS = 300

# Even if the line is too short for it: less would say nothing.
_MIN_PROBLEM_WIDTH = 24
_MIN_NAME_WIDTH = 16
_PROBLEM = "what is wrong first"

# So many of what was skipped for the same reason are named; results.json has all.
_MAX_SKIPPED = 10

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


def print_batch(console: Console, reports: Iterable[Report], total: int) -> None:
    """Print the table of a batch: a line for each submission with its points, and the first thing that is wrong.

    Where the line is too short, what is wrong gives way, then the middle of the names of exercises, then that of other
    long names, never the points. Of a very large batch, only those are shown that could not be graded.
    """
    if total > _MAX_ROWS:
        reports = (report for report in reports if report.status is Status.NOT_GRADED)
    reports = list(islice(reports, _MAX_ROWS))
    if not reports:
        return
    exercises = list(dict.fromkeys(exercise.name for report in reports for exercise in report.exercises))
    names = ["student", "score", *exercises, _PROBLEM]
    rows = [_row(report, exercises) for report in reports]
    columns = list(zip(*([str(cell) for cell in row] for row in rows), strict=True))
    values = [max(map(cell_len, column)) for column in columns[:-1]]
    values[:2] = [max(value, len(name)) for value, name in zip(values, names[:2], strict=False)]
    least = min(values[0], _MIN_NAME_WIDTH) + sum(values[1:])
    gap, problem = (2, _MIN_PROBLEM_WIDTH) if least + 2 * len(names) + _MIN_PROBLEM_WIDTH <= console.width else (1, 10)
    widths = _widths(values, names[:-1], console.width - problem - gap * len(names))
    room = max(console.width - sum(widths[1:]) - gap * len(names) - problem, _MIN_NAME_WIDTH)
    widths[0] = min(widths[0], room)
    left = max(console.width - sum(widths) - gap * len(names), problem)
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, gap, 0, 0))
    for index, name in enumerate(names):
        shown = _shortened(name, widths[index]) if index < len(widths) else name if left >= len(name) else "problem"
        table.add_column(shown, justify="right" if 0 < index < len(names) - 1 else "left", no_wrap=True)
    for row in rows:
        row[0] = Text(_shortened(row[0].plain, room))
        row[-1].truncate(left, overflow="ellipsis")
        table.add_row(*row)
    before, console.width = console.width, max(console.width, sum(widths) + gap * len(names) + left)
    console.print(table, crop=False, soft_wrap=False)
    console.width = before


def print_skipped(console: Console, skipped: Iterable[Mapping[str, str]]) -> None:
    """Print what was found among the submissions and not graded: a line for each reason."""
    paths = defaultdict(list)
    for each in skipped:
        paths[each["reason"]].append(each["path"])
    for reason, found in paths.items():
        more = f" and {len(found) - _MAX_SKIPPED} more, see results.json" if len(found) > _MAX_SKIPPED else ""
        line = f"not graded, {reason}: {', '.join(found[:_MAX_SKIPPED])}{more}"
        console.print(Text(line, "yellow"), highlight=False, soft_wrap=True)


def _widths(values: Sequence[int], names: Sequence[str], room: int) -> list[int]:
    """Return the widths of columns with these values below these names, of which long ones give way if they must."""
    for most in range(max(map(cell_len, names)), 0, -1):
        widths = [max(value, min(cell_len(name), most)) for value, name in zip(values, names, strict=True)]
        if sum(widths) - widths[0] + min(widths[0], _MIN_NAME_WIDTH) <= room:
            return widths
    return list(values)


def _shortened(name: str, width: int) -> str:
    """Return a name of at most so many columns: its beginning and its end, for either may tell it from another."""
    if cell_len(name) <= width:
        return name
    if width < 3:
        return name[:width]
    end = name[-(width // 3) :]
    begin = Text(name)
    begin.truncate(width - cell_len(end) - 1)
    return f"{begin.plain.rstrip()}…{end}"


def _row(report: Report, exercises: Sequence[str]) -> list[Text]:
    scores = {exercise.name: exercise for exercise in report.exercises}
    cells = [Text(report.student)]
    if report.status is Status.NOT_GRADED:
        cells += [Text("not graded", "yellow"), *(Text("?", "yellow") for _ in exercises)]
    else:
        cells.append(_points(report.score, report.max_score, total=True))
        for name in exercises:
            cells.append(_points(scores[name].score, scores[name].max_score) if name in scores else Text())
    return [*cells, Text(_first_problem(report))]


def _points(score: float, max_score: float, *, total: bool = False) -> Text:
    style = "green" if score == max_score else "red" if score == 0 else "yellow"
    return Text(f"{score:g}/{max_score:g}" if total else f"{score:g}", style)


def _first_problem(report: Report) -> str:
    if report.error:
        return report.error
    for exercise in report.exercises:
        for check in exercise.checks:
            if check.verdict in (Verdict.FAILED, Verdict.NOT_GRADED):
                return f"{exercise.name}: {check.misconception or check.message}".split("\n", 1)[0]
    return ""


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
