"""How far a batch has come: a bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from autograder.verdict import Report

__all__ = ["BatchProgress"]

# Where there is no terminal, as many lines as this say how far it is, however many submissions there are.
_LINES = 10


class BatchProgress:
    """Shows the progress of a batch of so many submissions while its block lasts; on stderr."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("ETA"),
            TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal,
        )  # fmt: skip
        self._task = self._bar.add_task("grading", total=total)

    def __enter__(self) -> BatchProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def advance(self, report: Report) -> None:
        """Count one finished report."""
        self._done += 1
        self._bar.advance(self._task)
        if self._bar.disable and (self._done * _LINES) // self._total > ((self._done - 1) * _LINES) // self._total:
            print(f"graded {self._done} of {self._total}", file=sys.stderr)
