"""What `nbgrader generate_assignment` leaves of a solution, and what it notes of a notebook."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.api import MissingEntry, Notebook
from nbgrader.preprocessors import ClearSolutions as StockClearSolutions
from nbgrader.preprocessors import SaveCells as StockSaveCells

from autograder.course.building.source import OWN_STUB, find_regions, make_stub
from autograder.nbgrader.gradebook import add_missing_rows

__all__ = ["ClearSolutions", "SaveCells"]


class ClearSolutions(StockClearSolutions):
    """nbgrader's own, but a solution may leave a stub of its own, see `autograder.course.building.source`."""

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        if cell.cell_type != "code" or OWN_STUB not in cell.source:
            return bool(super()._replace_solution_region(cell, language))
        cell.source = make_stub(cell.source, find_regions(cell.source, "a cell with a solution"))
        return True


class SaveCells(StockSaveCells):
    """nbgrader's own, but cells may be added to a notebook that has submissions (its issue 1322).

    Grades and comments that there are stay; the new cells get theirs when the submissions are autograded again.
    """

    def _create_notebook(self, nb: NotebookNode) -> None:
        try:
            notebook = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        except MissingEntry:
            notebook = None
        if notebook is not None and notebook.submissions:
            self._add_cells(notebook)
            for submitted in notebook.submissions:
                add_missing_rows(submitted)
            self.gradebook.db.commit()
        super()._create_notebook(nb)

    def _add_cells(self, notebook: Notebook) -> None:
        """Add what the gradebook does not know yet; what it knows already, or should no longer, is left to nbgrader."""
        for add, known, new in (
            (self.gradebook.add_grade_cell, notebook.grade_cells, self.new_grade_cells),
            (self.gradebook.add_solution_cell, notebook.solution_cells, self.new_solution_cells),
            (self.gradebook.add_task_cell, notebook.task_cells, self.new_task_cells),
            (self.gradebook.add_source_cell, notebook.source_cells, self.new_source_cells),
        ):
            for name in new.keys() - {cell.name for cell in known}:
                add(name, self.notebook_id, self.assignment_id, **new[name])
