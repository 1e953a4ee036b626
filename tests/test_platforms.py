"""What platforms give is recognised, everybody in it is found once, and all else is named with the reason."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.course.roster import Person, read_roster
from autograder.submissions.intake import Intake, IntakeError, find_submissions
from autograder.submissions.layouts import LAYOUTS
from autograder.submissions.submission import printable

NOWHERE = Path("/nowhere")
A, B = "def f(x):\n    return x\n", "def f(x):\n    return x.clone()\n"
NOTEBOOK = json.dumps({"cells": [{"cell_type": "code", "source": A}]})


def _write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_text(text, encoding="utf-8")
    return folder


def _zip(path: Path, files: Mapping[str, str | bytes], *, second: int = 0) -> Path:
    """Write an archive, all of it packed at the same time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 26, 22, 23, second)), data)
    return path


def _zipped(files: Mapping[str, str | bytes], folder: Path) -> bytes:
    path = _zip(folder / "packed.zip", files)
    data = path.read_bytes()
    path.unlink()
    return data


def _take(submitted: Path, tmp_path: Path, roster: str = "", layout: str = "auto") -> Intake:
    """Take in what was submitted for ps1, in a course that has ps2, too."""
    unpacked = tmp_path / f"unpacked{len(list(tmp_path.glob('unpacked*')))}"
    unpacked.mkdir()
    known = None
    if roster:
        (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
        known = read_roster(tmp_path / "roster.csv", UTC)
    return find_submissions(submitted, "ps1", NOWHERE, ("ps1", "ps2"), unpacked=unpacked, layout=layout, roster=known)


def _outcome(intake: Intake) -> dict[str, str]:
    """Return each student's place and file, or error."""
    return {
        each.student: each.error
        if each.path is None
        else f"{each.handed_in.path if each.handed_in else ''} {each.path.name}"
        for each in intake.found
    }  # fmt: skip


def _skipped(intake: Intake) -> dict[str, str]:
    return {each.path: each.reason for each in intake.skipped}


def _both_ways(tmp_path: Path, files: Mapping[str, str]) -> tuple[Intake, Intake]:
    """Take in files as they lie in a folder, and as they lie in the archive that was downloaded."""
    folder = _write(tmp_path / "submitted", files)
    archive = _zip(tmp_path / "download.zip", files)
    return _take(folder, tmp_path), _take(archive, tmp_path)


# Moodle

MOODLE = {
    "Anna-Marie ONeil_2177815_assignsubmission_file/ps1.py": A,
    "Иван Петров_2177816_assignsubmission_file/work/ps1.ipynb": NOTEBOOK,
    "Иван Петров_2177816_assignsubmission_file/report.pdf": "%PDF",
    "Иван Петров_2177816_assignsubmission_onlinetext/onlinetext.html": "<p>see the file</p>",
    "Jo Ng_2177817_assignsubmission_onlinetext/onlinetext.html": "<p>def f(x): return x</p>",
    "Jo Ng_2177818_assignsubmission_file/ps1.docx": "",
    "Default group_assignsubmission_file/ps1.py": A,
}


@pytest.mark.parametrize("ending", ["", "_"], ids=["4.1 and later", "3.1 to 4.0"])
def test_moodle(tmp_path: Path, ending: str) -> None:
    """Folders, subfolders of students' own, online texts, two of one name, a group of none; unpacked or not."""
    files = {name.replace("/", f"{ending}/", 1): text for name, text in MOODLE.items()}
    for intake in _both_ways(tmp_path, files):
        assert (intake.layout, intake.told) == ("moodle", "Moodle's, 5 students")
        ann, ivan = (f"{name}{ending}" for name in (
            "Anna-Marie ONeil_2177815_assignsubmission_file", "Иван Петров_2177816_assignsubmission_file"
        ))  # fmt: skip
        assert _outcome(intake) == {
            "Anna-Marie ONeil_2177815": f"{ann}/ps1.py ps1.py",
            "Default group": f"Default group_assignsubmission_file{ending}/ps1.py ps1.py",
            "Jo Ng_2177817": "Jo Ng_2177817: no .py or .ipynb file; hand in ps1.py or .ipynb",
            "Jo Ng_2177818": "Jo Ng_2177818: no .py or .ipynb file, but ps1.docx; hand in ps1.py or .ipynb",
            "Иван Петров_2177816": f"{ivan}/work/ps1.ipynb ps1.ipynb",
        }
        text = "Moodle's onlinetext, of which nothing is graded"
        assert _skipped(intake) == {
            f"Иван Петров_2177816_assignsubmission_onlinetext{ending}": text,
            f"Jo Ng_2177817_assignsubmission_onlinetext{ending}": text,
            f"{ivan}/report.pdf": "no .py or .ipynb file",
            f"Jo Ng_2177818_assignsubmission_file{ending}/ps1.docx": "no .py or .ipynb file",
        }
        [handed_in] = [each.handed_in for each in intake.found if each.student.startswith("Anna")]
        assert handed_in is not None
        assert handed_in.person == Person(name="Anna-Marie ONeil", number="2177815")


def test_moodle_without_folders(tmp_path: Path) -> None:
    """A file gets its student's name for it back, so that reports, and the choice among several, go by that."""
    files = {
        "Ann Meyer_1_assignsubmission_file_ps1.py": A,
        "Ann Meyer_1_assignsubmission_file_utils.py": B,
        "Participant_2_assignsubmission_file_x_3_assignsubmission_file_y.py": A,
    }
    for intake in _both_ways(tmp_path, files):
        assert _outcome(intake) == {
            "Ann Meyer_1": "Ann Meyer_1_assignsubmission_file_ps1.py ps1.py",
            "Participant_2": "Participant_2_assignsubmission_file_x_3_assignsubmission_file_y.py "
            "x_3_assignsubmission_file_y.py",
        }
        assert _skipped(intake) == {
            "Ann Meyer_1_assignsubmission_file_utils.py": "not the file that was chosen: of another name"
        }


MOODLE_WORKSHEET = """\ufeffIdentifier,"Full name","ID number","Email address",Status,"Last modified (submission)"
"Participant 2177815","Anna-Marie O'Neil",s100,ann@uni.example,"Submitted for grading","Thursday, 26 November 2026, 10:23 PM"
"Participant 2177816","Иван Петров",s101,ivan@uni.example,"Submitted for grading","Friday, 27 November 2026, 9:00 AM"
"Participant 2177899","Jo Ng",s102,jo@uni.example,"No submission",-
"""  # noqa: E501


def test_moodle_with_its_worksheet(tmp_path: Path) -> None:
    """Students are called by their numbers, and the worksheet says when each has handed in."""
    intake = _take(_write(tmp_path / "submitted", MOODLE), tmp_path, MOODLE_WORKSHEET)
    students = {each.student: each.handed_in for each in intake.found}
    assert set(students) == {"s100", "s101", "Default group", "Jo Ng_2177817", "Jo Ng_2177818"}
    ann = students["s100"]
    assert ann is not None
    assert ann.person == Person("s100", "", "ann@uni.example", "Anna-Marie O'Neil", "2177815")
    assert ann.at == datetime(2026, 11, 26, 22, 23, tzinfo=UTC)
    assert intake.told == ("Moodle's, 5 students, 3 not in roster.csv: Default group, Jo Ng_2177817, Jo Ng_2177818")
    assert _skipped(intake)["s102"] == "in roster.csv, has handed in nothing"


# Canvas

CANVAS = {
    "meyerann_LATE_101_9001_ps1-1.py": A,
    "ngjo_102_9002_ps1.py": A,
    "ngjo_102_9003_ps1-1.py": B,
    "ngjo_102_text.html": "see the file",
    "петровиван_103_link.html": "https://example.org",
    "oneilmary_104_9007_my_homework_2.ipynb": NOTEBOOK,
    "oneilmary_104_9008_ps1.zip.txt": "",
}


def test_canvas(tmp_path: Path) -> None:
    """Of files with the same times the one that was uploaded last counts, and LATE is kept."""
    for intake in _both_ways(tmp_path, CANVAS):
        assert (intake.layout, intake.told) == ("canvas", "Canvas's, 4 students")
        assert _outcome(intake) == {
            "meyerann_101": "meyerann_LATE_101_9001_ps1-1.py ps1-1.py",
            "ngjo_102": "ngjo_102_9003_ps1-1.py ps1-1.py",
            "oneilmary_104": "oneilmary_104_9007_my_homework_2.ipynb my_homework_2.ipynb",
            "петровиван_103": "петровиван_103: no .py or .ipynb file; hand in ps1.py or .ipynb",
        }
        assert {each.student: each.handed_in.is_late for each in intake.found if each.handed_in} == {
            "meyerann_101": True, "ngjo_102": False, "oneilmary_104": False, "петровиван_103": False
        }  # fmt: skip
        assert _skipped(intake) == {
            "ngjo_102_text.html": "a text or a link, of which nothing is graded",
            "петровиван_103_link.html": "a text or a link, of which nothing is graded",
            "ngjo_102_9002_ps1.py": "not the file that was chosen: older",
            "oneilmary_104_9008_ps1.zip.txt": "no .py or .ipynb file",
        }


def test_canvas_anonymous(tmp_path: Path) -> None:
    """Numbers are no digits alone then, and LATE comes first."""
    submitted = _write(tmp_path / "submitted", {"LATE_anon_aB3xQ_77_ps1.py": A, "anon_9kLm2_78_ps1.ipynb": NOTEBOOK})
    intake = _take(submitted, tmp_path)
    assert {each.student: each.handed_in.is_late for each in intake.found if each.handed_in} == {
        "anon_aB3xQ": True, "anon_9kLm2": False
    }  # fmt: skip


def test_canvas_with_its_gradebook(tmp_path: Path) -> None:
    """The row of possible points is nobody, and a name decides where a number is not there."""
    gradebook = (
        "Student,ID,SIS User ID,SIS Login ID,Section,ps1 (12)\n    Points Possible,,,,,10\n"
        '"Meyer, Ann",101,u1,ann,A,\n"Ng, Jo",102,u2,jo,A,\n"O\'Neil, Mary",,u4,mary,A,\n'
    )
    intake = _take(_write(tmp_path / "submitted", CANVAS), tmp_path, gradebook)
    assert {each.student for each in intake.found} == {"u1", "u2", "u4", "петровиван_103"}
    assert intake.told == "Canvas's, 4 students, 1 not in roster.csv: петровиван_103"


# Gradescope

GRADESCOPE_METADATA = """---
submission_7000:
  :submitters:
  - :name: Ann Meyer
    :sid: '00123'
    :email: ann@uni.example
  :created_at: 2026-11-26 20:54:41.184171000 Z
  :score: 9.0
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    tests:
    - {name: "a: b", score: 1.0, output: "x"}
submission_7001:
  :submitters:
  - :name: Jo Ng
    :sid:
    :email: jo@uni.example
  - :name: Иван Петров
    :sid: 125
    :email: ivan@uni.example
  :created_at: 2026-11-27 00:00:00.000000000 Z
submission_7002:
  :submitters: []
  :created_at: nonsense
submission_7003:
  :submitters:
  - :name: Ann Meyer
    :sid: '00123'
    :email: ann@uni.example
  :created_at: 2026-11-28 20:54:41.184171000 Z
submission_7004:
  :submitters: &a [*a, 3, {name: Nobody}]
"""
GRADESCOPE = {
    "submission_metadata.yml": GRADESCOPE_METADATA,
    "submission_7000/ps1.py": A,
    "submission_7001/ps1.py": A,
    "submission_7001/data.csv": "1",
    "submission_7002/ps1.py": A,
    "submission_7003/ps1.py": B,
    "submission_7005/ps1.py": A,
    "__MACOSX/._x": "",
}


def test_gradescope(tmp_path: Path) -> None:
    """Wrapped in a folder; a group's file is each member's, the latest of a student's counts, numbers keep zeros."""
    wrapped = {f"assignment_5_export/{name}": text for name, text in GRADESCOPE.items()}
    for intake in _both_ways(tmp_path, wrapped):
        assert (intake.layout, intake.told) == ("gradescope", "Gradescope's, 5 students")
        places = {each.student: each.handed_in for each in intake.found}
        top = "assignment_5_export"
        assert _outcome(intake) == {
            "00123": f"{top}/submission_7003/ps1.py ps1.py",
            "125": f"{top}/submission_7001/ps1.py ps1.py",
            "jo@uni.example": f"{top}/submission_7001/ps1.py ps1.py",
            "submission_7002": f"{top}/submission_7002/ps1.py ps1.py",
            "submission_7005": f"{top}/submission_7005/ps1.py ps1.py",
        }
        ann = places["00123"]
        assert ann is not None
        assert ann.at == datetime(2026, 11, 28, 20, 54, 41, 184171, UTC)
        [ivan] = [each for each in intake.found if each.student == "125"]
        assert ivan.notes == ("handed in by 2 together: jo@uni.example, 125",)
        skipped = _skipped(intake)
        assert skipped[f"{top}/submission_7000/ps1.py"] == "an earlier submission of the same student"
        assert skipped[f"{top}/submission_7004"] == "named in submission_metadata.yml, and not there"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b: c", "submission_metadata.yml:1: is no YAML"),
        ("- a\n", "submission_metadata.yml: says nothing of submissions"),
        ("", "submission_metadata.yml: says nothing of submissions"),
        ("[" * 100_000, "submission_metadata.yml: is no YAML"),
        ("a: \x07", "is no YAML"),
    ],
    ids=["broken", "a list", "empty", "nested", "control"],
)
def test_gradescope_with_broken_metadata(tmp_path: Path, text: str, said: str) -> None:
    """One line; deep nesting, which would end PyYAML with a segmentation fault, is no YAML."""
    submitted = _write(tmp_path / "submitted", {"submission_metadata.yml": text, "submission_1/ps1.py": A})
    with pytest.raises(IntakeError) as caught:
        _take(submitted, tmp_path)
    assert said in str(caught.value)
    assert "export" in str(caught.value)


