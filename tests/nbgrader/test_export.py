"""The direct road: a batch goes into the gradebook without `nbgrader autograde`, with the same outcome."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.report.results import as_results
from tests.nbgrader.courses import PS1, TOTAL, TOTAL_WITH_WRONG_SIGMOID, WRONG_SIGMOID, NbCourse, as_python, solutions
from tests.test_cli import autograder

pytestmark = pytest.mark.slow

STUDENTS = ("full", "late", "python", "untouched", "wrong")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> NbCourse:
    """A course in which submissions have been collected and a late penalty is configured."""
    course = NbCourse(tmp_path_factory.mktemp("export"), "--due", f"{PS1}=2026-11-01T12:00+00:00")
    course.nbgrader("generate_assignment", PS1)
    with (course.root / "course_config.py").open("a") as file:
        file.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    right = solutions()
    work = {"full": right, "late": right, "wrong": {**right, "sigmoid": WRONG_SIGMOID}, "python": {}, "untouched": {}}
    for name in STUDENTS:
        folder = course.submit(name, course.released(work[name])).parent
        day = "02" if name == "late" else "01"
        (folder / "timestamp.txt").write_text(f"2026-11-{day} 11:00:00.000000 UTC")
        (folder / "submission_secret.txt").write_text("secret")
    script = course.root / "submitted" / "python" / PS1 / f"{PS1}.py"
    script.write_text(as_python())
    saved = script.stat().st_mtime + 60  # the newest of two files is graded
    os.utime(script, (saved, saved))
    return course


@pytest.fixture(scope="module")
def out(course: NbCourse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The batch."""
    out = tmp_path_factory.mktemp("out")
    done = autograder("grade", course.root / "submitted", "-a", PS1, "-o", out)
    assert done.returncode == 0, done.stderr
    return out


def test_export_is_as_if_autograded(course: NbCourse, out: Path) -> None:
    """Scores, comments, penalties and notebooks are those of `nbgrader autograde`; feedback and export follow."""
    done = autograder("export", out, "--to", "nbgrader", "--course", course.root)
    assert done.returncode == 0, done.stderr
    assert f"{len(STUDENTS)} submissions exported" in done.stdout
    exported = {name: _all_about(course, name) for name in STUDENTS}
    assert [course.total(name) for name in STUDENTS] == [TOTAL, 0.0, TOTAL, 0.0, TOTAL_WITH_WRONG_SIGMOID]
    skipped = course.nbgrader("autograde", PS1)
    assert (skipped.stdout + skipped.stderr).count("Skipping existing assignment") == len(STUDENTS)
    course.nbgrader("generate_feedback", PS1)
    assert "hint" in (course.root / "feedback" / "wrong" / PS1 / f"{PS1}.html").read_text()
    assert (course.root / "autograded" / "full" / PS1 / "submission_secret.txt").read_text() == "secret"
    shutil.rmtree(course.root / "autograded")
    course.nbgrader("autograde", PS1)
    assert {name: _all_about(course, name) for name in STUDENTS} == exported


def test_what_was_given_by_hand_stays(course: NbCourse, out: Path) -> None:
    """A second export, as after a check was mended, leaves a grader's own scores and words alone."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.find_grade("sigmoid-checks", PS1, PS1, "wrong").manual_score = 1.0
        gradebook.find_comment("sigmoid", PS1, PS1, "wrong").manual_comment = "nearly"
        gradebook.db.commit()
    assert autograder("export", out, "--to", "nbgrader", "--course", course.root).returncode == 0
    assert course.grades("wrong")["sigmoid-checks"] == (0.25, 1.0, True)
    assert course.comments("wrong")["sigmoid"] == "nearly"
    assert course.total("wrong") == TOTAL_WITH_WRONG_SIGMOID + 0.75


def test_one_that_cannot_be_exported_stops_nobody(course: NbCourse, out: Path) -> None:
    """Whatever lies in its folder."""
    timestamp = course.root / "submitted" / "full" / PS1 / "timestamp.txt"
    before = timestamp.read_text()
    timestamp.write_text("garbage")
    done = autograder("export", out, "--to", "nbgrader", "--course", course.root)
    timestamp.write_text(before)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "full: not exported: " in done.stderr
    assert f"{len(STUDENTS) - 1} submissions exported" in done.stdout


def test_what_has_changed_since_is_not_exported(course: NbCourse, out: Path) -> None:
    """Scores of other work than that which lies there would be nobody's; the others are exported all the same."""
    path = course.submit("full", course.released({}))
    done = autograder("export", out, "--to", "nbgrader", "--course", course.root)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert f"full: not exported: {path}: is not what was graded" in done.stderr
    assert f"{len(STUDENTS) - 1} submissions exported" in done.stdout


@pytest.mark.parametrize(
    ("out", "course", "said"),
    [
        ("none", "course", "is not there; name the OUT folder of `autograder grade`"),
        ("junk", "course", "is no results.json"),
        ("batch", "none", "has no nbgrader_config.py; name the folder of an nbgrader course"),
        ("batch", "empty", "its gradebook has no notebook ps1_tensors; run `nbgrader generate_assignment ps1_tensors`"),
        ("batch", "broken", "cannot be run (NameError"),
    ],
)
def test_wrong_use_is_one_clear_line(tmp_path: Path, out: str, course: str, said: str) -> None:
    """Where, what, remedy."""
    batch = json.dumps(as_results([], assignment=PS1, sandbox="full", device="cpu"))
    for name, text in {"junk": "{", "batch": batch}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "results.json").write_text(text)
    for name, text in {"empty": "c = get_config()\n", "broken": "oops\n"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "nbgrader_config.py").write_text(text)
    done = autograder("export", tmp_path / out, "--to", "nbgrader", "--course", tmp_path / course)
    assert (done.returncode, done.stderr.count("\n"), "Traceback" in done.stderr) == (2, 1, False), done.stderr
    assert said in done.stderr


def _all_about(course: NbCourse, name: str) -> list[object]:
    return [course.grades(name), course.comments(name), course.total(name), course.autograded(name)]
