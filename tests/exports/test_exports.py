"""Exports: files as platforms read them, from one small batch; nobody is dropped, and a fault is never a zero."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.report.export.classroom import as_classroom
from autograder.report.export.junit import as_junit
from autograder.report.export.people import Person, match
from autograder.report.files import file_names
from autograder.report.results import Results, read_results
from autograder.report.spreadsheet import safe_cell
from autograder.report.telling import OWN_FAULT
from autograder.report.verdict import CheckReport, ExerciseReport, Report, Status, Verdict

from . import BATCH, GOLDEN, TEMPLATES, autograder, write_golden
from .rules import require_gradescope, require_junit

# Whatever a student can have in a message; XML has no way to say some of it.
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def _change(out: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Return a folder of results in which something of each submission is changed."""
    document = json.loads((BATCH / "results.json").read_text(encoding="utf-8"))
    for submission in document["submissions"]:
        change(submission)
    out.mkdir()
    (out / "results.json").write_text(json.dumps(document), encoding="utf-8")
    return out


def _one(tmp_path: Path, student: str) -> Path:
    """Return a folder of results with one submission."""
    document = json.loads((BATCH / "results.json").read_text(encoding="utf-8"))
    document["submissions"] = [each for each in document["submissions"] if each["student"] == student]
    out = tmp_path / "out"
    out.mkdir()
    (out / "results.json").write_text(json.dumps(document), encoding="utf-8")
    return out


def test_golden_files_are_fresh(tmp_path: Path) -> None:
    """`python -m tests.exports` writes them anew."""
    write_golden(tmp_path)
    found = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(GOLDEN): path.read_bytes() for path in GOLDEN.rglob("*") if path.is_file()}
    assert {unicodedata.normalize("NFC", str(path)) for path in found} == {
        unicodedata.normalize("NFC", str(path)) for path in kept
    }
    assert [path for path in found if found[path] != kept.get(path, found[path])] == []


# Gradescope


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("gradescope/*.json")), ids=lambda path: path.stem)
def test_gradescope_finds_what_its_specification_says(path: Path) -> None:
    """And the points of the tests come to the score."""
    results = json.loads(path.read_text(encoding="utf-8"))
    require_gradescope(results)
    assert results["score"] == pytest.approx(sum(test["score"] for test in results["tests"]))


def test_gradescope_gets_no_zero_for_a_fault() -> None:
    """Who could not be graded has no file, and is named."""
    assert not (GOLDEN / "gradescope" / "Ли Вэй.json").exists()
    assert autograder("export", BATCH, GOLDEN / "gradescope", "--to", "gradescope").exit_code == 1


def test_one_submission_may_be_one_file(tmp_path: Path) -> None:
    """As ``/autograder/results/results.json`` is."""
    dest = tmp_path / "results" / "results.json"
    assert autograder("export", _one(tmp_path, "oneil"), dest, "--to", "gradescope").exit_code == 0
    assert "SyntaxError" in json.loads(dest.read_text())["output"]
    many = autograder("export", BATCH, tmp_path / "many.json", "--to", "gradescope")
    assert (many.exit_code, "is one file, for 6 submissions; name a folder." in many.stderr) == (2, True)


def test_one_submission_that_could_not_be_graded_has_no_file(tmp_path: Path) -> None:
    """Gradescope then says that the autograder has failed."""
    dest = tmp_path / "results.json"
    done = autograder("export", _one(tmp_path, "Ли Вэй"), dest, "--to", "gradescope")
    assert (done.exit_code, dest.exists()) == (1, False)
    assert "not exported: Ли Вэй: could not be graded" in done.stderr


# JUnit


def test_junit_is_as_its_schema_says() -> None:
    """Failures, what was skipped, and faults are counted as what they are."""
    root = require_junit((GOLDEN / "junit.xml").read_text(encoding="utf-8"))
    assert [suite.get("name") for suite in root] == [each.student for each in _results().submissions]
    assert [suite.get("errors") for suite in root] == ["0", "0", "0", "0", "1", "0"]


@given(text=ANYTHING, title=ANYTHING)
def test_junit_can_hold_any_text(text: str, title: str) -> None:
    """What XML 1.0 has no way to say is left out; two checks with one title are two."""
    check = CheckReport(title, False, Verdict.FAILED, 0, 1, text, text, text, text)
    exercise = ExerciseReport("f", 0, 2, [check, check])
    report = Report(text, text, "", Status.GRADED, text, 0, 2, 0.5, [exercise], [text])
    require_junit(as_junit([report], "ps1"))


