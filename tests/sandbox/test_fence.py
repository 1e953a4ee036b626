"""Level ``landlock``, in a container that refuses user namespaces, as root and as an ordinary user."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from autograder.local.doctor import examine
from autograder.sandbox.fence import why_no_fence
from autograder.sandbox.interface import SandboxError
from autograder.sandbox.levels import strongest_level

from ..machines import USER, run_in_container

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "submitted"
# Right, untouched, overflowing, cheating, raising, printing without end.
STUDENTS = ("s001", "s005", "s008", "s012", "s017", "s019")


@pytest.mark.parametrize("as_root", [True, False], ids=["root", "user"])
def test_the_same_tests_hold(as_root: bool) -> None:
    """The tests of this folder pass at this level, too, those of test_fenced.py among them."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(Path(__file__).parent)]
    environment = {**os.environ, "AUTOGRADER_TEST_LEVEL": "landlock", "HOME": "/tmp"}
    done = run_in_container(command, as_root=as_root, cwd=ROOT, env=environment)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "test_fenced" not in done.stdout  # nothing failed, and nothing was skipped
    assert " passed" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize("as_root", [True, False], ids=["root", "user"])
def test_grade_finds_its_level_and_says_so(as_root: bool, tmp_path: Path) -> None:
    """Where user namespaces are refused, `grade` grades at level landlock, says why, and comes to the same grades."""
    course = tmp_path / "course"
    shutil.copytree(ROOT / "solutions" / "ps1_tensors", course / "solutions" / "ps1_tensors")
    for student in STUDENTS:
        shutil.copytree(SAMPLE / student / "ps1_tensors", course / "submitted" / student / "ps1_tensors")
    for path in (course, *course.rglob("*")):
        os.chown(path, *([0, 0] if as_root else [USER, USER]))
    for path in (course, *course.parents):
        path.chmod(path.stat().st_mode | 0o005)
    command = [sys.executable, "-m", "autograder.commands.main", "grade", "submitted", "-a", "ps1_tensors", "-o", "out"]
    done = run_in_container(command, as_root=as_root, cwd=course, env={**os.environ, "HOME": "/tmp"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sandbox landlock, as full is not to be had: bwrap: No permissions" in done.stderr
    assert json.loads((course / "out" / "results.json").read_text())["sandbox"] == "landlock"
    expected = (ROOT / "examples" / "expected" / "ps1_tensors.csv").read_text().splitlines()
    graded = (course / "out" / "grades.csv").read_text().splitlines()
    assert graded == [expected[0], *(row for row in expected if row.startswith(STUDENTS))]


def test_it_refuses_where_it_cannot_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Landlock, or as an ordinary user with an old one, the level is refused, with the reason."""
    monkeypatch.setattr("autograder.sandbox.fence.landlock_abi", lambda: 0)
    assert "no Landlock" in why_no_fence()
    monkeypatch.setattr("autograder.sandbox.fence.landlock_abi", lambda: 5)
    monkeypatch.setattr("autograder.sandbox.fence.python_folders", list)
    assert why_no_fence() == ""
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert "version 5; for who is not root it takes 6" in why_no_fence()


def test_python_in_a_closed_folder_is_said_beforehand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As root, where no other user can read the Python environment: one line with the remedy, from whoever asks."""
    python = tmp_path / "root" / ".pyenv" / "lib"
    python.mkdir(parents=True)
    for folder in tmp_path.parents:
        folder.chmod(folder.stat().st_mode | 0o001)
    tmp_path.chmod(0o755)
    monkeypatch.setattr("autograder.sandbox.fence.landlock_abi", lambda: 7)
    monkeypatch.setattr("autograder.sandbox.fence.python_folders", lambda: [python])
    monkeypatch.setattr("autograder.sandbox.container.why_no_container", lambda: "bwrap: No permissions")
    assert why_no_fence() == ""
    closed = tmp_path / "root"
    closed.chmod(0o700)
    with pytest.raises(SandboxError, match=f"landlock: {closed} is closed .* run `chmod o\\+x {closed}`") as caught:
        strongest_level()
    assert "\n" not in str(caught.value)
    finding = next(each for each in examine() if each.name == "sandbox")
    assert (finding.ok, finding.text) == (False, str(caught.value))
