"""The walk in docs/grading.md: its commands, run as they stand there, say what stands below them."""

from __future__ import annotations

import csv
import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
HEADING = "## From a download to what is handed back"
# Who of the sample class is whom at Moodle's.
PEOPLE = {
    "Ann Meyer": "s001", "Jo Ng": "s003", "Maria Rossi": "s009",
    "Ivan Petrov": "s012", "Lee Chen": "s015", "Sam Okoye": "s006", "Nora Nobody": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the course with what Moodle gives: all submissions, and the worksheet."""
    folder = tmp_path_factory.mktemp("course")
    for name in ("assignments", "solutions"):
        (folder / name).symlink_to(ROOT / name)
    worksheet = [["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade", "Feedback comments"]]
    with zipfile.ZipFile(folder / "moodle.zip", "w") as archive:
        for number, (name, student) in enumerate(PEOPLE.items(), start=4711):
            address = f"{name.split()[0].lower()}@example.org"
            worksheet.append([f"Participant {number}", name, address, "", "", "26.25", ""])
            for path in sorted((ROOT / "examples/submitted" / student / "ps1_tensors").iterdir()) if student else ():
                archive.write(path, f"{name}_{number}_assignsubmission_file/{path.name}")
    with (folder / "worksheet.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(worksheet)
    return folder


def _walk() -> list[tuple[str, list[str]]]:
    """Return each command of the walk, and the lines that it is said to print; `…` stands for others."""
    text = (ROOT / "docs/grading.md").read_text(encoding="utf-8")
    [_, section] = text.split(HEADING)
    steps: list[tuple[str, list[str]]] = []
    for line in re.findall(r"^    (.*)$", section.split("\n## ")[0], re.MULTILINE):
        if line.startswith("$ "):
            steps.append((line.removeprefix("$ "), []))
        else:
            steps[-1][1].append(line)
    return steps


def test_the_walk_goes_as_it_is_told(folder: Path) -> None:
    """Grading, feedback, grades, report: each line that the docs show is printed, in this order.

    What is handed back is a page for each who has handed in, under the name by which Moodle finds them, and grades.
    """
    steps = _walk()
    assert [shlex.split(command)[1] for command, _ in steps] == ["grade", "feedback", "export", "report"]
    for command, told in steps:
        arguments = [sys.executable, "-m", "autograder.commands.main", *shlex.split(command)[1:]]
        environment = {**os.environ, "COLUMNS": "100"}
        done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        printed = iter([line.rstrip() for line in (done.stderr + done.stdout).splitlines()])
        missing = [line for line in told if line != "…" and line not in printed]
        assert missing == [], done.stdout
    with zipfile.ZipFile(folder / "feedback.zip") as archive:
        assert {name.split("_")[0] for name in archive.namelist()} == {name for name in PEOPLE if PEOPLE[name]}
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        grades = {row["Full name"]: row["Grade"] for row in csv.DictReader(file)}
    assert grades["Nora Nobody"] == ""
    assert [grades[name] for name in ("Ann Meyer", "Lee Chen", "Maria Rossi")] == ["26.25", "0", "25.5"]
