"""What a course's ``nbgrader_config.py`` sets, so that nbgrader's commands and its formgrader grade with our checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.course.assignments import find_course
from autograder.course.building.source import STUB

__all__ = ["configure"]

_OURS = "autograder.nbgrader"
_STOCK = "nbgrader.preprocessors"


def configure(c: Any, course: str | Path) -> None:
    """Set what nbgrader's commands and its formgrader have to know, in a ``nbgrader_config.py``.

    Options of the grader itself are those of `autograder.nbgrader.autograde.Autograder`, e.g. ``c.Autograder.jobs``.

    Args:
        c: what ``get_config()`` returns.
        course: the folder that holds ``solutions/``.
    """
    c.Autograder.course = str(course)
    c.GenerateAssignment.preprocessors = [
        f"{_STOCK}.IncludeHeaderFooter",
        f"{_STOCK}.InstantiateTests",
        f"{_STOCK}.LockCells",
        f"{_OURS}.release.ClearSolutions",  # the stock one leaves the same stub everywhere
        f"{_STOCK}.ClearOutput",
        f"{_STOCK}.CheckCellMetadata",
        f"{_STOCK}.ComputeChecksums",
        f"{_OURS}.release.SaveCells",  # the stock one refuses cells that come after the first submission
        f"{_STOCK}.ClearHiddenTests",
        f"{_STOCK}.ClearMarkScheme",
        f"{_STOCK}.ComputeChecksums",
        f"{_STOCK}.CheckCellMetadata",
    ]
    c.ClearSolutions.code_stub = {"python": "\n".join(STUB)}
    c.ExchangeFactory.collect = f"{_OURS}.collect.Collect"
    # A student's .py is not to be overwritten with the one that was released.
    c.Autograde.exclude_overwriting = {name: [f"{name}.py"] for name in find_course(Path(course)).assignments}
    c.Autograde.exporter_class = f"{_OURS}.exporter.Reader"
    c.Autograde.sanitize_preprocessors = [f"{_OURS}.repair.Repair"]
    c.Autograde.autograde_preprocessors = [f"{_OURS}.autograde.Autograder", f"{_OURS}.saving.SaveReport"]
    # The stock list leaves hidden tests of an instructor's own in the feedback (nbgrader's issues 917 and 1363).
    c.GenerateFeedback.preprocessors = [
        f"{_STOCK}.ClearHiddenTests",
        f"{_STOCK}.GetGrades",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
