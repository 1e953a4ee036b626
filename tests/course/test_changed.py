"""`make quick` proves the exercises that have changed: found with a real git, in a repository made for each test."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .changed import changed_exercises

EXERCISES = {"double": "ps1", "halve": "ps1", "triple": "ps2"}
SOLUTION = "import math\n\n\ndef double(x):\n    return 2 * x\n\n\ndef halve(x):\n    return x / 2\n"
MISCONCEPTIONS = (
    "from autograder.checking import misconception\n\n\n"
    '@misconception("double", hint="No.")\ndef squares(x):\n    return x * x\n\n\n'
    '@misconception("halve", hint="No.")\ndef doubles(x):\n    return 2 * x\n'
)
FILES = {
    "solutions/ps1/ps1.py": SOLUTION,
    "solutions/ps1/misconceptions.py": MISCONCEPTIONS,
    "solutions/ps1/test_double.py": "",
    "solutions/ps1/data.csv": "1\n",
    "solutions/ps2/ps2.py": "def triple(x):\n    return 3 * x\n",
    "autograder/checks/ps1/test_halve.py": "",
    "tests/course/styles/double.py": "",
    "README.md": "",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose main holds a course."""
    for name, text in FILES.items():
        _write(tmp_path, name, text)
    _git(tmp_path, "init", "--quiet", "--initial-branch=main")
    _commit(tmp_path)
    return tmp_path


def _write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def _git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True)


def _commit(root: Path) -> None:
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message=more")


@pytest.mark.parametrize(
    ("name", "text", "changed"),
    [
        ("README.md", "Hello", set()),
        ("solutions/ps1/test_double.py", "x = 1", {"double"}),
        ("solutions/ps1/test_halve.py", "a new file", {"halve"}),
        ("autograder/checks/ps1/test_halve.py", "x = 1", {"halve"}),
        ("tests/course/styles/double.py", "x = 1", {"double"}),
        ("tests/course/mistakes/triple.py", "a new file", {"triple"}),
        ("solutions/ps1/data.csv", "2\n", {"double", "halve"}),
        ("autograder/checks/ps1/conftest.py", "", {"double", "halve"}),
        ("solutions/ps1/ps1.py", SOLUTION.replace("x / 2", "0.5 * x"), {"halve"}),
        ("solutions/ps1/ps1.py", SOLUTION.replace("import math", "import cmath"), {"double", "halve"}),
        ("solutions/ps1/ps1.py", SOLUTION + "\n# %% [markdown]\n# The end.\n", set()),
        ("solutions/ps1/misconceptions.py", MISCONCEPTIONS.replace("x * x", "x**2"), {"double"}),
        ("solutions/ps1/fails.json", '{"halve": {"doubles": ["test_it"]}}', {"halve"}),
    ],
)
def test_changed_file_stands_for_its_exercises(repository: Path, name: str, text: str, changed: set[str]) -> None:
    """Those that it can matter to, and no others; text around the solutions matters to none."""
    assert changed_exercises(repository, EXERCISES) == set()
    _write(repository, name, text)
    assert changed_exercises(repository, EXERCISES) == changed


@pytest.mark.parametrize("keep", [lambda root: None, _commit], ids=["not committed", "committed"])
def test_branch_is_compared_with_where_it_left_main(repository: Path, keep: Callable[[Path], None]) -> None:
    """Committed or not; what has changed on main meanwhile is no change of this branch."""
    _git(repository, "checkout", "--quiet", "-b", "mine")
    _git(repository, "checkout", "--quiet", "main")
    _write(repository, "solutions/ps2/ps2.py", "def triple(x):\n    return x + x + x\n")
    _commit(repository)
    _git(repository, "checkout", "--quiet", "mine")
    (repository / "solutions/ps1/test_double.py").unlink()
    keep(repository)
    assert changed_exercises(repository, EXERCISES) == {"double"}


def test_without_main_the_last_commit_counts(repository: Path) -> None:
    """As in the clone that a CI service makes of one branch."""
    _git(repository, "branch", "--quiet", "--move", "main", "other")
    _write(repository, "solutions/ps1/test_double.py", "x = 1")
    assert changed_exercises(repository, EXERCISES) == {"double"}
