"""Giving the cells of a notebook back what nbgrader knows them by, however they were moved, copied, cut or forged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.nbgrader.cells import part_of
from autograder.nbgrader.gradebook import Known, KnownCell
from autograder.nbgrader.reading import mark_unfinished, read_notebook, show_python
from autograder.nbgrader.runs import run_of

__all__ = ["Repair", "repair"]

_DEFINITION = re.compile(r"^(?:def|class)\s+(\w+)", re.MULTILINE)


class Repair(NbGraderPreprocessor):
    """In place of nbgrader's DeduplicateIds and OverwriteCells, over which a whole run can stop (its issue 1083)."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Repair a notebook; what is handed in as a ``.py`` is a notebook from here on, too."""
        of = resources["nbgrader"]
        run = run_of(self, of["assignment"])
        chosen = run.found[of["student"]].path
        there = Path(resources["metadata"]["path"], f"{of['notebook']}.ipynb")
        if of["notebook"] == of["assignment"] and chosen is not None and chosen != there:
            nb = show_python(chosen) if chosen.suffix == ".py" else read_notebook(chosen)
        for line in repair(nb, run.known(of["notebook"])):
            self.log.warning("%s, %s: %s", of["student"], of["notebook"], line)
        run.repaired[of["student"], of["notebook"]] = deepcopy(nb)
        mark_unfinished(nb)
        return nb, resources


def repair(nb: NotebookNode, known: Known) -> Iterator[str]:
    """Make the cells of a notebook what the gradebook says they are; yield a line for each that was not.

    Cells that students may not change come back as they were released, in their place; cells that they may change keep
    what is in them. All other cells stay, and mean nothing to nbgrader. The kernel is the released notebook's.
    """
    nb.metadata["kernelspec"] = from_dict(dict(known.kernelspec))
    claims: dict[str, list[NotebookNode]] = {}
    claimed = {}
    for cell in nb.cells:
        claimed[cell.id] = cell.metadata.pop("nbgrader", None)
        if isinstance(claimed[cell.id], dict):
            claims.setdefault(str(claimed[cell.id].get("grade_id")), []).append(cell)
    for name in claims.keys() - {cell.name for cell in known.cells}:
        yield f"nobody knows a cell {name[:80]!r}; it counts for nothing"
    for each in known.cells:
        found = claims.get(each.name, [])
        if len(found) > 1:
            yield f"{each.name} was there {len(found)} times; the last one counts"
        cell = found[-1] if found else _unnamed(nb.cells, each)
        if cell is not None:
            yield from _restore(nb, cell, each, claimed[cell.id])
        elif each.is_locked:
            yield f"{each.name} was missing; it is put back"
            nb.cells.insert(_place(nb.cells, each), _new_cell(each))


def _unnamed(cells: Sequence[NotebookNode], known: KnownCell) -> NotebookNode | None:
    """Return the cell that has lost its name: one with the same text, or the last that defines the same."""
    free = [cell for cell in cells if "nbgrader" not in cell.metadata]
    same = [cell for cell in free if cell.source == known.released]
    if not same and known.metadata["solution"] and known.cell_type == "code":
        names = set(_DEFINITION.findall(known.source))
        same = [cell for cell in free if cell.cell_type == "code" and names & set(_DEFINITION.findall(cell.source))]
    return same[-1] if same else None


def _restore(nb: NotebookNode, cell: NotebookNode, known: KnownCell, claimed: object) -> Iterator[str]:
    """Give a cell its metadata, its type and, if it is locked, its text."""
    changed = [] if _same(claimed, known) else ["metadata"]
    if cell.cell_type != known.cell_type:
        changed.append("type")
        position = next(position for position, each in enumerate(nb.cells) if each is cell)
        cell = nb.cells[position] = _of_type(known.cell_type, cell.source, cell.id)
    if known.is_locked:
        changed += ["text"] if cell.source != known.released else []
        cell.source = known.source
    cell.metadata["nbgrader"] = from_dict(dict(known.metadata))
    if changed:
        yield f"{known.name}: {' and '.join(changed)} restored"


def _same(claimed: object, known: KnownCell) -> bool:
    """Whether a cell's metadata were as they should be; the checksum is nbgrader's own business."""
    if not isinstance(claimed, dict):
        return False
    return all(claimed.get(key) == value for key, value in known.metadata.items() if key != "checksum")


def _place(cells: Sequence[NotebookNode], known: KnownCell) -> int:
    """Return where a cell belongs: behind the others of its exercise, or else at the end."""
    part = part_of(known.name)
    positions = [
        position
        for position, cell in enumerate(cells, start=1)
        if part is not None and _exercise(cell.metadata.get("nbgrader", {}).get("grade_id", "")) == part.exercise
    ]
    return positions[-1] if positions else len(cells)


def _exercise(grade_id: str) -> str:
    part = part_of(grade_id)
    return part.exercise if part is not None else grade_id


def _new_cell(known: KnownCell) -> NotebookNode:
    cell = _of_type(known.cell_type, known.source, f"restored-{known.name}"[:64])
    cell.metadata["nbgrader"] = from_dict(dict(known.metadata))
    return cell


def _of_type(cell_type: str, source: str, identity: str) -> NotebookNode:
    return (new_code_cell if cell_type == "code" else new_markdown_cell)(source, id=identity)
