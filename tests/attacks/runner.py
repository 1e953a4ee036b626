"""Running the corpus as a TA would: one batch an assignment, each case between two honest submissions."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from autograder.course.data import data_root

from ..machines import USER, run_in_container
from .corpus import Case

__all__ = ["AT_THE_MACHINE", "CANARY", "LEVELS", "Outcome", "run_corpus"]

ROOT = Path(__file__).parent.parent.parent
# What `landlock` is called here where the grader is not root.
_AS_USER = " (not root)"
LEVELS = ("full", "landlock", f"landlock{_AS_USER}")
# Groups in which it matters who the grader is, and at which level.
AT_THE_MACHINE = ("reading", "harming", "exhausting", "escaping")
# Never whole in any source that a worker could see.
CANARY = "canary-" + "51f3a7c9"
SUCCESS = "ATTACK SUCCEEDED"
_STOPPED_BY = re.compile(r'stopped by: ([^"\\]+)')

# Honest work that fails some checks, so that its report has something to say.
_SENTINELS = {"ps1_tensors": "s008", "ps5_mnist": "s001"}
_SENTINEL = "s002"
# Small limits: what exhausts them does so soon.
_LIMITS = ["--time-limit", "2", "--exercise-time-limit", "2", "--memory-limit", "700", "--thread-limit", "60"]
_LIMITS += ["--disk-limit", "64", "--output-limit", "4"]
# More than there may be cores, as many cases wait for a limit; but to start one takes as long as some cases do.
_MOST_GRADERS, _CASES_A_GRADER = 6, 15
# A submission's own limit, what a check may take beyond it, and its end: no case may take longer, by a clock that goes
# as fast as for the honest submissions before and after it.
_LONGEST_S = 30.0
_FINISH_S = 900.0
_MOST_CHARACTERS = 1_000_000
_WORLD_WRITABLE = [Path(name) for name in ("/tmp", "/var/tmp", "/dev/shm", "/run/lock")]
# Host uids of workers, where the grader is root; see autograder/sandbox.
_WORKER_UIDS = (range(59_000, 60_000), range(200_001, 201_001))


@dataclass
class Outcome:
    """What became of one case.

    Attributes:
        stopped_by: the first thing that the report says against it.
        successes: all that the attack has achieved; empty, if all is well.
    """

    case: Case
    stopped_by: str
    successes: list[str] = field(default_factory=list)


def run_corpus(cases: Sequence[Case], level: str) -> list[Outcome]:
    """Grade the cases at a sandbox level; return what became of them.

    Where the grader is not root, those are left out for which that makes no difference.

    What cannot be put down to one case (a file, process or mount that is left) is put down to the last.
    """
    outcomes = []
    if level.endswith(_AS_USER):
        cases = [case for case in cases if case.group in AT_THE_MACHINE]
    for assignment, group in groupby(sorted(cases, key=lambda case: case.assignment), lambda case: case.assignment):
        with tempfile.TemporaryDirectory(prefix="attacked-course-") as folder:
            outcomes += _run_batch(Path(folder), assignment, list(group), level)
    return outcomes


def _run_batch(course: Path, assignment: str, cases: Sequence[Case], level: str) -> list[Outcome]:
    _plant(course, assignment)
    sentinel = ROOT / "examples/submitted" / _SENTINELS.get(assignment, _SENTINEL) / assignment / f"{assignment}.py"
    alone = course / "alone"
    _hand_in_sentinel(alone / "000", sentinel)
    for number, case in enumerate(cases):
        _hand_in_sentinel(course / "submitted" / _student(2 * number), sentinel)
        folder = course / "submitted" / _student(2 * number + 1)
        folder.mkdir()
        case.hand_in(folder, course)
    _hand_in_sentinel(course / "submitted" / _student(2 * len(cases)), sentinel)
    if level.endswith(_AS_USER):
        for path in (course, *course.rglob("*")):
            os.chown(path, USER, USER, follow_symlinks=False)
    [undisturbed] = _grade(course, assignment, "alone", level, 1)
    before = _state(course)
    graders = min(2 + len(cases) // _CASES_A_GRADER, _MOST_GRADERS)
    reports = _grade(course, assignment, "submitted", level, graders)
    outcomes = [
        _judge(case, reports[2 * n + 1], [reports[2 * n], reports[2 * n + 2]], undisturbed)
        for n, case in enumerate(cases)
    ]
    outcomes[-1].successes += [*_left_behind(before, course), *_wrong_with_results(course / "out-submitted")]
    return outcomes


def _plant(course: Path, assignment: str) -> None:
    """Copy the secrets of an assignment, with the canary in each of them."""
    folder = course / "solutions" / assignment
    shutil.copytree(ROOT / "solutions" / assignment, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path in folder.glob("*.py"):
        path.write_text(f"{path.read_text()}\nSECRET = {CANARY!r}\n")
    (course / "solutions" / "secret.txt").write_text(CANARY)
    course.chmod(0o755)  # what keeps students out must not be the permissions of a temporary folder


def _student(number: int) -> str:
    return f"{number:04d}"


def _hand_in_sentinel(folder: Path, sentinel: Path) -> None:
    folder.mkdir(parents=True)
    shutil.copy(sentinel, folder)


def _grade(course: Path, assignment: str, submitted: str, level: str, graders: int) -> list[dict[str, Any]]:
    command = [
        sys.executable,
        "-m",
        "autograder.commands.main",
        "grade",
        submitted,
        "-a",
        assignment,
        "-o",
        f"out-{submitted}",
    ]
    command += ["--sandbox", level.removesuffix(_AS_USER), "-j", str(graders), *_LIMITS]
    if level.startswith("landlock"):
        environment = {**os.environ, "HOME": str(course), "AUTOGRADER_DATA": str(data_root())}
        as_root = not level.endswith(_AS_USER)
        done = run_in_container(command, as_root=as_root, cwd=course, env=environment, timeout=_FINISH_S)
    else:
        done = subprocess.run(command, cwd=course, capture_output=True, text=True, timeout=_FINISH_S)
    results = course / f"out-{submitted}" / "results.json"
    if done.returncode == 2 or not results.exists():
        raise RuntimeError(f"the batch was not graded: {done.stdout[-2000:]}{done.stderr[-4000:]}")
    if CANARY in done.stdout + done.stderr:
        raise RuntimeError("the canary was printed by the grader")
    submissions: list[dict[str, Any]] = json.loads(results.read_text())["submissions"]
    return submissions


def _judge(
    case: Case, report: dict[str, Any], neighbours: Sequence[dict[str, Any]], undisturbed: dict[str, Any]
) -> Outcome:
    text = json.dumps(report, ensure_ascii=False)
    outcome = Outcome(case, _stopped_by(report))
    if report["score"] > case.deserves:
        outcome.successes.append(f"{report['score']:g} points where it deserves {case.deserves:g}")
    if SUCCESS in text:
        outcome.successes.append(text[text.index(SUCCESS) :].split('"')[0][:200])
    if CANARY in text.replace("^", ""):
        outcome.successes.append("the canary is in its report")
    if len(text) > _MOST_CHARACTERS:
        outcome.successes.append(f"its report has {len(text)} characters")
    if report["status"] != "graded":
        outcome.successes.append(f"it could not be graded: {_stopped_by(report)}")
    delay = max(1.0, *(neighbour["seconds"] / undisturbed["seconds"] for neighbour in neighbours))
    if report["seconds"] > _LONGEST_S * delay:
        outcome.successes.append(f"it took {report['seconds']} s")
    if any(_comparable(neighbour) != _comparable(undisturbed) for neighbour in neighbours):
        outcome.successes.append("a neighbour's report is another than when graded alone")
    return outcome


def _stopped_by(report: dict[str, Any]) -> str:
    said = _STOPPED_BY.search(json.dumps(report, ensure_ascii=False))
    if said:
        return said[1]
    if report["error"]:
        return str(report["error"])
    checks = [check for exercise in report["exercises"] for check in exercise["checks"]]
    messages = [check["message"].split("\n")[0] for check in checks if check["verdict"] != "passed"]
    return messages[0] if messages else "nothing was to be had by it"


def _comparable(report: dict[str, Any]) -> str:
    """Return what must be the same in each report of the same submission: all but its name and times."""
    text = json.dumps({**report, "student": "", "seconds": 0}, indent=1)
    return re.sub(r"\d+(\.\d+)? s\b", "… s", text)


def _state(course: Path) -> dict[str, set[str]]:
    """Return what must be there, and no more, after a batch."""
    return {
        "a process": set(_worker_processes()),
        "a mount": {line.split(" ", 4)[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()},
        "a file": {str(path) for folder in _WORLD_WRITABLE for path in _files(folder)},
        "a change of the course": set(_digests(course)),
        "System V memory": set(Path("/proc/sysvipc/shm").read_text().splitlines()[1:]),
    }


def _left_behind(before: dict[str, set[str]], course: Path) -> Iterator[str]:
    deadline = time.monotonic() + 5
    while (left := list(_differences(before, _state(course)))) and time.monotonic() < deadline:
        time.sleep(0.1)  # zygotes remove what is theirs when they find their grader gone
    yield from left


def _wrong_with_results(out: Path) -> Iterator[str]:
    """Yield what must not be in any file of results."""
    for path in out.iterdir():
        text = path.read_bytes().decode("utf-8", "strict" if path.suffix in (".json", ".csv") else "replace")
        if CANARY in text.replace("^", ""):  # which marks a place in a line of source
            yield f"the canary is in {path.name}"
        if path.name == "ledger.sqlite":
            continue
        if odd := {unicodedata.category(letter) for letter in text if letter != "\n"} & {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            yield f"characters of the kinds {sorted(odd)} are in {path.name}"
    with (out / "grades.csv").open(newline="", encoding="utf-8") as table:
        cells = [part for row in csv.reader(table) for cell in row for part in re.split(r"[;|\t]", cell)]
    if formulas := [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]:
        yield f"formulas are in grades.csv: {formulas}"


def _differences(before: dict[str, set[str]], after: dict[str, set[str]]) -> Iterator[str]:
    for what, entries in after.items():
        more = entries - before[what]
        less = before[what] - entries if what == "a change of the course" else set()
        for entry in sorted(more | less)[:3]:
            yield f"left behind: {what}: {entry}"


def _worker_processes() -> Iterator[str]:
    for path in Path("/proc").glob("[0-9]*"):
        try:
            uid = path.stat().st_uid
            command = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if any(uid in uids for uids in _WORKER_UIDS) or "autograder.worker" in command or "autograder.batch" in command:
            yield f"{path.name} {command[:80]}"


def _files(folder: Path) -> Iterator[Path]:
    """Yield what workers may have left: files with their owners, and folders named like the sandbox's own."""
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            uid = path.lstat().st_uid
        except OSError:
            continue
        if any(uid in uids for uids in _WORKER_UIDS) or path.name.startswith("autograder-") or folder.name == "shm":
            yield path


def _digests(course: Path) -> Iterator[str]:
    for path in sorted(course.rglob("*")):
        if path.is_relative_to(course / "out-submitted") or "__pycache__" in path.parts:
            continue
        status = path.lstat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12] if stat.S_ISREG(status.st_mode) else ""
        yield f"{path.relative_to(course)} {status.st_mode:o} {status.st_uid} {digest}"
