"""A py:percent text as a notebook: the same bytes on every machine and in every run."""

import hashlib
import importlib
from collections import Counter
from types import ModuleType
from typing import Any

from autograder.course.building.errors import BuildError

__all__ = ["finish_notebook", "make_notebook"]

_KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# jupytext notes here how many blank lines followed a cell in the text; a notebook has no use for it.
_TEXT_ONLY = "lines_to_next_cell"


def make_notebook(text: str, language: str) -> str:
    """Return the .ipynb text (nbformat 4.5, without outputs) of a py:percent text in a language.

    Raises:
        BuildError: jupytext or nbformat is not installed.
    """
    _require("nbformat")  # which jupytext needs, too
    return finish_notebook(_require("jupytext").reads(text, fmt="py:percent"), language)


def finish_notebook(notebook: Any, language: str) -> str:
    """Return the .ipynb text of what jupytext has made of a py:percent text, and perhaps somebody else more of that.

    The metadata of its markdown cells say which language they are in.
    """
    nbformat = _require("nbformat")
    # jupytext's own metadata hold its version number, which differs from machine to machine.
    notebook.metadata = nbformat.from_dict(_KERNEL)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    _name_cells(notebook.cells)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.metadata["lang"] = language
    nbformat.validate(notebook)
    written: str = nbformat.writes(notebook)
    return written.rstrip("\n") + "\n"


def _name_cells(cells: list[Any]) -> None:
    """Give every cell an id made of its content, so that a change elsewhere leaves it alone.

    Equal cells are told apart by their order.
    """
    seen: Counter[str] = Counter()
    for cell in cells:
        cell.metadata.pop(_TEXT_ONLY, None)
        content = f"{cell.cell_type}\n{cell.source}"
        cell.id = hashlib.sha256(f"{seen[content]}\n{content}".encode()).hexdigest()[:16]
        seen[content] += 1


def _require(name: str) -> ModuleType:
    """Import one of the instructor's libraries; students have neither and need neither."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise BuildError(f'{name} is not installed; run pip install -e ".[instructor]".') from None
