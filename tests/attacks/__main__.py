"""Print the corpus as a table: ``python -m tests.attacks [--level full --level landlock] [-k WORD]``."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .corpus import read_cases
from .runner import LEVELS, run_corpus


@click.command()
@click.option(
    "--level", "levels", multiple=True, default=LEVELS, show_default=True, help="Sandbox level; may be repeated."
)
@click.option("-k", "word", default="", help="Only the cases whose name contains this.")
def main(levels: tuple[str, ...], word: str) -> None:
    """Run hostile submissions; exit with 1 if one of them gets what it wants."""
    console = Console()
    total = 0
    for level in levels:
        outcomes = run_corpus(read_cases(word), level)
        table = Table("case", "goal", "what stopped it", title=f"level {level}", title_justify="left")
        for outcome in outcomes:
            stopped = Text("; ".join(outcome.successes), "bold red") if outcome.successes else Text(outcome.stopped_by)
            table.add_row(outcome.case.name, Text(outcome.case.goal), stopped)
        console.print(table)
        succeeded = sum(bool(outcome.successes) for outcome in outcomes)
        console.print(f"{level}: {len(outcomes)} attacks, {succeeded} successes")
        total += succeeded
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
