"""A batch in the terminal: a table of the class, and the answers to what its teacher asks first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.course.lateness import Lateness
from autograder.report.statistics import Cause, ClassFigures, in_words
from autograder.report.verdict import Report, Status, Verdict, has_fault

__all__ = ["print_batch", "print_skipped", "print_summary", "print_unknown_lateness"]

# More submissions than this are for grades.csv and the report; nobody reads so many lines in a terminal.
_MAX_ROWS = 300

# Where less is left in the line, what is wrong stands below it.
_MIN_REASON_WIDTH = 40
_REASON = "what is wrong first"
_MIN_NAME_WIDTH = 16
_GAP = 2

# So much of what may be long is shown; the report has all.
_MAX_HARDEST, _MAX_CAUSES, _MAX_LOOKS, _MAX_NAMED = 3, 5, 10, 3
_MAX_SKIPPED = 10


def print_batch(console: Console, reports: Iterable[Report], total: int) -> None:
    """Print the table of a batch: a line for each submission with its points, and the first thing that is wrong.

    Where the line is too short, what is wrong goes below it, and then the middles of names are left out; points never
    are. Of a very large batch, only those are shown that could not be graded.
    """
    if total > _MAX_ROWS:
        reports = (report for report in reports if report.status is Status.NOT_GRADED)
    reports = list(islice(reports, _MAX_ROWS))
    if total > _MAX_ROWS:
        those = "; those that could not be graded:" if reports else ""
        console.print(f"{total} submissions, one by one in grades.csv{those}", highlight=False)
    if not reports:
        return
    exercises = list(dict.fromkeys(exercise.name for report in reports for exercise in report.exercises))
    late = ["counts"] if any(report.late is not None for report in reports) else []
    names = ["student", "score", *late, *exercises]
    rows = [_row(report, exercises, with_lateness=bool(late)) for report in reports]
    values = [
        max(map(cell_len, column)) for column in zip(*([cell.plain for cell in row] for row in rows), strict=True)
    ]
    fixed = 2 + len(late)
    values[:fixed] = [max(value, len(name)) for value, name in zip(values, names[:fixed], strict=False)]
    whole = [max(value, cell_len(name)) for value, name in zip(values, names, strict=True)]
    left = console.width - sum(whole) - _GAP * len(whole)
    beside = left >= _MIN_REASON_WIDTH
    widths = whole if beside else _widths(values, names, console.width - _GAP * (len(names) - 1))
    heading = [Text(_shortened(name, width), "bold") for name, width in zip(names, widths, strict=True)]
    _print_line(console, heading, widths, Text(_REASON, "bold") if beside else Text(), beside)
    for report, row in zip(reports, rows, strict=True):
        row[0] = Text(_shortened(row[0].plain, widths[0]))
        _print_line(console, row, widths, Text(_first_problem(report)), beside)


def print_summary(console: Console, figures: ClassFigures) -> None:
    """Print what a teacher asks first: the mean, the hardest exercises, the commonest causes, and who needs a look."""
    if figures.submissions > 1 and figures.scores:
        console.print()
        _print_fact(console, "scores", _scores(figures))
        if figures.hardest:
            shares = [f"{each.name} {each.share:.0%}" for each in figures.hardest[:_MAX_HARDEST]]
            _print_fact(console, "hardest", Text(f"{', '.join(shares)} of the points"))
        if any(map(_is_common, figures.causes)):
            _print_fact(console, "commonest causes", _causes(figures))
    if figures.looks:
        _print_fact(console, "needs a look", _looks(figures))


def print_skipped(console: Console, skipped: Iterable[Mapping[str, str]]) -> None:
    """Print what was found among the submissions and not graded: a line for each reason."""
    paths = defaultdict(list)
    for each in skipped:
        paths[each["reason"]].append(each["path"])
    for reason, found in paths.items():
        more = f" and {len(found) - _MAX_SKIPPED} more, see results.json" if len(found) > _MAX_SKIPPED else ""
        line = f"not graded, {reason}: {', '.join(found[:_MAX_SKIPPED])}{more}"
        console.print(Text(line, "yellow"), highlight=False, soft_wrap=True)


def print_unknown_lateness(console: Console, reports: Iterable[Report]) -> None:
    """Print of whom nobody knows how late they were, where there is a policy: a line for each reason."""
    students = defaultdict(list)
    for report in reports:
        if report.late is not None and report.late.factor is None:
            students[report.late.reason].append(report.student)
    for reason, found in students.items():
        more = f" and {len(found) - _MAX_SKIPPED} more" if len(found) > _MAX_SKIPPED else ""
        remedy = "late_score is empty; a column handed_in in the --roster says when"
        line = f"{reason}: {', '.join(found[:_MAX_SKIPPED])}{more}; {remedy}"
        console.print(Text(line, "yellow"), highlight=False, soft_wrap=True)


def _print_line(console: Console, cells: Sequence[Text], widths: Sequence[int], reason: Text, beside: bool) -> None:
    """Print a line of the table, with a reason in the rest of it, or below it."""
    line = Text()
    for index, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (width - cell_len(cell.plain))
        line.append_text(Text.assemble(space, cell) if index else Text.assemble(cell, space)).append(" " * _GAP)
    if not beside:
        line.rstrip()
        console.print(line, highlight=False, soft_wrap=True)
        if reason:
            console.print(Padding(reason, (0, 0, 0, _GAP), expand=False), style="dim", highlight=False)
        return
    table = Table.grid(expand=True)
    table.add_column(width=cell_len(line.plain), no_wrap=True)
    table.add_column(ratio=1)
    table.add_row(line, reason)
    console.print(table, highlight=False)


def _widths(values: Sequence[int], names: Sequence[str], room: int) -> list[int]:
    """Return the widths of columns with these values below these names, of which long ones give way if they must."""
    for most in range(max(map(cell_len, names)), 0, -1):
        widths = [max(value, min(cell_len(name), most)) for value, name in zip(values, names, strict=True)]
        left = room - sum(widths[1:])
        if left >= min(widths[0], _MIN_NAME_WIDTH):
            return [min(widths[0], left), *widths[1:]]
    return [min(values[0], _MIN_NAME_WIDTH), *values[1:]]


def _shortened(name: str, width: int) -> str:
    """Return a name of at most so many columns: its beginning and its end, for either may tell it from another."""
    if cell_len(name) <= width:
        return name
    if width < 3:
        return name[:width]
    end = name[-(width // 3) :]
    while cell_len(end) > width // 2:
        end = end[1:]
    begin = Text(name)
    begin.truncate(width - cell_len(end) - 1)
    return f"{begin.plain.rstrip()}…{end}"


def _row(report: Report, exercises: Sequence[str], *, with_lateness: bool) -> list[Text]:
    there = {exercise.name: exercise for exercise in report.exercises}
    graded = report.status is Status.GRADED
    cells = [Text(report.student)]
    cells.append(_points(report.score, report.max_score, total=True) if graded else Text("not graded", "yellow"))
    if with_lateness:
        cells.append(_counting(report.late))
    for name in exercises:
        exercise = there.get(name)
        if exercise is not None and not has_fault(exercise):
            cells.append(_points(exercise.score, exercise.max_score))
        else:
            cells.append(Text("" if graded else "?", "yellow"))
    return cells


def _counting(late: Lateness | None) -> Text:
    """Return what counts of the score, and how much lateness has taken."""
    if late is None or late.score is None or late.factor is None:
        return Text("?", "yellow")
    less = f" −{1 - late.factor:.0%}" if late.factor < 1 else ""
    return Text(f"{late.score:g}{less}", "yellow" if less else "")


def _points(score: float, max_score: float, *, total: bool = False) -> Text:
    style = "green" if score == max_score else "red" if score == 0 else "yellow"
    return Text(f"{score:g}/{max_score:g}" if total else f"{score:g}", style)


def _first_problem(report: Report) -> str:
    if report.error:
        return report.error
    for exercise in report.exercises:
        for check in exercise.checks:
            if check.verdict in (Verdict.FAILED, Verdict.NOT_GRADED):
                reason = in_words(check.misconception) if check.misconception else check.message.split("\n", 1)[0]
                return reason if reason.startswith(f"{exercise.name} ") else f"{exercise.name}: {reason}"
    return ""


def _print_fact(console: Console, name: str, fact: Text | Table) -> None:
    """Print something under its name: beside it if it is a line, below it if it is a table."""
    if isinstance(fact, Table):
        console.print(Text(name, "bold"))
        console.print(Padding(fact, (0, 0, 0, 2), expand=False), highlight=False)
    else:
        console.print(Text.assemble((name, "bold"), "  ", fact), highlight=False)


def _scores(figures: ClassFigures) -> Text:
    share = f" ({figures.mean / figures.max_score:.0%})" if figures.max_score else ""
    return Text(
        f"mean {figures.mean:.4g} of {figures.max_score:g}{share}, median {figures.median:.4g}; "
        f"{figures.full} of {len(figures.scores)} have all points"
    )


def _causes(figures: ClassFigures) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    table.add_column()
    for cause in [*filter(_is_common, figures.causes)][:_MAX_CAUSES]:
        where = Text(f" ({_named(list(cause.exercises))})", "dim")
        table.add_row(f"{len(cause.students)} ×", Text(cause.text).append_text(where))
    return table


def _is_common(cause: Cause) -> bool:
    return len(cause.students) > 1


def _looks(figures: ClassFigures) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for look in figures.looks[:_MAX_LOOKS]:
        table.add_row(Text(look.reason, "yellow"), Text(": ".join(filter(None, [_named(look.students), look.text]))))
    if len(figures.looks) > _MAX_LOOKS:
        table.add_row("", f"and {len(figures.looks) - _MAX_LOOKS} more: autograder report shows all")
    return table


def _named(names: Sequence[str]) -> str:
    """Return the first of some names, and how many more there are."""
    more = f" and {len(names) - _MAX_NAMED} more" if len(names) > _MAX_NAMED else ""
    return ", ".join(_shortened(name, 40) for name in names[:_MAX_NAMED]) + more