# GitHub Classroom

GITHUB = {
    "linear-algebra-submissions/linear-algebra-ann-meyer/.git/HEAD": "ref: refs/heads/main\n",
    "linear-algebra-submissions/linear-algebra-ann-meyer/.github/classroom/autograding.json": "{}",
    "linear-algebra-submissions/linear-algebra-ann-meyer/assignments/ps1/ps1.py": A,
    "linear-algebra-submissions/linear-algebra-ann-meyer/assignments/ps2/ps2.py": B,
    "linear-algebra-submissions/linear-algebra-ann-meyer/ps2_notes.py": B,
    "linear-algebra-submissions/linear-algebra-ann-meyer/README.md": "",
    "linear-algebra-submissions/linear-algebra-jo/.git/HEAD": "ref: refs/heads/main\n",
    "linear-algebra-submissions/linear-algebra-jo/README.md": "",
}
GITHUB_ROSTER = (
    '"identifier","github_username","github_id","name","submission_timestamp"\n'
    '"s1","ann-meyer","1","","2026-11-26 20:00:00 UTC"\n"s2","meyer","2","",""\n'
)


def test_github_classroom(tmp_path: Path) -> None:
    """The prefix is that of the folder; a login may have hyphens; other assignments in the repository stay out."""
    for intake in _both_ways(tmp_path, GITHUB):
        assert (intake.layout, intake.told) == ("github", "GitHub Classroom's, 2 students")
        ann = "linear-algebra-submissions/linear-algebra-ann-meyer"
        assert _outcome(intake) == {
            "ann-meyer": f"{ann}/assignments/ps1/ps1.py ps1.py",
            "jo": "jo: no .py or .ipynb file, but README.md; hand in ps1.py or .ipynb",
        }
        assert _skipped(intake) == {
            f"{ann}/assignments/ps2": "work for another assignment",
            f"{ann}/ps2_notes.py": "work for another assignment",
            f"{ann}/README.md": "no .py or .ipynb file",
            "linear-algebra-submissions/linear-algebra-jo/README.md": "no .py or .ipynb file",
        }