def test_junit_has_an_error_for_whom_the_grader_failed_on() -> None:
    """Even if it came to no check at all."""
    report = Report("s1", "", "", Status.NOT_GRADED, "it failed", 0, 0, 0.0)
    (suite,) = require_junit(as_junit([report], "ps1"))
    assert (suite.get("tests"), suite.get("errors")) == ("1", "1")


# Grade books


def test_canvas_gets_the_grades_and_nothing_else(tmp_path: Path) -> None:
    """Points possible would be set, other assignments overwritten; an excused student stays so."""
    dest = tmp_path / "canvas.csv"
    done = autograder("export", BATCH, dest, "--to", "canvas", "--template", TEMPLATES / "canvas.csv")
    header, *rows = _rows(dest)
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "ps1_tensors (901)"]
    assert [row[-1] for row in rows] == ["2", "4.25", "EX", "3", "3", ""]
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "autograder: Nobody, Nora: is in canvas.csv, and has no submission",
        "autograder: not exported: Пётр Сидоров_4713: is not in it",
        "autograder: not exported: oneil: is excused there; the cell is as it was",
        "autograder: not exported: Ли Вэй: could not be graded; the cell is as it was",
    ]


def test_grade_book_gets_what_counts_of_the_points(tmp_path: Path) -> None:
    """Where lateness costs something; of whom nobody knows how late it was, nothing is entered."""

    def late(submission: dict[str, Any]) -> None:
        known = submission["student"] != "Meyer, Ann"
        factor, score = (0.5, submission["score"] / 2) if known else (None, None)
        submission["late"] = {"by_s": 9.0 if known else None, "factor": factor, "score": score, "reason": "who knows"}

    dest = tmp_path / "canvas.csv"
    out = _change(tmp_path / "out", late)
    done = autograder("export", out, dest, "--to", "canvas", "--template", TEMPLATES / "canvas.csv")
    grades = {row[0]: row[-1] for row in _rows(dest)[1:]}
    assert grades["Meyer, Ann"] == ""
    assert grades["Иванова, Анна"] == "2.125"
    assert "autograder: not exported: Meyer, Ann: who knows; the cell is as it was" in done.stderr.splitlines()


def test_canvas_column_is_named_where_it_is_not_called_like_the_assignment(tmp_path: Path) -> None:
    """With its id or without; else the columns that there are are told."""
    template = tmp_path / "canvas.csv"
    template.write_text((TEMPLATES / "canvas.csv").read_text(encoding="utf-8").replace("ps1_tensors", "Sheet 1"))
    command = ["export", BATCH, tmp_path / "new.csv", "--to", "canvas", "--template", template]
    failed = autograder(*command)
    assert failed.exit_code == 2
    assert "has no assignment ps1_tensors; name one by --column: Sheet 1 (901), ps2_autograd (902)." in failed.stderr
    for column in ("Sheet 1", "Sheet 1 (901)"):
        assert autograder(*command, "--column", column).exit_code == 1
        assert _rows(tmp_path / "new.csv")[1][-1] == "2"


def test_moodle_gets_its_own_worksheet_back(tmp_path: Path) -> None:
    """All but the grades is as it was, byte order mark, comma in numbers and people without a submission included."""
    dest = tmp_path / "moodle.csv"
    done = autograder("export", BATCH, dest, "--to", "moodle", "--template", TEMPLATES / "moodle.csv")
    before, after = _rows(TEMPLATES / "moodle.csv"), _rows(dest)
    assert [row[4] for row in after[1:]] == ["4,25", "2", "0", "0", "1,00", ""]
    assert [row[:4] + row[5:] for row in after] == [row[:4] + row[5:] for row in before]
    assert dest.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "Нора Никто: is in moodle.csv, and has no submission" in done.stderr


