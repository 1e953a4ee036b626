"""Real nbgrader courses for the tests: an instructor, students with homes of their own, and a private exchange."""

from __future__ import annotations

import ast
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from tests.points import points_of, total_of

ROOT = Path(__file__).parents[2]
PS1 = "ps1_tensors"
POINTS = points_of(PS1)
TOTAL = total_of(PS1)
BIN = Path(sys.executable).parent

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Somebody with a home, who runs commands in a folder.

    Attributes:
        home: nothing outside of it is shared with others but the exchange.
        folder: where commands are run.
    """

    home: Path
    folder: Path

    def run(self, *command: object, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command as they would, in their folder; it must not fail unless ``check`` is off."""
        done = subprocess.run(
            [*map(str, command)],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0 or not check, f"{command}: {done.stdout}{done.stderr}"
        return done

    def start(self, *command: object, log: Path) -> subprocess.Popen[bytes]:
        """Start a command as they would, in their folder; what it prints goes into a file. Somebody ends it."""
        with log.open("wb") as file:
            return subprocess.Popen(
                [*map(str, command)],
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.home),
            "PATH": f"{BIN}{os.pathsep}{os.defpath}",
            "JUPYTER_DATA_DIR": str(self.home / "data"),
            "JUPYTER_CONFIG_DIR": str(self.home / ".jupyter"),
            "XDG_DATA_HOME": os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local/share")),  # MNIST
        }


class NbCourse:
    """An nbgrader course made by `autograder nbgrader init`.

    Args:
        folder: for all that belongs to it.
        options: of the command.
        root: the course that it is made of.

    Attributes:
        root: its folder.
        exchange: through which it is handed out and in.
        instructor: runs commands in it.
    """

    def __init__(self, folder: Path, *options: object, root: Path = ROOT) -> None:
        self._folder, self._root = folder, root
        self.root, self.exchange = folder / "course", folder / "exchange"
        self.exchange.mkdir(mode=0o777)
        self.exchange.chmod(0o777)
        (folder / "instructor").mkdir()
        self.instructor = Person(folder / "instructor", self.root)
        self.init("--exchange", self.exchange, *options)
        with (self.root / "course_config.py").open("a") as file:
            file.write("c.ExchangeCollect.check_owner = False\n")  # one user plays all students

    def init(self, *options: object) -> None:
        """Make the course, or bring it up to date."""
        Person(self.instructor.home, self._root).run("autograder", "nbgrader", "init", self.root, "-a", PS1, *options)

    def nbgrader(self, *command: object, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of nbgrader's commands as the instructor."""
        return self.instructor.run("nbgrader", *command, check=check)

    def student(self, name: str) -> Person:
        """Return a student; their configuration knows the exchange, as a university's would."""
        home = self._folder / "students" / name
        if not home.exists():
            (home / ".jupyter").mkdir(parents=True)
            text = (
                f"c = get_config()\nc.Exchange.root = {str(self.exchange)!r}\nc.CourseDirectory.course_id = 'pytorch'\n"
            )
            (home / ".jupyter" / "nbgrader_config.py").write_text(text)
        return Person(home, home)

    def submit(self, name: str, notebook: Notebook | str | None = None) -> Path:
        """Put a notebook, by default the released one, where `nbgrader collect` would put it, with the released .py."""
        folder = self.root / "submitted" / name / PS1
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.root / "release" / PS1 / f"{PS1}.py", folder)
        path = folder / f"{PS1}.ipynb"
        content = self.released() if notebook is None else notebook
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path

    def released(self, work: Mapping[str, str] = {}) -> Notebook:
        """Return the released notebook, with some exercises filled in."""
        notebook = json.loads((self.root / "release" / PS1 / f"{PS1}.ipynb").read_text())
        return filled_in(notebook, work)

    def autograded(self, name: str) -> Notebook:
        """Return a student's autograded notebook."""
        return read(self.root / "autograded" / name / PS1 / f"{PS1}.ipynb")

    def grades(self, name: str) -> dict[str, tuple[float | None, float | None, bool]]:
        """Return (auto score, manual score, needs manual grading) of a student's graded cells."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as gradebook:
            (notebook,) = gradebook.find_submission(PS1, name).notebooks
            return {
                each.name: (each.auto_score, each.manual_score, each.needs_manual_grade) for each in notebook.grades
            }

    def scores(self, name: str) -> dict[str, float | None]:
        """Return what the autograder has given."""
        return {cell: auto for cell, (auto, _, _) in self.grades(name).items()}

    def total(self, name: str) -> float:
        """Return the score of a submission as nbgrader has it, late penalty included."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as gradebook:
            submission = gradebook.find_submission(PS1, name)
            return float(submission.score - (submission.late_submission_penalty or 0))

    def kept_reports(self) -> list[str]:
        """Return what the ledger of the course has."""
        with sqlite3.connect(self.root / "graded" / PS1 / "ledger.sqlite") as ledger:
            return [row[0] for row in ledger.execute("SELECT report FROM reports ORDER BY student")]

    def comments(self, name: str) -> dict[str, str | None]:
        """Return what is said to a student's cells."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as gradebook:
            (notebook,) = gradebook.find_submission(PS1, name).notebooks
            return {each.name: each.comment for each in notebook.comments}


def read(path: Path) -> Notebook:
    """Return a notebook."""
    notebook: Notebook = json.loads(path.read_text())
    return notebook


def cell_of(notebook: Notebook, grade_id: str) -> dict[str, Any]:
    """Return the cell of this name, of which there must be one."""
    (cell,) = (cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)
    return cell  # type: ignore[no-any-return]


def filled_in(notebook: Notebook, work: Mapping[str, str]) -> Notebook:
    """Fill in solution cells of a notebook, by exercise."""
    for exercise, source in work.items():
        cell_of(notebook, exercise)["source"] = source
    return notebook


def solutions() -> dict[str, str]:
    """Return right work for every exercise of ps1."""
    text = (ROOT / "solutions" / PS1 / f"{PS1}.py").read_text()
    return {
        node.name: ast.get_source_segment(text, node) or ""
        for node in ast.parse(text).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }


def as_python() -> str:
    """Return right work for all of ps1 as a Python file."""
    return "\n\n".join(["import numpy as np", "import torch", "from torch import Tensor", *solutions().values()])


# Right in shape and dtype alone, which is worth a quarter of a point.
WRONG_SIGMOID = "def sigmoid(x):\n    return 1 / (1 + torch.exp(x))\n"
TOTAL_WITH_WRONG_SIGMOID = TOTAL - POINTS["sigmoid"].total + 0.25
