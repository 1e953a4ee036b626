"""``autograder similar``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.commands.common import PATH, counted, fail, short_path
from autograder.course.assignments import Course, CourseError, find_course
from autograder.language import Phrase, speak
from autograder.report.files import write
from autograder.report.results import OutputError, Results, read_results
from autograder.submissions.submission import Cell, SubmissionError, read_submission

if TYPE_CHECKING:
    from autograder.report.html.code import CodeCell
    from autograder.report.similarity.pairs import Pair

__all__ = ["similar"]

# Of what is left out: its name where it is there.
_SOLUTION = Phrase("the solution")
_SHOWN = 20  # pairs in the terminal


@click.command()
@click.argument("out", type=PATH)
def similar(out: Path) -> None:
    """List which submissions, graded into the folder OUT, share what others do not have; it says nothing of why.

    What the stub, the solution and many of the class have is left out; names, comments, layout and the order of
    functions count for nothing. OUT/similar.html has the pairs side by side. It has students' names, so leave it there.
    """
    from autograder.batch.ledger import LedgerError

    try:
        from autograder.report.html.similar import render_similar
        from autograder.report.similarity.pairs import similar_pairs
    except ModuleNotFoundError as error:
        fail(CourseError(f'{error.name} is not installed; run pip install "pytorch-autograder[instructor]".'))
    try:
        results = read_results(out / "results.json")
        speak(results.lang)
        known = _known(find_course(), results.assignment)
        submissions, skipped = _submissions(out, results)
        pairs = similar_pairs(submissions, known.values())
        page = render_similar(results.assignment, pairs, submissions, known=list(known), skipped=skipped)
        write(out / "similar.html", page)
    except (CourseError, LedgerError, OutputError, SubmissionError) as error:
        fail(error)
    if _SOLUTION not in known:
        click.echo("autograder: there is no solution here: what is close to it is not left out", err=True)
    if pairs:
        _print(pairs[:_SHOWN])
    more = f", of which the first {_SHOWN} are above" if len(pairs) > _SHOWN else ""
    click.echo(
        f"wrote {short_path(out / 'similar.html')}: {counted(len(pairs), 'pair')} of "
        f"{counted(len(submissions), 'submission')}{more}"
    )
    for student, reason in skipped.items():
        click.echo(f"not compared: {student}: {reason}")


def _known(course: Course, assignment: str) -> dict[str, list[CodeCell]]:
    """Return the code that everybody has or may come to, by what it is."""
    course.assignment(assignment, with_solution=False)
    files = {
        Phrase("the stub"): course.root / "assignments" / assignment / f"{assignment}.py",
        _SOLUTION: course.root / "solutions" / assignment / f"{assignment}.py",
        Phrase("the misconceptions"): course.root / "solutions" / assignment / "misconceptions.py",
    }
    return {name: _cells(read_submission(path).cells) for name, path in files.items() if path.is_file()}


def _submissions(out: Path, results: Results) -> tuple[dict[str, list[CodeCell]], dict[str, str]]:
    """Return the code of each student, and of the others why there is none."""
    from autograder.batch.ledger import Sources

    submissions: dict[str, list[CodeCell]] = {}
    skipped: dict[str, str] = {}
    with Sources(out) as sources:
        for report in results.submissions:
            cells = sources.cells(report.sha256) if report.sha256 else None
            if cells is not None:
                submissions[report.student] = _cells(cells)
            elif report.sha256:
                skipped[report.student] = Phrase("its code was not kept; grade again with --fresh")
            else:
                skipped[report.student] = report.error or Phrase("there is no code that could be read")
    return submissions, skipped


def _cells(cells: Sequence[Cell]) -> list[CodeCell]:
    from autograder.report.html.code import CodeCell

    return [CodeCell(cell.source, cell.label) for cell in cells]


def _print(pairs: Sequence[Pair]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE)
    for heading in ("pair", "weight", "shared", "longest part", "where"):
        table.add_column(heading, justify="left" if heading in ("pair", "where") else "right")
    for pair in pairs:
        table.add_row(
            Text(f"{pair.one} · {pair.other}"),
            f"{pair.weight:.0f}",
            f"{pair.share:.0%}",
            counted(pair.parts[0].lines, "line"),
            Text(", ".join(pair.names)),
        )
    Console().print(table)
