"""Reading the corpus: what each case wants, and how it is handed in."""

from __future__ import annotations

import ast
import runpy
import shutil
from dataclasses import dataclass
from pathlib import Path

__all__ = ["GROUPS", "Case", "read_cases"]

GROUPS = ("forging", "reading", "harming", "exhausting", "escaping", "handing_in")
_FOLDER = Path(__file__).parent / "cases"
_FIELDS = {"Goal": None, "Assignment": "ps1_tensors", "Deserves": "0", "Without a sandbox": "fails"}
_WITHOUT = ("succeeds", "fails", "unsafe")


@dataclass(frozen=True)
class Case:
    """One attack; the attributes are those of its header."""

    group: str
    path: Path
    goal: str
    assignment: str
    deserves: float
    without_sandbox: str

    @property
    def name(self) -> str:
        """Group and name of the file."""
        return f"{self.group}/{self.path.stem}"

    def hand_in(self, folder: Path, course: Path) -> None:
        """Put the submission into a student's folder."""
        if self.group == "handing_in":
            runpy.run_path(str(self.path))["hand_in"](folder, course)
        else:
            shutil.copy(self.path, folder / f"{self.assignment}.py")


def read_cases(word: str = "") -> list[Case]:
    """Return the cases whose name contains ``word``, by group and name.

    Raises:
        ValueError: a header is not as it should be.
    """
    paths = [path for group in GROUPS for path in sorted((_FOLDER / group).glob("*.py"))]
    return [case for case in map(_read, paths) if word in case.name]


def _read(path: Path) -> Case:
    header = dict(_FIELDS)
    name = None
    for line in (ast.get_docstring(ast.parse(path.read_bytes())) or "").splitlines():
        key, colon, value = line.partition(": ")
        if colon and key in _FIELDS:
            name, header[key] = key, value.strip()
        elif name is not None and line.strip():
            header[name] = f"{header[name]} {line.strip()}"
    if not header["Goal"] or header["Without a sandbox"] not in _WITHOUT:
        raise ValueError(f"{path}: the header needs a goal, and one of {_WITHOUT} for life without a sandbox")
    goal, assignment, deserves, without = header.values()
    return Case(path.parent.name, path, str(goal), str(assignment), float(str(deserves)), str(without))
