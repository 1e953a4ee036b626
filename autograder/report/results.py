"""``results.json`` and ``grades.csv``: the batch as files."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.verdict import Report, Status

__all__ = ["SCHEMA", "OutputError", "as_results", "prepare", "write_results"]

SCHEMA = "autograder/results/1"

# Where a spreadsheet would see a formula: at the start of a cell, or of what it takes for one, as it may split lines at
# other characters than commas.
_FORMULA_START = re.compile(r"(^|[;|\t\r])(?=\s*[=+\-@＝＋－＠])")


def as_results(reports: Sequence[Report], *, assignment: str, sandbox: str, device: str) -> dict[str, Any]:
    """Return the reports in the shape of ``results.json``."""
    submissions = [asdict(report) for report in reports]
    return {
        "schema": SCHEMA,
        "assignment": assignment,
        "sandbox": sandbox,
        "device": device,
        "submissions": submissions,
    }


class OutputError(Exception):
    """The folder for the results cannot be written to; whoever runs the grader names another."""


def prepare(out: Path) -> None:
    """Make the folder for the results, before any work is done for them.

    Raises:
        OutputError: it cannot be made or written to.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise OutputError(f"{out}: cannot be written to ({error.strerror}); name another folder.") from None


def write_results(out: Path, results: dict[str, Any], reports: Sequence[Report]) -> None:
    """Write ``results.json`` and ``grades.csv`` into the folder ``out``; each appears whole or not at all."""
    _write(out / "results.json", json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    _write(out / "grades.csv", _grades(reports, results["assignment"]))


def _grades(reports: Sequence[Report], assignment: str) -> str:
    """Return the table of grades; a submission that could not be graded has empty cells, not zeros."""
    names = list(dict.fromkeys(exercise.name for report in reports for exercise in report.exercises))
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["student", "assignment", "score", "max_score", *names])
    for report in reports:
        scores = {exercise.name: exercise.score for exercise in report.exercises}
        graded = report.status is Status.GRADED
        row = [report.score, report.max_score, *(scores.get(name, "") for name in names)]
        writer.writerow([_safe(report.student), assignment, *(row if graded else [""] * len(row))])
    return table.getvalue()


def _safe(text: str) -> str:
    """Return text that no spreadsheet runs."""
    return _FORMULA_START.sub(r"\1'", text)


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
