"""What nbgrader makes first in a run of `nbgrader autograde`, and reads notebooks with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict

from autograder.nbgrader.autograde import Autograder
from autograder.nbgrader.reading import read_notebook
from autograder.nbgrader.runs import prepare_run

__all__ = ["Reader"]


class Reader(NotebookExporter):
    """In place of nbconvert's own, which stops at whatever is no notebook.

    Raises:
        NbGraderException: nothing can be graded; before nbgrader has touched anything.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        prepare_run(self.parent, Autograder(parent=self).settings())

    def from_filename(
        self, filename: str, resources: ResourcesDict | None = None, **options: Any
    ) -> tuple[str, ResourcesDict]:
        """Convert a file."""
        path = Path(filename)
        resources = self._init_resources(resources)
        resources["metadata"]["name"], resources["metadata"]["path"] = path.stem, str(path.parent)
        return self.from_notebook_node(read_notebook(path), resources=resources, **options)