@pytest.mark.parametrize(("platform", "first"), [("canvas", "10"), ("moodle", "20")])
def test_points_are_scaled_only_if_asked_for(platform: str, first: str, tmp_path: Path) -> None:
    """A grade on another scale than the platform's would be wrong, and nobody would see it."""
    template = tmp_path / "template.csv"
    text = (TEMPLATES / f"{platform}.csv").read_text(encoding="utf-8").replace("4.25", "21.25").replace("4,25", "20,00")
    template.write_text(text, encoding="utf-8")
    command = ["export", BATCH, tmp_path / "new.csv", "--to", platform, "--template", template]
    refused = autograder(*command)
    assert refused.exit_code == 2
    assert "points, the batch 4.25; make them equal" in refused.stderr
    assert autograder(*command, "--scale").exit_code == 1
    assert _rows(tmp_path / "new.csv")[1][5 if platform == "canvas" else 4] == first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"Student;ID;ps1_tensors (1)\r\nAnn;1;\r\n", ""),
        (b"\xef\xbb\xbfStudent,ID,ps1_tensors (1)\nAnn,1,\n", ""),
        (b"", "is no table"),
        (b"\xff\xfe", "is no UTF-8 (byte 0); download it again"),
        (b"Student,ID,ps1_tensors (1)\nAnn,1,2,3\n", "row 2 has 4 cells, the header 3"),
        (b"Student,Number\n", "has no column ID; export the gradebook of Canvas as CSV"),
        (b'"' + b"x" * 200_000, "is no table (field larger than field limit"),
        (b"Student,ID,ps1_tensors (1),ps1_tensors (2)\n", "has 2 assignments ps1_tensors"),
    ],
)
def test_template_is_read_as_it_is_or_refused_in_a_line(text: bytes, said: str, tmp_path: Path) -> None:
    """Separator and line ends come out as they went in."""
    template, dest = tmp_path / "t.csv", tmp_path / "new.csv"
    template.write_bytes(text)
    done = autograder("export", BATCH, dest, "--to", "canvas", "--template", template)
    if said:
        assert done.exit_code == 2
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
    else:
        assert dest.read_bytes() == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Identifier,Full name,Grade,Maximum Grade\nParticipant 1,Ann,,Pass\n", "Pass stands behind the grade"),
        ("Identifier,Full name,Grade\nParticipant 1,Ann,\n", "nothing stands behind the grade"),
        ("Identifier,Full name,Grade,Maximum Grade\nAnn,Ann,,10\n", "row 2 begins with no participant's number"),
        (
            "Identifiant,Nom complet,Note,Note maximale\nParticipant 1,Ann,,10\n",
            "name its column of grades by --column",
        ),
    ],
)
def test_worksheet_that_cannot_be_filled_in_is_refused(text: str, said: str, tmp_path: Path) -> None:
    """Before anything is written."""
    template = tmp_path / "t.csv"
    template.write_text(text)
    done = autograder("export", BATCH, tmp_path / "new.csv", "--to", "moodle", "--template", template)
    assert (done.exit_code, said in done.stderr, (tmp_path / "new.csv").exists()) == (2, True, False)


# Who is who

PEOPLE = [
    Person("815", ("Meyer, Ann",), ("s0001", "ann@example.org")),
    Person("816", ("O'Neil, Pat",), ("oneil",)),
    Person("817", ("Lee, Kim",)),
    Person("818", ("Kim Lee",)),
    Person("819", ("Ёлкина Юлия",)),
]


@pytest.mark.parametrize(
    ("student", "number"),
    [
        ("815", "815"), ("s0001", "815"), ("ANN@example.org", "815"), ("Ann  Meyer", "815"), ("meyerann_815", "815"),
        ("meyerann_LATE_815_4711_ps1.py", "815"), ("Ann Meyer_815_assignsubmission_file", "815"),
        ("Pat ONeil_816_assignsubmission_file_", "816"), ("Lee, Kim", "817"), ("Kim Lee", "818"),
        (unicodedata.normalize("NFD", "Ёлкина Юлия_819"), "819"),
        ("meyerann", "815"),
        ("Group 7_815_assignsubmission_file", None), ("Ann Meyer_816", None), ("lee kim", None), ("meyer", None),
        ("", None), ("_", None),
    ],
)  # fmt: skip
def test_student_is_found_by_what_a_platform_calls_people(student: str, number: str | None) -> None:
    """A name with somebody else's number, as that of a group may be, is nobody; nor is a name of two."""
    found = match([student], PEOPLE).people
    assert {PEOPLE[position].number for position in found.values()} == ({number} if number else set())


def test_two_students_are_never_one_person() -> None:
    """Neither gets the other's grade; both are named."""
    matches = match(["815", "Ann Meyer", "oneil"], PEOPLE)
    assert matches.people == {"oneil": 1}
    assert matches.unknown == dict.fromkeys(["815", "Ann Meyer"], "2 students are the same person")
    assert matches.without == [2, 3, 4]


