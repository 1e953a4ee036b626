"""What is written into a notebook and its comments is read as it is meant."""

from __future__ import annotations

import pytest
from nbconvert.filters import markdown2html
from nbformat.v4 import new_code_cell, new_notebook

from autograder.nbgrader.filling import fill
from autograder.report.telling import OWN_FAULT
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "`a` and ``<script>alert(1)</script>``",
        "`",
        "[here](javascript:alert(1))",
        "$\\href{javascript:alert(1)}{x}$",
        "a\n\n<script>alert(1)</script>\n\n# b",
    ],
)
def test_an_error_is_no_markup_in_a_comment(text: str) -> None:
    """nbgrader shows comments as Markdown; what a student has written into an error is shown as it is."""
    report = Report("s", "a.py", "", Status.GRADED, f"a.py:1: SyntaxError: {text}", 0.0, 1.0, 0.0)
    report.exercises.append(ExerciseReport("sigmoid", 0.0, 1.0))
    cell = new_code_cell(metadata={"nbgrader": {"grade_id": "sigmoid", "solution": True, "grade": False}})
    comment = fill(new_notebook(cells=[cell]), report).comments["sigmoid"]
    html = markdown2html(comment)
    assert html.startswith("<p><code>")
    assert html.rstrip().endswith("</code></p>")
    assert html.count("<") == 4


def test_an_error_stays_readable() -> None:
    """Beside the marks of a code span nothing is added: the formgrader shows comments as plain text."""
    report = Report("s", "a.py", "", Status.GRADED, "a.py:1: invalid syntax", 0.0, 1.0, 0.0)
    report.exercises.append(ExerciseReport("sigmoid", 0.0, 1.0))
    cell = new_code_cell(metadata={"nbgrader": {"grade_id": "sigmoid", "solution": True, "grade": False}})
    assert fill(new_notebook(cells=[cell]), report).comments["sigmoid"] == "`a.py:1: invalid syntax`"


def test_students_are_not_told_how_the_grader_failed() -> None:
    """Its messages may quote hidden checks; nor that a teacher has graded a part."""
    fault = CheckReport("T", True, Verdict.NOT_GRADED, 0.0, 1.0, "AssertionError: wanted 4.2")
    report = Report("s", "a.py", "", Status.NOT_GRADED, "graded in part; not yet: mse", 0.0, 1.0, 0.0)
    report.exercises.append(ExerciseReport("sigmoid", 0.0, 1.0, [fault]))
    cell = new_code_cell(metadata={"nbgrader": {"grade_id": "sigmoid-hidden", "grade": True, "points": 1}})
    solution = new_code_cell(metadata={"nbgrader": {"grade_id": "sigmoid", "solution": True, "grade": False}})
    filled = fill(new_notebook(cells=[solution, cell]), report)
    assert (filled.comments, filled.scores) == ({}, {"sigmoid-hidden": None})
    assert cell.outputs[0].data["text/plain"].startswith(str(OWN_FAULT))
    assert "4.2" not in str(cell.outputs)
