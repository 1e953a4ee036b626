"""Another course on the same engine: laid out by `autograder new course`, and at home where there is no torch."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from importlib import metadata
from pathlib import Path

import pexpect
import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow

SOLVED = """
import numpy as np


def moving_average(x, k):
    if not 1 <= k <= len(x):
        raise ValueError(k)
    return np.array([x[at : at + k].mean() for at in range(len(x) - k + 1)], x.dtype)


def word_counts(text):
    words = text.lower().split()
    return {word: words.count(word) for word in words}
"""
WRONG = SOLVED.replace(".mean()", ".sum()").replace(".lower()", "")
# Values that no check expects, torch among them, which is not there.
ODD = """
import torch


def moving_average(x, k):
    return torch.zeros(3)


def word_counts(text):
    return {*text.split()}
"""


def _needed() -> set[str]:
    """Return the distributions that a student's install brings: what the package needs, without extras, and so on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting, found = [Requirement(line) for line in project["dependencies"]], set()
    while waiting:
        needed = waiting.pop()
        if needed.name in found or (needed.marker is not None and not needed.marker.evaluate({"extra": ""})):
            continue
        found.add(needed.name)
        lines = metadata.requires(needed.name) or []
        waiting += [Requirement(line) for line in lines]
        waiting += [
            other
            for extra in needed.extras
            for other in map(Requirement, lines)
            if other.marker is not None and other.marker.evaluate({"extra": extra})
        ]
    return found


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the package and what it needs, and nothing else: no torch, no jupytext."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    [packages] = (folder / "lib").glob("python*/site-packages")
    for name in _needed():
        for path in metadata.files(name) or ():
            if ".." not in path.parts and path.suffix != ".pyc":
                target = packages / path
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path.locate(), target)
    shutil.copytree(ROOT / "autograder", packages / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "bin" / "python"


def _run(python: Path | str, folder: Path, *arguments: str, expected: int = 0) -> str:
    """Run a command of the program; return what it prints."""
    environment = {**os.environ, "COLUMNS": "120"}
    done = subprocess.run(
        [python, "-m", "autograder.commands.main", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == expected, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new course, laid out and built."""
    folder = tmp_path_factory.mktemp("new") / "course"
    said = _run(sys.executable, ROOT, "new", "course", str(folder)).splitlines()
    assert said[-1] == f"read {folder / 'README.md'}; prove the course with: cd {folder} && make verify"
    assert f"wrote {folder / 'assignments/basics/basics.ipynb'}" in said
    assert sum(line.startswith("wrote ") for line in said) == len(said) - 1
    return folder


@pytest.fixture(scope="module")
def handed_out(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What students get of it."""
    folder = tmp_path_factory.mktemp("student")
    for name in ("assignments", "checks"):
        shutil.copytree(course / name, folder / name)
    (folder / "assignments/basics/basics.ipynb").unlink()
    return folder


def test_students_install_has_no_torch(student: Path) -> None:
    """The environment of these tests proves what it is there to prove."""
    done = subprocess.run([student, "-c", "import torch"], capture_output=True, text=True, check=False)
    assert "No module named 'torch'" in done.stderr
    assert not {"torch", "torchvision", "nbgrader", "jupytext"} & _needed()


def test_new_course_proves_itself_with_torch_and_without(student: Path, course: Path) -> None:
    """All is as it must be, and what is written down holds in both environments."""
    _run(sys.executable, course, "build", "--check")
    proved = _run(student, course, "verify", "basics", "--update").splitlines()
    assert proved == [
        "wrote solutions/basics/fails.json",
        "moving_average: 29 submissions and 4 misconceptions: all as it must be",
        "word_counts: 29 submissions and 3 misconceptions: all as it must be",
        "wrote checks/basics/hints.json",
    ]
    assert "fault" not in _run(sys.executable, course, "verify", "basics")


def test_new_exercise_of_it_is_about_an_array(student: Path, course: Path, tmp_path: Path) -> None:
    """And proves itself there, too."""
    shutil.copytree(course, tmp_path / "course")
    said = _run(sys.executable, tmp_path / "course", "new", "exercise", "twice", "-a", "basics")
    assert "wrote checks/basics/test_twice.py" in said
    proved = _run(student, tmp_path / "course", "verify", "basics", "-e", "twice", "--update")
    assert "twice: 28 submissions and 2 misconceptions: all as it must be" in proved
    _run(sys.executable, tmp_path / "course", "build", "--check")


def test_check_tells_right_from_wrong(student: Path, handed_out: Path) -> None:
    """Of the stub, of work that is right, and of work that is not, in the words of what it computes with."""
    file = handed_out / "assignments/basics/basics.py"
    stub = file.read_text(encoding="utf-8")
    assert _run(student, handed_out, "check", expected=1).count("not implemented yet") == 2
    file.write_text(SOLVED, encoding="utf-8")
    assert "3.5 of 3.5 points" in _run(student, handed_out, "check")
    file.write_text(WRONG, encoding="utf-8")
    said = _run(student, handed_out, "check", expected=1)
    assert "the result at [0] is 3, expected 1.5 (3 of 3 elements differ)" in said
    assert "the result has a key 'The' that it should not have" in said
    file.write_text(SOLVED.replace("x.dtype)", "np.float32)"), encoding="utf-8")
    assert "the result has dtype float32, expected float64; the values are right" in _run(
        student, handed_out, "check", expected=1
    )
    file.write_text(SOLVED.replace("    return np", "    x *= 1.5\n    x /= 1.5\n    x[0] = 7\n    return np"))
    assert re.search(r"the call modified x: x at \[0\] is 7, was 1", _run(student, handed_out, "check", expected=1))
    file.write_text(stub, encoding="utf-8")


def test_watch_needs_no_torch(student: Path, handed_out: Path) -> None:
    """A save is a check."""
    file = handed_out / "assignments/basics/draft.py"
    file.write_text(WRONG, encoding="utf-8")
    watch = pexpect.spawn(
        str(student), ["-m", "autograder.commands.main", "watch", str(file)], cwd=str(handed_out),
        dimensions=(40, 120), encoding="utf-8", timeout=60, env={**os.environ, "TERM": "xterm-256color"},
    )  # fmt: skip
    watch.expect("expected 1.5")
    watch.expect("checked 2 exercises")
    file.write_text(SOLVED, encoding="utf-8")
    watch.expect("checked ")
    watch.send("q")
    watch.expect(pexpect.EOF)
    watch.close()
    assert watch.exitstatus == 0


def test_class_is_graded_at_full(student: Path, course: Path, tmp_path: Path) -> None:
    """In the sandbox of every class; what no check expects is wrong, and no fault of the grader's."""
    submitted = tmp_path / "submitted"
    submitted.mkdir()
    stub = (course / "assignments/basics/basics.py").read_text(encoding="utf-8")
    for name, text in {"odd": ODD, "right": SOLVED, "stub": stub, "wrong": WRONG}.items():
        (submitted / f"{name}.py").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    options = ("-a", "basics", "-o", str(out), "-j", "1", "--sandbox", "full")
    said = _run(student, course, "grade", str(submitted), *options)
    assert "4 submissions, 0 not graded; sandbox full" in said
    with (out / "grades.csv").open(encoding="utf-8") as file:
        grades = {row["student"]: row["score"] for row in csv.DictReader(file)}
    assert grades == {"odd": "0.0", "right": "6.5", "stub": "0.0", "wrong": "1.5"}


def test_folder_in_which_something_lies_is_refused(course: Path) -> None:
    """In one line, and nothing is written over."""
    done = subprocess.run(
        [sys.executable, "-m", "autograder.commands.main", "new", "course", str(course)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"autograder: {course}: is there, and not empty; name another folder."


def test_a_course_about_tensors_says_what_to_install(student: Path, tmp_path: Path) -> None:
    """In one line, where there is no torch."""
    shutil.copytree(ROOT / "assignments" / "ps1_tensors", tmp_path / "assignments" / "ps1_tensors")
    environment = {**os.environ, "COLUMNS": "120"}
    command = [student, "-m", "autograder.commands.main", "check", "assignments/ps1_tensors"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 2
    assert done.stderr.endswith("""No module named 'torch'; run pip install "pytorch-autograder[torch]"\n""")
    assert len(done.stderr.splitlines()) == 1