def test_github_classroom_with_its_roster(tmp_path: Path) -> None:
    """Whatever the prefix, the longest login that is known is whose repository it is."""
    submitted = _write(tmp_path / "clones", {"x-y-ann-meyer/.git/HEAD": "", "x-y-ann-meyer/ps1.py": A})
    [found] = _take(submitted, tmp_path, GITHUB_ROSTER).found
    assert found.student == "s1"
    assert found.handed_in is not None
    assert found.handed_in.at == datetime(2026, 11, 26, 20, tzinfo=UTC)


# nbgrader, plain folders, one's own


def test_nbgrader_knows_when(tmp_path: Path) -> None:
    """Its timestamp is kept; one that names no known zone is not guessed at."""
    submitted = _write(
        tmp_path / "submitted",
        {
            "s1/ps1/ps1.py": A,
            "s1/ps1/timestamp.txt": "2026-11-26 11:44:01.911849 UTC",
            "s2/ps1/ps1.py": A,
            "s2/ps1/timestamp.txt": "2026-11-26 11:44:01.911849 MSK",
        },
    )
    intake = _take(submitted, tmp_path)
    assert (intake.layout, intake.told) == ("nbgrader", "nbgrader's, 2 students")
    first, second = intake.found
    assert first.handed_in is not None
    assert first.handed_in.at == datetime(2026, 11, 26, 11, 44, 1, 911849, UTC)
    assert second.handed_in is None


