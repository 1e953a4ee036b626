"""Writing into the gradebook what a submission is worth."""

from __future__ import annotations

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.api import Gradebook, GradeCell, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, is_solution

from autograder.nbgrader.filling import Filled
from autograder.nbgrader.gradebook import add_missing_rows
from autograder.nbgrader.runs import run_of

__all__ = ["SaveReport"]

# What nbgrader itself says of a cell that is as it was released.
_NO_RESPONSE = "No response."


class SaveReport(AssignLatePenalties):
    """In place of nbgrader's SaveAutoGrades and AssignLatePenalties: writes what a submission is worth, all or nothing.

    Scores and comments given by hand stay, and are marked to be looked at again, as nbgrader does it. What late work
    costs says the course's configuration of AssignLatePenalties.
    """

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Write what `autograder.nbgrader.autograde.Autograder` has found."""
        of = resources["nbgrader"]
        gradebook = run_of(self, of["assignment"]).gradebook
        submitted = gradebook.find_submission_notebook(of["notebook"], of["assignment"], of["student"])
        self.save(gradebook, submitted, nb, resources["autograder"])
        return nb, resources

    def save(self, gradebook: Gradebook, submitted: SubmittedNotebook, nb: NotebookNode, filled: Filled) -> None:
        """Write scores, comments and the penalty for late work into the rows of a submission."""
        add_missing_rows(submitted)
        for grade in submitted.grades:
            if isinstance(grade.cell, GradeCell):  # nbgrader's tasks are for people alone
                grade.auto_score = filled.scores.get(grade.name)
                grade.needs_manual_grade = grade.auto_score is None or grade.manual_score is not None
        untouched = {cell.metadata.nbgrader.grade_id for cell in nb.cells if is_solution(cell) and _is_untouched(cell)}
        for comment in submitted.comments:
            said = filled.comments.get(comment.name)
            comment.auto_comment = _NO_RESPONSE if comment.name in untouched and not said else said
        submitted.late_submission_penalty = None
        gradebook.db.flush()
        gradebook.db.refresh(submitted)  # the score is the database's sum
        submitted.late_submission_penalty = self._penalty(submitted)
        gradebook.db.commit()

    def _penalty(self, submitted: SubmittedNotebook) -> float | None:
        late_s = submitted.assignment.total_seconds_late
        if late_s <= 0:
            return None
        self.init_plugin()
        penalty = self.plugin_inst.late_submission_penalty(submitted.student.id, submitted.score, late_s)
        self.log.warning("%s is %s s late; the penalty is %s", submitted, late_s, penalty)
        return None if penalty is None else self._check_late_penalty(submitted, penalty)


def _is_untouched(cell: NotebookNode) -> bool:
    return bool(cell.metadata.nbgrader.get("checksum") == compute_checksum(cell))
