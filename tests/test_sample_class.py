"""The sample class in `examples/` gets, through the command itself, the grades that are committed with it."""

from __future__ import annotations

import csv
import difflib
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
SUBMITTED = EXAMPLES / "submitted"
# What the tests of single students are about; the other exercises came later, and are done rightly and wrongly.
ASKED_FOR = ["sigmoid", "mse", "replace_last_row"]
EXPECTED = {path.stem: path for path in sorted((EXAMPLES / "expected").glob("*.csv"))}

# Of the shape in the design document, plus the notes on what was skipped or failed when a submission was loaded.
RESULTS_KEYS = [
    "schema", "assignment", "sandbox", "device", "lang", "layout", "late_policy", "skipped", "submissions",
]  # fmt: skip
SUBMISSION_KEYS = [
    "student", "file", "sha256", "status", "error", "score", "max_score", "seconds", "exercises", "notes",
    "handed_in", "late",
]  # fmt: skip
EXERCISE_KEYS = ["name", "score", "max_score", "checks"]
CHECK_KEYS = [
    "name", "hidden", "verdict", "points", "max_points", "message", "counterexample", "misconception", "hint",
    "further_hints",
]  # fmt: skip

Graded = Callable[..., Path]


def _grade(out: Path, assignment: str, *options: str) -> Path:
    """Run the command as a TA does, elsewhere than in a folder that the command might look into by chance."""
    arguments = ["grade", str(SUBMITTED), "-a", assignment, "-o", str(out), *options]
    command = [sys.executable, "-m", "autograder.commands.main", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Return a function that grades one assignment of the class, once for all tests, and returns the folder.

    Without options there are two sandboxes, however many cores.
    """
    done: dict[tuple[str, ...], Path] = {}

    def grade(assignment: str, *options: str) -> Path:
        options = options or ("-j", "2")
        key = (assignment, *options)
        if key not in done:
            done[key] = _grade(tmp_path_factory.mktemp(assignment) / "out", assignment, *options)
        return done[key]

    return grade


@pytest.fixture(scope="module")
def ps1(graded: Graded) -> dict[str, dict[str, Any]]:
    """Grade ps1_tensors, which all students have handed in; return each student's report, without later exercises."""
    reports = _reports(graded("ps1_tensors"))
    for report in reports.values():
        report["exercises"] = [each for each in report["exercises"] if each["name"] in ASKED_FOR]
    return reports


def _reports(out: Path) -> dict[str, dict[str, Any]]:
    results = json.loads((out / "results.json").read_text())
    return {submission["student"]: submission for submission in results["submissions"]}


def _checks(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [check for exercise in report["exercises"] for check in exercise["checks"]]


def _named(report: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    """Return the exercises of these names."""
    by_name = {exercise["name"]: exercise for exercise in report["exercises"]}
    return [by_name[name] for name in names]


def _failed(report: dict[str, Any], exercise: str) -> list[dict[str, Any]]:
    """Return the failed checks of an exercise, having made sure that all other exercises are right."""
    wrong = [item["name"] for item in report["exercises"] if item["score"] != item["max_score"]]
    assert wrong == [exercise]
    return [check for check in _checks(report) if check["verdict"] == "failed"]


# Grades


def test_every_assignment_has_expected_grades() -> None:
    """What is in `assignments/` is graded here: a new assignment needs a line of the class, too."""
    assert set(EXPECTED) == {path.name for path in (ROOT / "assignments").iterdir() if path.is_dir()}


@pytest.mark.parametrize("assignment", EXPECTED)
def test_grades_are_the_committed_ones(graded: Graded, assignment: str) -> None:
    """To the byte. ps1 waits 20 s for the student whose loop never ends, ps5 trains three networks."""
    path = EXPECTED[assignment]
    tables = (each.read_text().splitlines() for each in (path, graded(assignment) / "grades.csv"))
    difference = "\n".join(difflib.unified_diff(*tables, "expected", "graded now", n=0, lineterm=""))
    remedy = f"if the change is meant to change these grades, run make expected A={assignment}"
    assert not difference, f"{path.relative_to(ROOT)} is stale; {remedy}:\n{difference}"


def test_readme_names_every_student_and_score() -> None:
    """The table in the README and the committed grades are one and the same."""
    rows = re.findall(r"^\| (s\d+) \| .* \| ([\d.]+) \|$", (EXAMPLES / "README.md").read_text(), re.MULTILINE)
    with EXPECTED["ps1_tensors"].open() as file:
        grades = {row["student"]: float(row["score"]) for row in csv.DictReader(file)}
    assert {student: float(score) for student, score in rows} == grades
    assert sorted(grades) == sorted(path.name for path in SUBMITTED.iterdir())


def test_the_class_is_graded_alike_by_one_sandbox_and_by_two(graded: Graded) -> None:
    """Neither neighbours nor order nor sandboxes show in a report; takes one more run over the class."""

    def results(sandboxes: int) -> Any:
        out = json.loads((graded("ps1_tensors", "-j", str(sandboxes)) / "results.json").read_text())
        for submission in out["submissions"]:
            del submission["seconds"]
        return out

    assert results(1) == results(2)


# The shape of results.json


@pytest.mark.parametrize("assignment", ["ps1_tensors", "ps4_networks"])
def test_results_have_the_shape_of_the_design(graded: Graded, assignment: str) -> None:
    """Every key is there for every submission, the unreadable ones included, and the sums are right."""
    results = json.loads((graded(assignment) / "results.json").read_text())
    assert list(results) == RESULTS_KEYS
    assert (results["schema"], results["assignment"]) == ("autograder/results/1", assignment)
    assert (results["sandbox"], results["device"]) == ("full", "cpu")
    for report in results["submissions"]:
        assert list(report) == SUBMISSION_KEYS
        assert (report["status"], report["seconds"] > 0) == ("graded", True)
        assert report["score"] == sum(exercise["score"] for exercise in report["exercises"])
        assert report["max_score"] == sum(exercise["max_score"] for exercise in report["exercises"])
        for exercise in report["exercises"]:
            assert list(exercise) == EXERCISE_KEYS
            assert exercise["score"] == sum(check["points"] for check in exercise["checks"])
        for check in _checks(report):
            assert list(check) == CHECK_KEYS
            assert check["points"] == (check["max_points"] if check["verdict"] == "passed" else 0)
            assert (check["verdict"] == "passed") or check["message"]


def test_reports_name_the_bytes_that_were_graded(ps1: dict[str, dict[str, Any]]) -> None:
    """The hash in a report is that of the file; one with a syntax error has been read, too."""
    for student, report in ps1.items():
        data = (SUBMITTED / student / "ps1_tensors" / report["file"]).read_bytes()
        assert report["sha256"] == hashlib.sha256(data).hexdigest()


# Right work


@pytest.mark.parametrize("student", ["s001", "s002", "s003", "s004", "s020"])
def test_right_work_of_any_style_has_full_points(ps1: dict[str, dict[str, Any]], student: str) -> None:
    """No check has anything to say about it."""
    assert [each["name"] for each in ps1[student]["exercises"]] == ASKED_FOR
    assert {(check["verdict"], check["message"]) for check in _checks(ps1[student])} == {("passed", "")}


def test_a_notebook_notes_what_was_skipped(ps1: dict[str, dict[str, Any]]) -> None:
    """Magics and shell lines are named with their cell, and so is the cell that raises."""
    notes = "\n".join(ps1["s003"]["notes"])
    skipped = ("!pip install", "%matplotlib inline", "version = !python", "%%time", "%%bash", "sigmoid?")
    assert [text for text in skipped if text not in notes] == []
    assert "cell 10:2: RuntimeError: The size of tensor a" in notes


def test_a_crash_at_the_top_level_is_noted(ps1: dict[str, dict[str, Any]]) -> None:
    """It costs nothing, but the student should know."""
    assert "ps1_tensors.py:16: FileNotFoundError" in ps1["s020"]["notes"][0]


# Each for its own reason


def _is_blocked(check: dict[str, Any]) -> bool:
    return bool(check["verdict"] == "blocked")


def test_the_untouched_stub_is_not_implemented(ps1: dict[str, dict[str, Any]]) -> None:
    """No points, no misconception and no hint: nobody has tried yet."""
    assert ps1["s005"]["score"] == 0
    checks = _checks(ps1["s005"])
    reasons = {(check["message"], check["misconception"], check["hint"]) for check in checks if not _is_blocked(check)}
    assert reasons == {("not implemented yet", None, "")}


def test_half_done_work_has_the_points_of_its_half(ps1: dict[str, dict[str, Any]]) -> None:
    """One exercise is right, one returns nothing, one has not been begun."""
    sigmoid, mse, replace = _named(ps1["s006"], "sigmoid", "mse", "replace_last_row")
    assert sigmoid["score"] == sigmoid["max_score"]
    assert mse["checks"][0]["message"] == "mse(tensor([1., 2., 3.]), tensor([1., 4., 0.])) is None, not a Tensor"
    assert {check["message"] for check in replace["checks"] if not _is_blocked(check)} == {"not implemented yet"}


@pytest.mark.parametrize(
    ("student", "exercise", "name"),
    [
        ("s007", "sigmoid", "sign_flipped"),
        ("s008", "sigmoid", "overflows"),
        ("s009", "mse", "broadcasts"),
        ("s010", "mse", "sum_instead_of_mean"),
        ("s011", "replace_last_row", "second_name"),
    ],
)
def test_a_typical_mistake_is_called_by_its_name(
    ps1: dict[str, dict[str, Any]], student: str, exercise: str, name: str
) -> None:
    """Every check that it fails names the misconception and gives its hint; the other exercises are right."""
    failed = _failed(ps1[student], exercise)
    assert {check["misconception"] for check in failed} == {name}
    assert all(check["hint"] for check in failed)


def test_a_switched_off_built_in_is_explained(ps1: dict[str, dict[str, Any]]) -> None:
    """Whatever name it was imported under; the exercise that uses none has its points."""
    sigmoid, mse, replace = _named(ps1["s012"], "sigmoid", "mse", "replace_last_row")
    assert (sigmoid["score"], mse["score"], replace["score"]) == (0, 0, replace["max_score"])
    assert all("switched off" in check["message"] for check in sigmoid["checks"] + mse["checks"])


def test_a_wrong_signature_is_explained(ps1: dict[str, dict[str, Any]]) -> None:
    """The message says which argument is one too many or too few."""
    sigmoid, mse = _named(ps1["s013"], "sigmoid", "mse")
    reason = "cannot be called as the docstring says: "
    assert sigmoid["checks"][0]["message"] == f"{reason}sigmoid() missing 1 required positional argument: 'beta'"
    assert mse["checks"][0]["message"] == f"{reason}mse() takes 1 positional argument but 2 were given"


def test_a_wrong_type_is_named(ps1: dict[str, dict[str, Any]]) -> None:
    """NumPy arrays and Python numbers are no tensors."""
    exercises = _named(ps1["s014"], "sigmoid", "mse", "replace_last_row")
    first = [exercise["checks"][0]["message"].rpartition(") is ")[2] for exercise in exercises]
    tensor = ", not a Tensor"
    assert first == [
        f"an ndarray of shape (4,){tensor}",
        f"a float, 4.333333492279053{tensor}",
        f"the result is an ndarray of shape (3, 2){tensor}",
    ]


def test_a_syntax_error_names_line_and_place(ps1: dict[str, dict[str, Any]]) -> None:
    """One line, with a caret where Python gave up; the submission is graded, with no points."""
    assert ps1["s015"]["error"] == (
        "ps1_tensors.py:10: SyntaxError: expected ':', at the caret: if y_true.shape != y_pred.shape^"
    )
    assert ps1["s015"]["score"] == 0


@pytest.mark.parametrize(("student", "reason"), [("s016", "did not finish in "), ("s019", "printed more than 16 MiB")])
def test_a_breach_of_limits_names_the_limit(ps1: dict[str, dict[str, Any]], student: str, reason: str) -> None:
    """Two breaches, and the other checks of that exercise are not tried; the other exercises are right."""
    first, second, *others = _failed(ps1[student], "replace_last_row")
    assert first["message"].startswith(reason)
    assert second["message"].startswith(reason)
    assert all("not tried" in check["message"] for check in others)


def test_an_exception_shows_the_students_own_lines(ps1: dict[str, dict[str, Any]]) -> None:
    """The exception, the call and the helper; nothing of the grader's."""
    for check in _failed(ps1["s017"], "replace_last_row"):
        reason, *lines = check["message"].split("\n")
        assert reason == "raised AttributeError: 'Tensor' object has no attribute 'lenght'"
        assert [line.strip() for line in lines] == [
            "ps1_tensors.py:26 in replace_last_row: check_row(x, row)",
            "ps1_tensors.py:8 in check_row: if row.lenght != columns:",
        ]


# The spy


def test_the_spy_finds_nothing(ps1: dict[str, dict[str, Any]]) -> None:
    """It would say what it has found: a home, a solution, a hidden check, a misconception, other results."""
    report = ps1["s018"]
    assert report["score"] == 0
    for exercise in report["exercises"]:
        reason = f"raised LookupError: nothing found for {exercise['name']}\n"
        failed = [check for check in exercise["checks"] if not _is_blocked(check)]
        assert failed
        assert all(check["message"].startswith(reason) for check in failed)
    assert "ended its own process with exit code 0" in report["notes"][-1]


def test_the_spys_report_tells_nothing(ps1: dict[str, dict[str, Any]]) -> None:
    """No line of the solutions' folder is in it, and no path of the grader's."""
    report = "\n".join(_texts(ps1["s018"]))
    shown = (SUBMITTED / "s018" / "ps1_tensors" / "ps1_tensors.py").read_text()
    secret = {line.strip() for path in (ROOT / "solutions").rglob("*.py") for line in path.read_text().splitlines()}
    assert [line for line in secret if len(line) > 20 and line in report and line not in shown] == []
    assert [path for path in (str(Path.home()), str(ROOT)) if path != "/" and path in report] == []


def _texts(value: Any) -> list[str]:
    """Return all text in a report."""
    if isinstance(value, dict):
        return _texts(list(value.values()))
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []
