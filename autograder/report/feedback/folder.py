"""A folder of feedback: for each student HTML, Markdown and plain text, and a list of all for a mail merge."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from autograder.report.feedback.html import as_html
from autograder.report.feedback.markdown import as_markdown
from autograder.report.feedback.outline import outline
from autograder.report.feedback.text import as_text
from autograder.report.files import file_names, write
from autograder.report.spreadsheet import number, safe_cell
from autograder.report.verdict import Report

__all__ = ["write_feedback"]


def write_feedback(reports: Sequence[Report], assignment: str, folder: Path) -> None:
    """Write ``<student>/feedback.html``, ``.md`` and ``.txt``, and ``feedback.csv``, which says whose folder is which.

    Raises:
        OutputError: a file cannot be written.
    """
    names = file_names(report.student for report in reports)
    buffer = io.StringIO()
    listed = csv.writer(buffer, lineterminator="\n")
    listed.writerow(["student", "score", "max_score", "folder"])
    for report in reports:
        about, name = outline(report, assignment), names[report.student]
        for suffix, text in (("html", as_html(about)), ("md", as_markdown(about)), ("txt", as_text(about))):
            write(folder / name / f"feedback.{suffix}", text)
        cells = [number(report.score), number(report.max_score)]
        listed.writerow([safe_cell(report.student), *cells, safe_cell(name)])
    write(folder / "feedback.csv", buffer.getvalue())