def test_folders_of_assignments(tmp_path: Path) -> None:
    """The students of the one that is asked for."""
    files = {"ps1/s1/ps1.py": A, "ps1/s2.ipynb": NOTEBOOK, "ps2/s1/ps2.py": B}
    intake = _take(_write(tmp_path / "submitted", files), tmp_path)
    assert (intake.layout, sorted(_outcome(intake))) == ("assignment", ["s1", "s2"])


@pytest.mark.parametrize(
    "files", [{"ps1.py": A, "utils.py": B}, {"ps1/ps1.ipynb": NOTEBOOK, "ps2/ps2.py": B}], ids=["files", "assignments"]
)
def test_own_folder_of_a_student(tmp_path: Path, files: Mapping[str, str]) -> None:
    """Who calls the command with one student's folder gets one student, of its name."""
    intake = _take(_write(tmp_path / "ann", files), tmp_path)
    assert (intake.layout, intake.told, list(_outcome(intake))) == (
        "student", "a student's own folder, 1 student", ["ann"]
    )  # fmt: skip


def test_archive_for_each_student(tmp_path: Path) -> None:
    """In a folder of theirs or beside each other, with a folder in it or without; a damaged one is that error."""
    submitted = _write(tmp_path / "submitted", {"s4/ps1.py": A, "s5.zip": "no zip"})
    _zip(submitted / "s1.zip", {"homework/ps1.py": A, "homework/data.csv": "1"})
    (submitted / "s2").mkdir()
    _zip(submitted / "s2" / "hw.zip", {"ps1.ipynb": NOTEBOOK, "more.zip": b"PK"})
    _zip(submitted / "s3.zip", {"readme.txt": ""})
    for given_, prefix in [(submitted, ""), (_packed(submitted, tmp_path), "submitted/")]:
        intake = _take(given_, tmp_path)
        assert intake.told == "named after students, 5 students"
        assert {each.student: each.path.name if each.path else each.error for each in intake.found} == {
            "s1": "ps1.py",
            "s2": "ps1.ipynb",
            "s3": "s3: no .py or .ipynb file, but readme.txt; hand in ps1.py or .ipynb",
            "s4": "ps1.py",
            "s5": "s5.zip: is no zip archive, or a damaged one; pack it again",
        }
        assert _skipped(intake) == {
            f"{prefix}s1.zip/homework/data.csv": "no .py or .ipynb file",
            f"{prefix}s2/hw.zip/more.zip": "an archive in an archive, which is not opened",
            f"{prefix}s3.zip/readme.txt": "no .py or .ipynb file",
            f"{prefix}s5.zip": "is no zip archive, or a damaged one; pack it again",
        }


