"""Reading a notebook that was handed in, whatever has become of it: what cannot be read is a notebook that says so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode, from_dict

from autograder.submission import SubmissionError, read_cells, read_submission

__all__ = ["Reader", "read_handed_in", "read_notebook"]

_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class Reader(NotebookExporter):
    """In place of nbconvert's own, which stops at whatever is no notebook."""

    def from_filename(
        self, filename: str, resources: ResourcesDict | None = None, **options: Any
    ) -> tuple[str, ResourcesDict]:
        """Convert a file."""
        path = Path(filename)
        resources = self._init_resources(resources)
        resources["metadata"]["name"], resources["metadata"]["path"] = path.stem, str(path.parent)
        notebook = read_notebook(path)
        return self.from_notebook_node(notebook, resources=resources, **options)


def read_notebook(path: Path) -> NotebookNode:
    """Return a valid notebook (nbformat 4.5) with the cells of a file.

    Of a cell it keeps the source, the attachments and nbgrader's metadata; outputs are left out. A file that cannot be
    read becomes a cell with the reason.
    """
    try:
        return _notebook([_cell(cell) for cell in read_cells(path)])
    except SubmissionError as error:
        return _notebook([_new_cell("raw", str(error))])


def read_handed_in(folder: Path, assignment: str, chosen: Path | None) -> NotebookNode:
    """Return the notebook that shows a student's work: their own, or one with the text of their ``.py``.

    Args:
        folder: ``submitted/<student>/<assignment>``.
        chosen: the file that is graded, see `autograder.nbgrader.handed_in`; None if it is not clear.
    """
    if chosen is None or chosen.suffix != ".py":
        return read_notebook(folder / f"{assignment}.ipynb")
    try:
        cells = [_new_cell("code", cell.source) for cell in read_submission(chosen).cells]
    except SubmissionError as error:
        cells = [_new_cell("raw", str(error))]
    return _notebook([_new_cell("markdown", f"Handed in as `{chosen.name}`."), *cells])


def _notebook(cells: list[NotebookNode]) -> NotebookNode:
    """Return a notebook whose cells have ids, all different."""
    seen: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        if not _ID.fullmatch(cell.id) or cell.id in seen:
            cell.id = f"cell-{number}-{len(seen)}"
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
        cell.metadata["nbgrader"] = from_dict({key: _number(value) for key, value in metadata["nbgrader"].items()})
    if cell.cell_type == "markdown" and _are_attachments(form.get("attachments")):
        cell.attachments = from_dict(form["attachments"])
    return cell


def _number(value: Any) -> Any:
    """Return a whole number as such: nbgrader takes no schema version 3.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


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
