"""grades.csv: a line for each student, with all that is needed to know what a number is worth, and no formula."""

from __future__ import annotations

import csv
from pathlib import Path

from autograder.report.results import write_results
from autograder.report.verdict import ExerciseReport, Report, Status


def _rows(folder: Path, *reports: Report) -> list[dict[str, str]]:
    write_results(folder, lambda: reports, assignment="ps1", sandbox="full", device="cpu")
    with (folder / "grades.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_line_has_file_status_error_and_notes(tmp_path: Path) -> None:
    """Of what was not graded the points are empty, not zero, and the reason stands beside them."""
    exercises = [ExerciseReport("f", 1.0, 2.0)]
    graded = Report("a", "a.py", "00", Status.GRADED, None, 1.0, 2.0, 0.1, exercises, ["one, two", "three"])
    broken = Report("b", "b.ipynb", "", Status.GRADED, "b.ipynb: the file is empty", 0.0, 2.0, 0.1, exercises)
    failed = Report("c", "", "", Status.NOT_GRADED, "the grader failed", 0.0, 0.0, 0.1)
    first, second, third = _rows(tmp_path, graded, broken, failed)
    assert first == {
        "student": "a", "assignment": "ps1", "file": "a.py", "status": "graded", "score": "1.0", "max_score": "2.0",
        "f": "1.0", "error": "", "notes": "one, two; three",
    }  # fmt: skip
    assert (second["status"], second["score"], second["error"]) == ("graded", "0.0", "b.ipynb: the file is empty")
    assert (third["status"], third["score"], third["f"], third["error"]) == ("not_graded", "", "", "the grader failed")


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """Names of files, errors and notes are a student's own words, too."""
    formula = "=HYPERLINK(1)"
    [row] = _rows(tmp_path, Report(formula, formula, "", Status.GRADED, formula, 0.0, 0.0, 0.1, [], ["a", formula]))
    assert [value for value in row.values() if value.startswith("=")] == []
    assert row["notes"] == "a;' =HYPERLINK(1)"