@given(st.lists(ANYTHING, unique=True, max_size=6))
def test_any_student_has_a_file_name(students: list[str]) -> None:
    """One that every file system takes, and no two alike, be it in capitals."""
    names = file_names(students)
    assert len({name.casefold() for name in names.values()}) == len(students)
    for name in names.values():
        assert re.search(r'[\\/:*?"<>|\x00-\x1f]|^[. =+@-]|[. ]$', name) is None
        assert 0 < len(name.encode()) < 140


# Text of strangers


@given(ANYTHING)
def test_no_cell_is_a_formula(text: str) -> None:
    """At its beginning, spaces aside, there is no sign that begins one."""
    assert not safe_cell(text).lstrip().startswith(("=", "+", "-", "@"))


def test_no_line_of_a_cell_is_a_formula() -> None:
    """A program that splits lines begins a row there."""
    assert safe_cell("a\n  =1+1\r\n-2") == "a\n'  =1+1\r'\n'-2"


def test_table_has_a_row_for_each_check() -> None:
    """Formulas are text in it, and what was not graded has no points."""
    header, *rows = _rows(GOLDEN / "checks.csv")
    records = [dict(zip(header, row, strict=True)) for row in rows]
    assert len(records) == sum(len(each.checks) for report in _results().submissions for each in report.exercises)
    assert records[0]["student"] == "'=cmd|' /C calc'!A0"
    assert {record["points"] for record in records if record["verdict"] == "not_graded"} == {""}
    assert [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))] == []


def test_no_student_reads_how_the_grader_failed() -> None:
    """Its message quotes hidden checks and names folders; the table for the staff has it."""
    for path in GOLDEN.rglob("*"):
        if path.is_file() and path.name != "checks.csv":
            assert "/srv/course" not in path.read_text(encoding="utf-8"), path
    assert "/srv/course" in (GOLDEN / "checks.csv").read_text(encoding="utf-8")
    assert OWN_FAULT in (GOLDEN / "markdown" / "Ли Вэй.md").read_text(encoding="utf-8")


# GitHub Classroom


def test_classroom_gets_points_in_base64(tmp_path: Path) -> None:
    """Every test has a score: a missing one makes the sum NaN."""
    dest = tmp_path / "result.txt"
    assert autograder("export", _one(tmp_path, "Meyer, Ann"), dest, "--to", "classroom").exit_code == 0
    (line,) = dest.read_text().splitlines()
    result = json.loads(base64.b64decode(line, validate=True))
    assert (result["version"], result["status"], result["max_score"]) == (1, "fail", 4.25)
    assert sum(test["score"] for test in result["tests"]) == 2
    assert {test["status"] for test in result["tests"]} == {"pass", "fail"}


def test_classroom_passes_nobody_whom_the_grader_failed_on(tmp_path: Path) -> None:
    """Also where there is not one check in the report."""
    report = Report("s", "a.py", "", Status.NOT_GRADED, "the grader failed", 0.0, 1.0, 0.0)
    assert json.loads(base64.b64decode(as_classroom(report)))["status"] == "error"


# Wrong use


def _results() -> Results:
    return read_results(BATCH / "results.json")


