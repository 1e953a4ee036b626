"""The whole way of an assignment through nbgrader's stock commands, as docs/nbgrader.md tells it."""

from __future__ import annotations

import csv
import json
import re
import shlex
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.nbgrader.courses import (
    POINTS,
    PS1,
    ROOT,
    TOTAL,
    TOTAL_WITH_WRONG_SIGMOID,
    WRONG_SIGMOID,
    NbCourse,
    Person,
    cell_of,
    filled_in,
    read,
    solutions,
)

pytestmark = pytest.mark.slow

STUDENTS = ("full", "partial", "untouched", "again", "tampered", "late")
VALIDATING = ("full", "partial", "untouched")
COMMANDS = re.findall(
    r"^(?:    )?(instructor|student)\$ (.+)$", (ROOT / "docs" / "nbgrader.md").read_text(), re.MULTILINE
)


def work_of(name: str) -> dict[str, str]:
    """Return what a student fills in."""
    right = solutions()
    return {
        "full": right,
        "partial": {**right, "sigmoid": WRONG_SIGMOID},
        "untouched": {},
        "late": right,
        "again": {"sigmoid": right["sigmoid"]},
        "tampered": {"mse": right["mse"]},
    }[name]


class RoundTrip:
    """Everybody's commands, in the order of the documentation.

    Attributes:
        validated: what `nbgrader validate` has said to each student.
    """

    def __init__(self, folder: Path) -> None:
        self.validated: dict[str, str] = {}
        (folder / "students.csv").write_text(
            "id,first_name\n" + "".join(f"{name},{name.title()}\n" for name in STUDENTS)
        )
        due = (datetime.now() + timedelta(days=1)).isoformat(timespec="minutes")
        self.course = NbCourse(folder, "--roster", folder / "students.csv", "--due", f"{PS1}={due}")
        for who, command in COMMANDS[1:]:
            words = shlex.split(command)
            if who == "instructor":
                self.course.instructor.run(*words)
            else:
                for name in VALIDATING if words[1] == "validate" else STUDENTS:
                    self._student(name, words)

    def _student(self, name: str, words: list[str]) -> None:
        student = self.course.student(name)
        step = words[1]
        path = student.folder / PS1 / f"{PS1}.ipynb"
        if name == "late" and step == "submit":
            self.course.init("--due", f"{PS1}={datetime.now().isoformat()}")
            with (self.course.root / "course_config.py").open("a") as file:
                file.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
            time.sleep(1)
        done = student.run(*words, "--student", name) if step in ("submit", "fetch_feedback") else student.run(*words)
        if step == "fetch_assignment":
            path.write_text(json.dumps(tampered(path) if name == "tampered" else filled_in(read(path), work_of(name))))
        elif step == "validate":
            self.validated[name] = done.stdout + done.stderr
        elif step == "submit" and name == "again":
            path.write_text(json.dumps(filled_in(read(path), solutions())))
            time.sleep(1)
            student.run(*words, "--student", name)


def tampered(path: Path) -> dict[str, object]:
    """Return a notebook with right work for one exercise, and with test cells that would give points for nothing."""
    notebook = filled_in(read(path), work_of("tampered"))
    cell_of(notebook, "sigmoid-checks")["source"] = "1.5"
    cell_of(notebook, "sigmoid-hidden")["metadata"]["nbgrader"]["points"] = 1000
    notebook["cells"].remove(cell_of(notebook, "replace_last_row-checks"))
    return notebook


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundTrip]:
    """All commands, run."""
    return RoundTrip(tmp_path_factory.mktemp("trip"))


def test_documentation_has_twelve_commands() -> None:
    """From an empty folder to returned feedback."""
    assert len(COMMANDS) == 12
    assert COMMANDS[0][1].startswith("autograder nbgrader init course")


def test_scores_are_what_the_work_is_worth(trip: RoundTrip) -> None:
    """Full marks, part of them, none; the resubmission counts; a late one costs what the course says."""
    expected = {
        "full": TOTAL,
        "partial": TOTAL_WITH_WRONG_SIGMOID,
        "untouched": 0.0,
        "late": 0.0,
        "again": TOTAL,
        "tampered": POINTS["mse"].total,
    }
    assert {name: trip.course.total(name) for name in STUDENTS} == expected
    assert trip.course.total("full") == trip.course.total("again") == TOTAL
    assert sum(score or 0 for score in trip.course.scores("late").values()) == TOTAL
    assert trip.course.scores("tampered")["mse-checks"] == POINTS["mse"].visible
    assert trip.course.scores("tampered")["sigmoid-checks"] == trip.course.scores("tampered")["sigmoid-hidden"] == 0


def test_students_are_told_in_their_own_kernel(trip: RoundTrip) -> None:
    """Validate passes right work, and says of wrong work what is wrong."""
    assert "Success! Your notebook passes all the tests." in trip.validated["full"]
    assert "Gives the values that can be looked up" in trip.validated["partial"]
    assert "NotImplementedError" not in trip.validated["untouched"]
    assert "not implemented yet" in trip.validated["untouched"]


def test_feedback_comes_back_and_says_why(trip: RoundTrip) -> None:
    """Every student has fetched it: the verdicts, the hint as a comment, and nothing of what hidden checks compare."""
    pages = {name: list((trip.course.student(name).folder / PS1 / "feedback").rglob("*.html")) for name in STUDENTS}
    assert {name: len(found) for name, found in pages.items()} == dict.fromkeys(STUDENTS, 1)
    partial = pages["partial"][0].read_text()
    assert "Gives the values that can be looked up" in partial
    assert "Matches the definition" in partial, "the title of a hidden check is no secret"
    comment = trip.course.comments("partial")["sigmoid"]
    assert comment
    assert comment in partial.replace("&#39;", "'")
    assert trip.course.comments("untouched")["sigmoid"] == "No response."


def test_grades_are_exported(trip: RoundTrip) -> None:
    """nbgrader's own export has every student."""
    with (trip.course.root / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert set(rows) == set(STUDENTS)
    assert (float(rows["full"]["score"]), float(rows["full"]["max_score"])) == (TOTAL, TOTAL)


def test_second_run_grades_nothing_again(trip: RoundTrip) -> None:
    """What has not changed comes from the ledger, to the very seconds that it took."""
    before = [{name: trip.course.grades(name) for name in STUDENTS}, trip.course.kept_reports()]
    trip.course.nbgrader("autograde", PS1, "--force")
    assert [{name: trip.course.grades(name) for name in STUDENTS}, trip.course.kept_reports()] == before


def test_person_cannot_see_what_is_none_of_theirs(trip: RoundTrip) -> None:
    """What students have fetched holds no solution and no hidden check."""
    student: Person = trip.course.student("untouched")
    text = "".join(path.read_text() for path in (student.folder / PS1).glob("*.*"))
    for line in (ROOT / "solutions" / PS1 / f"{PS1}.py").read_text().split("### BEGIN SOLUTION")[1:]:
        for secret in line.split("### END SOLUTION")[0].strip().splitlines():
            assert len(secret.split()) < 4 or secret.strip() not in text
