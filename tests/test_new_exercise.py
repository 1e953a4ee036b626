"""An exercise that was laid out by `autograder new exercise` is a whole that proves itself."""

from __future__ import annotations

import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course with an environment in which its own package is the one that is installed."""
    root = tmp_path_factory.mktemp("course")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/attacks/"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes((ROOT / name).read_bytes())
    venv.create(root / ".venv", with_pip=False)
    [packages] = (root / ".venv" / "lib").glob("python*/site-packages")
    (packages / "course.pth").write_text(f"{root}\n{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return root


def _autograder(course: Path, *arguments: str) -> str:
    command = [course / ".venv" / "bin" / "python", "-m", "autograder.commands.main", *arguments]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_files_prove_themselves_as_they_are(course: Path) -> None:
    """The commands of docs/authoring.md: lay out, build, prove; then nothing is stale."""
    assert "prove it with: autograder verify ps1_tensors -e twice" in _autograder(
        course, "new", "exercise", "twice", "-a", "ps1_tensors"
    )
    _autograder(course, "build")
    proved = _autograder(course, "verify", "ps1_tensors", "-e", "twice", "--update")
    assert proved.splitlines() == [
        "wrote solutions/ps1_tensors/fails.json",
        "twice: 28 submissions and 2 misconceptions: all as it must be",
        "wrote autograder/checks/ps1_tensors/hints.json",
        "wrote autograder/checks/ps1_tensors/ru.mo",
    ]
    _autograder(course, "build", "--check")
    assert "def twice(x: Tensor)" in (course / "assignments" / "ps1_tensors" / "ps1_tensors.py").read_text()


def test_a_name_that_is_taken_is_refused(course: Path) -> None:
    """In one line, and nothing is written."""
    command = [course / ".venv" / "bin" / "python", "-m", "autograder.commands.main"]
    for name in ("sigmoid", "no name"):
        done = subprocess.run(
            [*command, "new", "exercise", name, "-a", "ps1_tensors"],
            cwd=course,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert name in done.stderr