def test_help_names_what_there_is() -> None:
    """Each in a line of its own."""
    text = autograder("export", "--help").output
    for name in ("csv", "junit", "gradescope", "markdown", "classroom", "canvas", "moodle", "nbgrader"):
        assert re.search(rf"^  {name} +\S", text, re.MULTILINE), name


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["BATCH", "--to", "junit"], "--to junit needs DEST."),
        (["BATCH", "x.csv", "--to", "canvas"], "--to canvas needs --template."),
        (["BATCH", "x", "--to", "junit", "--template", "t.csv"], "--to junit takes no --template."),
        (["BATCH", "x", "--to", "csv", "--scale"], "--to csv takes no --scale."),
        (["BATCH", "x", "--to", "csv", "--hidden", "title"], "--to csv takes no --hidden."),
        (["BATCH", "--to", "nbgrader", "--course", "c", "--hints", "1"], "--to nbgrader takes no --hints."),
        (["BATCH", ".", "--to", "csv"], ".: is a folder; name a file."),
        (["BATCH", "x", "--to", "nbgrader", "--course", "c"], "--to nbgrader takes no DEST."),
        (["BATCH", "--to", "nbgrader"], "--to nbgrader needs --course."),
        (["BATCH", "x", "--to", "excel"], "'excel' is not one of"),
        (["BATCH", "x.csv", "--to", "moodle", "--template", "nowhere.csv"], "there is no such file; download it"),
        (["nowhere", "x", "--to", "csv"], "nowhere/results.json: is not there; name the OUT folder"),
        (["BATCH", "BATCH/results.json/x", "--to", "csv"], "cannot be written"),
    ],
)
def test_wrong_use_is_a_line(arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With exit code 2, and without a traceback."""
    shutil.copytree(BATCH, tmp_path / "BATCH")
    monkeypatch.chdir(tmp_path)
    done = autograder("export", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_half_a_batch_says_how_to_finish_it(tmp_path: Path) -> None:
    """There is a ledger, and no results.json yet."""
    (tmp_path / "ledger.sqlite").touch()
    for command in (["export", tmp_path, tmp_path / "x", "--to", "csv"], ["feedback", tmp_path, tmp_path / "x"]):
        done = autograder(*command)
        assert done.exit_code == 2
        assert "the batch has not come to its end; run the same `autograder grade` command again." in done.stderr


# Zips of feedback


def test_moodle_zip_names_participants() -> None:
    """A folder each, named with the number, in which nothing but that is apart by "_"."""
    names = _zip("moodle", TEMPLATES / "moodle.csv")
    assert sorted(names) == [
        "Ann Meyer_4712_assignfeedback_file/feedback.html",
        "oneil_4714_assignfeedback_file/feedback.html",
        "Анна Иванова_4711_assignfeedback_file/feedback.html",
        "Пётр Сидоров_4713_assignfeedback_file/feedback.html",
    ]
    page = GOLDEN / "feedback" / "Иванова Анна_4711" / "feedback.html"
    assert names["Анна Иванова_4711_assignfeedback_file/feedback.html"] == page.read_text(encoding="utf-8")


def test_canvas_zip_names_attachments(tmp_path: Path) -> None:
    """Those of the download; text, as Canvas shows it under the name of a Python file."""
    download = tmp_path / "submissions.zip"
    with zipfile.ZipFile(download, "w") as archive:
        for name in ("meyerann_LATE_815_9001_ps1_tensors.py", "иванованна_9_9002_ps1_tensors-1.py", "__MACOSX/x.py",
                     "ивановаанна_4711_9003_ps1_tensors.py", "oneil_815x_text.html"):  # fmt: skip
            archive.writestr(name, "")
    names = _zip("canvas", download)
    assert set(names) == {"meyerann_LATE_815_9001_feedback.txt", "ивановаанна_4711_9003_feedback.txt"}
    page = GOLDEN / "feedback" / "Meyer, Ann" / "feedback.txt"
    assert names["meyerann_LATE_815_9001_feedback.txt"] == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_zip_that_is_none_of_canvas_is_refused(content: bytes, tmp_path: Path) -> None:
    """In a line that says where to get it."""
    download = tmp_path / "submissions.zip"
    download.write_bytes(content)
    done = autograder("feedback", BATCH, tmp_path / "x.zip", "--to", "canvas", "--template", download)
    assert done.exit_code == 2
    assert "download the submissions of the assignment in Canvas" in done.stderr


def _zip(platform: str, template: Path) -> dict[str, str]:
    """Return what is in the zip of feedback; whoever is not in it is named."""
    dest = template.parent / "feedback.zip" if platform == "canvas" else template.with_name(".feedback.zip")
    done = autograder("feedback", BATCH, dest, "--to", platform, "--template", template)
    try:
        with zipfile.ZipFile(dest) as archive:
            files = {name: archive.read(name).decode() for name in archive.namelist()}
    finally:
        dest.unlink(missing_ok=True)
    assert done.exit_code == 1
    assert done.stderr.count("no feedback for") == len(_results().submissions) - len(files)
    return files


def test_graded_reports_alone_have_feedback(tmp_path: Path) -> None:
    """A report with a fault of the grader's is not what a student should get."""
    out = _change(tmp_path / "out", lambda submission: submission.update(status="not_graded"))
    done = autograder("feedback", out, tmp_path / "feedback")
    assert done.exit_code == 1
    assert done.stdout.startswith("feedback for 0 students")
