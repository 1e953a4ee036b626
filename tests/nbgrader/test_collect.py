"""Collecting: `nbgrader collect` takes what students have submitted, and nothing that a link leads to."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from autograder.nbgrader.collect import _copy_file
from autograder.submissions.submission import SubmissionError
from tests.nbgrader.courses import PS1, TOTAL, NbCourse, Person, as_python, solutions

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(generated: NbCourse) -> NbCourse:
    """A course of which students have fetched an assignment, and submitted it in their ways."""
    generated.nbgrader("release_assignment", PS1)
    for name in ("python", "renamed", "secret"):
        student = generated.student(name)
        student.run("nbgrader", "fetch_assignment", PS1)
        _work(name, student.folder / PS1, generated)
        student.run("nbgrader", "submit", PS1, "--student", name)
    inbound = {path.name.split("+")[0]: path for path in (generated.exchange / "pytorch" / "inbound").iterdir()}
    secret = generated.root / "source" / PS1 / f"{PS1}.ipynb"
    (inbound["secret"] / "notes.txt").symlink_to(secret)  # where it lies, the folder is the student's own
    shutil.copytree(inbound["python"], inbound["python"].with_name(f"pipe+{PS1}+2026-11-20 10:00:00 UTC+x"))
    (inbound["python"].with_name(f"pipe+{PS1}+2026-11-20 10:00:00 UTC+x") / "data").symlink_to("/etc")
    inbound["python"].with_name(f"thief+{PS1}+2026-11-20 10:00:00 UTC+x").symlink_to(secret.parent)
    big = inbound["python"].with_name(f"big+{PS1}+2026-11-20 10:00:00 UTC+x")
    shutil.copytree(inbound["python"], big)
    with (big / "model.bin").open("wb") as file:
        file.truncate(200_000_000)
    done = generated.nbgrader("collect", PS1)
    (generated.root / "log").write_text(done.stdout + done.stderr)
    generated.nbgrader("autograde", PS1)
    return generated


def _work(name: str, folder: Path, course: NbCourse) -> None:
    if name == "python":
        (folder / f"{PS1}.ipynb").unlink()
        (folder / f"{PS1}.py").write_text(as_python())
    else:
        (folder / f"{PS1}.ipynb").write_text(json.dumps(course.released(solutions())))
    if name == "renamed":
        (folder / f"{PS1}.ipynb").rename(folder / f"{PS1} (1).ipynb")


def test_python_file_alone_is_collected_and_graded(course: NbCourse) -> None:
    """nbgrader looks at notebooks alone, so the released one is put beside it; the formgrader shows the text in it."""
    assert course.total("python") == TOTAL
    assert any("def mse" in "".join(cell["source"]) for cell in course.autograded("python")["cells"])


def test_renamed_notebook_is_collected_under_its_name(course: NbCourse) -> None:
    """A second download is called "… (1)"."""
    assert course.total("renamed") == TOTAL
    assert f"{PS1} (1).ipynb renamed to {PS1}.ipynb" in (course.root / "log").read_text()


@pytest.mark.parametrize(("name", "link"), [("secret", "notes.txt"), ("pipe", "data"), ("thief", "thief")])
def test_links_are_not_followed(course: NbCourse, name: str, link: str) -> None:
    """The instructor could read what the student cannot; it is not collected, and the others are."""
    assert not (course.root / "submitted" / name / PS1).exists()
    (line,) = (
        line
        for line in (course.root / "log").read_text().splitlines()
        if f"{name}+{PS1}" in line and "not coll" in line
    )
    assert "is a symbolic link" in line
    assert f"not collected: {link}" in line


def test_too_large_a_submission_costs_only_itself(course: NbCourse) -> None:
    """The stock command stops there, and whoever comes after it is not collected."""
    assert not (course.root / "submitted" / "big" / PS1).exists()
    assert "model.bin: too large" in (course.root / "log").read_text()


def test_nothing_else_is_changed(course: NbCourse) -> None:
    """What was collected is what was submitted, time of submission and all."""
    student: Person = course.student("renamed")
    collected = course.root / "submitted" / "renamed" / PS1
    names = {path.name for path in collected.iterdir()}
    assert names >= {f"{PS1}.ipynb", f"{PS1}.py", "timestamp.txt", "submission_secret.txt"}
    assert (collected / f"{PS1}.py").read_bytes() == (student.folder / PS1 / f"{PS1}.py").read_bytes()


def test_no_more_is_copied_than_was_there(tmp_path: Path) -> None:
    """A file that grows while it is copied is refused; here one whose size is said to be 0, and that can be read."""
    folder = os.open("/proc/self", os.O_RDONLY)
    try:
        with pytest.raises(SubmissionError, match="status: changes while it is read"):
            _copy_file("status", folder, tmp_path / "copy", 1 << 20)
    finally:
        os.close(folder)
    assert (tmp_path / "copy").stat().st_size == 0