def _packed(folder: Path, tmp_path: Path) -> Path:
    files = {
        path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    return _zip(tmp_path / "class.zip", files)


def test_without_a_place_for_them_archives_are_named(tmp_path: Path) -> None:
    """Whoever looks for submissions and has no folder for what is unpacked opens none."""
    submitted = _write(tmp_path / "submitted", {"s1.zip": "", "s2.py": A})
    intake = find_submissions(submitted, "ps1", NOWHERE)
    assert _skipped(intake) == {"s1.zip": "no .py or .ipynb file"}


# What is not recognised


def test_unknown_layout_shows_what_is_there(tmp_path: Path) -> None:
    """And what was looked for, in one line."""
    for files in ({"a.pdf": "", "b.pdf": ""}, {"week1/a.pdf": "", "week2/": ""}):
        submitted = _write(tmp_path / next(iter(files))[0], files)
        with pytest.raises(IntakeError) as caught:
            _take(submitted, tmp_path)
        line = str(caught.value)
        assert "\n" not in line
        assert "found 2 .pdf files (a.pdf, b.pdf)" in line or "found 2 folders (week1, week2)" in line
        assert all(f"{layout.looked_for} ({name})" in line for name, layout in LAYOUTS.items())


def test_layout_can_be_said(tmp_path: Path) -> None:
    """Then it is that one, or an error; a folder of Moodle's among others does not make a class Moodle's."""
    files = {"Ann_1_assignsubmission_file_/ps1.py": A, "s1/ps1.py": A, "s2/ps1.py": A}
    submitted = _write(tmp_path / "submitted", files)
    assert _take(submitted, tmp_path).layout == "folders"
    with pytest.raises(IntakeError, match="is not laid out as --layout canvas says; found 3 folders"):
        _take(submitted, tmp_path, layout="canvas")
    moodle = _write(tmp_path / "moodle", {"Ann_1_assignsubmission_file_/ps1.py": A})
    assert list(_outcome(_take(moodle, tmp_path, layout="folders"))) == ["Ann_1_assignsubmission_file_"]


def test_two_submissions_of_one_in_the_roster(tmp_path: Path) -> None:
    """Where nobody knows which came last, nobody guesses."""
    submitted = _write(tmp_path / "submitted", {"ann.py": A, "s1.py": B, "s2.py": A})
    intake = _take(submitted, tmp_path, "student,login\ns1,ann\ns2,jo\n")
    assert _outcome(intake)["s1"] == "2 submissions of one student: ann.py, s1.py; leave one of them"


def test_own_archive_of_a_student(tmp_path: Path) -> None:
    """It is called as the archive is, and what is said of it names that, not where it was unpacked."""
    intake = _take(_zip(tmp_path / "ann.zip", {"ps1.py": A}), tmp_path)
    assert _outcome(intake) == {"ann": "ps1.py ps1.py"}
    broken = _zip(tmp_path / "export.zip", {"submission_metadata.yml": "a: b: c", "submission_1/ps1.py": A})
    with pytest.raises(IntakeError, match=r"/export\.zip/submission_metadata\.yml:1: is no YAML"):
        _take(broken, tmp_path)
    (tmp_path / "broken.zip").write_text("no zip")
    with pytest.raises(IntakeError, match=r"/broken\.zip: is no zip archive, or a damaged one; pack it again"):
        _take(tmp_path / "broken.zip", tmp_path)


def test_disk_that_is_full_is_no_students_fault(tmp_path: Path) -> None:
    """Nobody is graded with what could not be unpacked; here the folder to unpack into is gone."""
    canvas = _write(tmp_path / "canvas", {"a_1_2_ps1.py": A})
    own = _write(tmp_path / "own", {"s2.py": A})
    _zip(own / "s1.zip", {"ps1.py": A})
    for submitted in (canvas, own, _zip(tmp_path / "class.zip", {"s1.py": A})):
        with pytest.raises(
            IntakeError, match=r"gone: cannot be unpacked into \(No such file or directory\); make room"
        ):
            find_submissions(submitted, "ps1", NOWHERE, unpacked=tmp_path / "gone")


def test_links_lead_nowhere(tmp_path: Path) -> None:
    """On every platform: not the file, nor its folder, nor an archive, nor a file with another name."""
    secret = _write(tmp_path / "secret", {"ps1.py": "SECRET = 1\n"})
    submitted = _write(tmp_path / "submitted", {f"S{n}_{n}_assignsubmission_file_/": "" for n in range(4)})
    (submitted / "S0_0_assignsubmission_file_" / "ps1.py").symlink_to(secret / "ps1.py")
    (submitted / "S1_1_assignsubmission_file_" / "sub").symlink_to(secret)
    (submitted / "S2_2_assignsubmission_file_" / "hw.zip").symlink_to(_zip(tmp_path / "s.zip", {"ps1.py": A}))
    os.link(secret / "ps1.py", submitted / "S3_3_assignsubmission_file_" / "ps1.py")
    (submitted / "S4_4_assignsubmission_file_").symlink_to(secret)
    outcome = _outcome(_take(submitted, tmp_path))
    assert len(outcome) == 5
    assert "is a symbolic link" in outcome["S0_0"]
    assert "no .py or .ipynb file, but sub" in outcome["S1_1"]
    assert "is a symbolic link" in outcome["S2_2"]
    assert "is a hard link" in outcome["S3_3"]
    assert "no .py or .ipynb file, but S4_4" in outcome["S4_4"]
    flat = _write(tmp_path / "canvas", {"b_2_2_ps1.py": A})
    (flat / "a_1_1_ps1.py").symlink_to(secret / "ps1.py")
    assert "is a symbolic link" in _outcome(_take(flat, tmp_path))["a_1"]


# Names that strangers choose

NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=30)


