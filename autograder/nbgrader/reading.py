"""Reading a notebook that was handed in, whatever has become of it: what cannot be read is a notebook that says so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.report.plain import code_span
from autograder.submissions.submission import SubmissionError, read_cells, read_submission

__all__ = ["is_unfinished", "mark_unfinished", "read_notebook", "show_python"]

# In a notebook's metadata from when it has been repaired until it is graded.
_UNFINISHED = "autograder: not graded to its end"
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def read_notebook(path: Path) -> NotebookNode:
    """Return a valid notebook (nbformat 4.5) with the cells of a file.

    Of a cell it keeps the source, the attachments and nbgrader's metadata; outputs are left out. A file that cannot be
    read becomes a cell with the reason.
    """
    try:
        return _notebook([_cell(cell) for cell in read_cells(path)])
    except SubmissionError as error:
        return _notebook([_new_cell("raw", str(error))])


def show_python(path: Path) -> NotebookNode:
    """Return a notebook that shows a ``.py`` file, or why it cannot be read."""
    try:
        cells = [_new_cell("code", cell.source) for cell in read_submission(path).cells]
    except SubmissionError as error:
        cells = [_new_cell("raw", str(error))]
    return _notebook([_new_cell("markdown", f"Handed in as {code_span(path.name)}."), *cells])


def mark_unfinished(nb: NotebookNode) -> None:
    """Note that a notebook which is going to be written has not been graded yet."""
    nb.metadata["autograder"] = _UNFINISHED


def is_unfinished(path: Path) -> bool:
    """Whether a notebook that lies among the autograded ones has not been graded yet."""
    return _UNFINISHED in path.read_text(encoding="utf-8", errors="replace")[-1000:]  # metadata come last


def _notebook(cells: list[NotebookNode]) -> NotebookNode:
    """Return a notebook whose cells have ids, all different."""
    seen: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        while not _ID.fullmatch(cell.id) or cell.id in seen:
            cell.id = f"cell-{number}-{len(seen)}" if cell.id not in seen else f"{cell.id[:50]}-{number}"
        seen.add(cell.id)
    return NotebookNode(cells=cells, metadata=NotebookNode(), nbformat=4, nbformat_minor=5)


def _cell(form: Any) -> NotebookNode:
    """Return a cell made of anything."""
    form = form if isinstance(form, dict) else {}
    source, metadata = form.get("source", form.get("input", "")), form.get("metadata")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    cell = _new_cell(form.get("cell_type"), source if isinstance(source, str) else "")
    if isinstance(form.get("id"), str):
        cell.id = form["id"]
    if isinstance(metadata, dict) and isinstance(metadata.get("nbgrader"), dict):
        plain = {key: value for key, value in metadata["nbgrader"].items() if not isinstance(value, dict | list)}
        cell.metadata["nbgrader"] = NotebookNode(plain)
    if cell.cell_type == "markdown" and _are_attachments(form.get("attachments")):
        cell.attachments = from_dict(form["attachments"])
    return cell


def _new_cell(cell_type: object, source: str) -> NotebookNode:
    """Return a cell, not validated as nbformat's own are: that would take longer than to grade it.

    Half characters, which cannot be written as UTF-8, are replaced.
    """
    kind = cell_type if cell_type in ("code", "markdown") else "raw"
    source = source.encode("utf-8", "replace").decode()
    cell = NotebookNode(id="", cell_type=kind, metadata=NotebookNode(), source=source)
    if kind == "code":
        cell.update(outputs=[], execution_count=None)
    return cell


def _are_attachments(form: Any) -> bool:
    """Whether these are pictures pasted into a cell: MIME bundles by name."""
    return isinstance(form, dict) and all(
        isinstance(bundle, dict) and all(isinstance(data, str) for data in bundle.values()) for bundle in form.values()
    )