@settings(deadline=None)  # it writes files, and the machine may be busy
@given(names=st.lists(NAMES, min_size=1, max_size=6, unique=True))
@example(names=["_1_assignsubmission_file_ps1.py", "a_1_2_ps1.py", "LATE_anon_1_2_.py"])
@example(names=["a_1_2_..", "submission_1", ".git"])
@example(names=["\n_1_2_a.py", "\x1b[31m_1_2_b.py"])
def test_nobody_vanishes_whatever_the_names(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each entry is found or skipped, or there is one line that can be shown."""
    tmp_path = tmp_path_factory.mktemp("names")
    submitted = tmp_path / "submitted"
    submitted.mkdir()
    written = []
    for name in names:
        if len(name.encode()) < 200 and name not in (".", ".."):
            (submitted / name).write_text(A, encoding="utf-8")
            written.append(name)
    try:
        intake: Intake | str = _take(submitted, tmp_path)
    except IntakeError as error:
        intake = str(error)
    if isinstance(intake, str):
        assert intake.isprintable()
        return
    assert all(each.error is None or each.error.isprintable() for each in intake.found)
    assert intake.told.isprintable()
    assert len({each.shown for each in intake.found}) == len(intake.found)
    known = {each.path for each in intake.skipped}
    known |= {each.handed_in.path if each.handed_in else each.path.name for each in intake.found if each.path}
    errors = [each for each in intake.found if each.path is None]
    for name in written:
        assert printable(name) in known or any(each.student in name or name in str(each.error) for each in errors)
