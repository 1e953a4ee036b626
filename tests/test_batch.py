"""A batch as its TA sees it: what is reused, what is graded again, and what is left when it is stopped or killed."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.batch.batch import Batch, Part, Result
from autograder.batch.grader_process import BatchOptions, Job
from autograder.batch.jobs import JobQueue
from autograder.batch.ledger import Ledger
from autograder.course.assignments import find_course
from autograder.report.verdict import ExerciseReport, Report, Status
from autograder.submissions.intake import Found
from benchmarks.classes import make_class, write_class

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
KILLS = 30
# Students of the class.
STUDENTS = 20


def _command(submitted: Path, out: Path, *options: str, assignment: str = "ps1_tensors") -> list[str]:
    arguments = [submitted, "-a", assignment, "-o", out, "-j", "2", *options]
    return [sys.executable, "-m", "autograder.commands.main", "grade", *map(str, arguments)]


def _grade(submitted: Path, out: Path, *options: str, course: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = _command(submitted, out, *options)
    return subprocess.run(command, cwd=course, capture_output=True, text=True, timeout=600, check=False)


def _files(out: Path) -> tuple[Any, str]:
    """Return results.json without the times, and grades.csv."""
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    for submission in results["submissions"]:
        del submission["seconds"]
    return results, (out / "grades.csv").read_text(encoding="utf-8")


def _write_class(folder: Path, number: int) -> Path:
    """Write a class of so many students of ps1, no two files equal."""
    write_class(make_class(find_course(ROOT).assignment("ps1_tensors", with_solution=True), number), folder)
    return folder


@pytest.fixture(scope="module")
def submitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class."""
    return _write_class(tmp_path_factory.mktemp("class") / "submitted", STUDENTS)


@pytest.fixture(scope="module")
def undisturbed(submitted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What came of it when nothing happened."""
    out = tmp_path_factory.mktemp("undisturbed")
    done = _grade(submitted, out)
    assert done.returncode == 0, done.stderr
    assert f"{STUDENTS} submissions, 0 not graded; sandbox full" in done.stdout
    return out


@pytest.mark.parametrize("name", ["ps2_autograd", "ps3_data", "ps4_networks"])
def test_no_grader_dies(name: str, tmp_path: Path) -> None:
    """It would be started again, and nobody would notice but for the time that it takes and what it says."""
    target = find_course(ROOT).assignment(name, with_solution=True)
    write_class(make_class(target, 12), tmp_path / "submitted")
    command = _command(tmp_path / "submitted", tmp_path / "out", assignment=name)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if not line.startswith("graded ")] == []


# What is reused


def test_second_run_reuses_all(submitted: Path, undisturbed: Path, tmp_path: Path) -> None:
    """No grader process is started, which would need bubblewrap; the files are the same, times included."""
    out = Path(shutil.copytree(undisturbed, tmp_path / "out"))
    before = (out / "results.json").read_bytes()
    command = _command(submitted, out, "--sandbox", "full")
    environment = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert f"{STUDENTS} submissions, {STUDENTS} of them reused, 0 not graded" in done.stdout, done.stderr
    assert (out / "results.json").read_bytes() == before


def test_new_and_changed_submissions_alone_are_graded(submitted: Path, undisturbed: Path, tmp_path: Path) -> None:
    """One has been handed in again, one is new, one has been taken back."""
    out = Path(shutil.copytree(undisturbed, tmp_path / "out"))
    folder = Path(shutil.copytree(submitted, tmp_path / "submitted"))
    (folder / "s00001.py").write_bytes((folder / "s00000.py").read_bytes() + b"\n# better\n")
    (folder / "s99999.py").write_text("def sigmoid(:\n")
    (folder / "s00002.py").unlink()
    done = _grade(folder, out)
    assert f"{STUDENTS} submissions, {STUDENTS - 2} of them reused, 0 not graded" in done.stdout
    old, new = ({each["student"]: each for each in _files(path)[0]["submissions"]} for path in (undisturbed, out))
    assert new.keys() == old.keys() - {"s00002"} | {"s99999"}
    assert new["s00001"]["exercises"] == old["s00000"]["exercises"]
    assert (new["s99999"]["score"], new["s99999"]["status"]) == (0.0, "graded")
    assert "s99999.py:1: SyntaxError" in new["s99999"]["error"]


def test_fix_of_a_check_regrades_its_exercise_alone(submitted: Path, undisturbed: Path, tmp_path: Path) -> None:
    """The other exercises stay as they are, and the report is whole."""
    out = Path(shutil.copytree(undisturbed, tmp_path / "out"))
    course = tmp_path / "course"
    shutil.copytree(ROOT / "solutions", course / "solutions")
    check = course / "solutions" / "ps1_tensors" / "test_mse.py"
    text = check.read_text(encoding="utf-8")
    check.write_text(text.replace("@check(points=0.5)", "@check(points=5)", 1), encoding="utf-8")
    done = _grade(submitted, out, course=course)
    assert f"{STUDENTS} submissions, {STUDENTS} in part, 0 not graded" in done.stdout
    for old, new in zip(_files(undisturbed)[0]["submissions"], _files(out)[0]["submissions"], strict=True):
        assert [each["name"] for each in new["exercises"]] == [each["name"] for each in old["exercises"]]
        for before, after in zip(old["exercises"], new["exercises"], strict=True):
            if before["name"] == "mse":
                assert after["max_score"] == before["max_score"] + 4.5
            else:
                assert after == before
        assert new["max_score"] == old["max_score"] + 4.5
        assert new["score"] == sum(each["score"] for each in new["exercises"])


def test_fresh_reuses_nothing(submitted: Path, undisturbed: Path, tmp_path: Path) -> None:
    """And comes to the same."""
    out = Path(shutil.copytree(undisturbed, tmp_path / "out"))
    done = _grade(submitted, out, "--fresh")
    assert f"{STUDENTS} submissions, 0 not graded" in done.stdout
    assert _files(out) == _files(undisturbed)


def test_other_limits_reuse_nothing(submitted: Path, undisturbed: Path, tmp_path: Path) -> None:
    """What has passed in a gigabyte may not pass in less."""
    out = Path(shutil.copytree(undisturbed, tmp_path / "out"))
    done = _grade(submitted, out, "--memory-limit", "1000")
    assert f"{STUDENTS} submissions, 0 not graded" in done.stdout


# What is left of it


def _processes() -> dict[int, tuple[int, str]]:
    """Return the parent and the command line of every process."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            status = (path / "status").read_text()
            parent = re.search(r"^PPid:\s+(\d+)", status, re.MULTILINE)
            assert parent is not None
            command = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            found[int(path.name)] = (int(parent[1]), command)
    return found


def _victims(grader: int) -> dict[str, list[int]]:
    """Return the processes of a running batch: itself, its grader processes, and the workers, forks of zygotes."""
    processes = _processes()
    children: dict[int, list[int]] = {}
    for pid, (parent, _) in processes.items():
        children.setdefault(parent, []).append(pid)
    graders = [pid for pid in children.get(grader, []) if "autograder.batch.grader_loop" in processes[pid][1]]
    below = [*graders]
    for pid in below:
        below += children.get(pid, [])
    zygotes = [pid for pid in below if "worker.zygote" in processes[pid][1] and "bwrap" not in processes[pid][1][:20]]
    workers = [pid for pid in zygotes if processes[pid][0] in zygotes]
    return {"grader": [grader], "grader process": graders, "worker": workers}


def _kept(out: Path) -> int:
    """Return how many reports are in the ledger; all exercises of ps1 are graded in one go, so each is whole."""
    if not (out / "ledger.sqlite").exists():
        return 0
    database = sqlite3.connect(out / "ledger.sqlite")
    with suppress(sqlite3.OperationalError):  # killed before the table was made
        return int(database.execute("SELECT count(*) FROM reports").fetchone()[0])
    return 0


def _instants(generator: random.Random) -> Iterator[tuple[str, float]]:
    """Yield whom to kill, and how long after the last time."""
    whom = ["grader", "grader process", "worker"] * (KILLS // 3)
    generator.shuffle(whom)
    for victim in whom:
        yield victim, generator.uniform(0.05, 1.2)


def test_killed_anywhere_it_goes_on(submitted: Path, undisturbed: Path, tmp_path: Path) -> None:
    """Killed at 30 random instants, its files are those of an undisturbed run, and nothing has been graded twice."""
    generator = random.Random(int(os.environ.get("AUTOGRADER_TEST_SEED", "4")))
    killed = {"grader": 0, "grader process": 0, "worker": 0}
    rounds = 0
    out = tmp_path / "0"
    log = tmp_path / "log"

    def start() -> subprocess.Popen[bytes]:
        with log.open("w") as file:
            return subprocess.Popen(_command(submitted, out), cwd=ROOT, stdout=file, stderr=file)

    def finish() -> None:
        """Let the command come to its end, as often as it takes, and look at what it has made of the batch."""
        for _ in range(4):
            kept = _kept(out)
            if start().wait() == 0:
                break
        assert _files(out) == _files(undisturbed), log.read_text()
        reused = re.search(r"(\d+) of them reused", log.read_text())
        assert int(reused[1] if reused else 0) == kept

    process = start()
    for victim, wait_s in _instants(generator):
        deadline = time.monotonic() + 60
        time.sleep(wait_s)
        while not (pids := _victims(process.pid)[victim]) and time.monotonic() < deadline:
            if process.poll() is not None:
                finish()
                rounds += 1
                out = tmp_path / str(rounds)
                process, deadline = start(), time.monotonic() + 60
            time.sleep(0.01)
        assert pids, f"no {victim} has come up: {log.read_text()}"
        with suppress(ProcessLookupError):
            os.kill(generator.choice(pids), signal.SIGKILL)
            killed[victim] += 1
        if victim == "grader":
            process.wait()
            process = start()
    process.wait()
    finish()
    assert sum(killed.values()) >= KILLS - 2, "some had ended by themselves just before"


def test_graders_do_not_outlive_the_grader(submitted: Path, tmp_path: Path) -> None:
    """Killed as hard as can be, it leaves no process behind."""
    process = subprocess.Popen(_command(submitted, tmp_path), cwd=ROOT, stderr=subprocess.DEVNULL)
    while not (victims := _victims(process.pid))["worker"]:
        time.sleep(0.01)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    left = {*victims["grader process"], *victims["worker"]}
    while left & _processes().keys() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not left & _processes().keys()


@pytest.mark.parametrize(
    ("number", "of_interrupts"),
    [(signal.SIGINT, signal.SIG_DFL), (signal.SIGTERM, signal.SIG_IGN)],
    ids=["Ctrl-C", "SIGTERM in the background"],
)
def test_stopped_it_says_how_to_go_on(
    submitted: Path, undisturbed: Path, tmp_path: Path, number: int, of_interrupts: signal.Handlers
) -> None:
    """What has been graded is kept, and the same command goes on from there."""
    process = subprocess.Popen(
        _command(submitted, tmp_path),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, of_interrupts),  # as a shell does with what ends in an `&`
    )
    while _kept(tmp_path) < 5:
        time.sleep(0.02)
    process.send_signal(number)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    last = stderr.splitlines()[-1]
    kept = _kept(tmp_path)
    assert 5 <= kept < STUDENTS
    assert re.search(rf"stopped; {kept} submissions graded and kept; the same command goes on from here", last)
    assert not (tmp_path / "results.json").exists()
    assert f"{kept} of them reused" in _grade(submitted, tmp_path).stdout
    assert _files(tmp_path) == _files(undisturbed)


def test_second_run_into_the_same_folder_is_refused(submitted: Path, tmp_path: Path) -> None:
    """With who holds it; the first one is not disturbed."""
    first = subprocess.Popen(_command(submitted, tmp_path), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    while _kept(tmp_path) < 1:
        time.sleep(0.02)
    second = _grade(submitted, tmp_path)
    assert second.returncode == 2
    assert f"process {first.pid} of " in second.stderr
    stdout, _ = first.communicate(timeout=120)
    assert f"{STUDENTS} submissions, 0 not graded" in stdout


class _Nobody:
    """Watches a batch, and does nothing."""

    def started(self, job: Job) -> None: ...
    def done(self, job: Job, seconds: float) -> None: ...
    def finished(self, report: Report) -> None: ...


class _Scores:
    """A pool that gives each exercise so many of ten points."""

    def __init__(self, points: float) -> None:
        self.points = points

    def run(self, jobs: Sequence[Job], started: Callable[[Job], None]) -> Iterator[Result]:
        for job in jobs:
            path = job.found.path
            assert path is not None
            exercises = [ExerciseReport(name, self.points, 10.0) for name in job.exercises]
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            score = sum(each.score for each in exercises)
            total = 10.0 * len(exercises)
            report = Report(job.found.shown, path.name, sha256, Status.GRADED, None, score, total, 0.1, exercises)
            yield Result(job, report, "cpu")


def test_part_is_graded_and_the_rest_stays(tmp_path: Path) -> None:
    """Of other students and exercises the ledger keeps what it has; what has never been graded is no grade."""
    assignment = find_course(ROOT).assignment("ps1_tensors", with_solution=True)
    found = [Found(name, _write_class(tmp_path / name, 1) / "s00000.py", None) for name in ("a", "b")]
    options = BatchOptions(device="cpu")

    def graded(points: float, part: Part, *, fresh: bool = False) -> tuple[dict[str, list[float]], Batch]:
        with Ledger(tmp_path, assignment.name) as ledger:
            batch = Batch(assignment, found, options, ledger, fresh=fresh, part=part)
            batch.run(_Scores(points), _Nobody())
            reports = list(batch.reports())
        states[:] = [(report.status, report.error or "") for report in reports]
        return {each.student: sorted({part.score for part in each.exercises}) for each in reports}, batch

    states: list[tuple[Status, str]] = []
    scores, batch = graded(1, Part(exercises=frozenset({"mse"})))
    assert (scores, batch.left) == ({"a": [1], "b": [1]}, 2)
    assert {status for status, _ in states} == {Status.NOT_GRADED}
    assert states[0][1].startswith("graded in part; not yet: sum_of_squares, sigmoid, replace_last_row, ")
    assert states[0][1].endswith("; grade again without --exercise")
    scores, batch = graded(2, Part(students=frozenset({"a"})))
    assert (scores, batch.left, states[0]) == ({"a": [1, 2], "b": [1]}, 1, (Status.GRADED, ""))
    scores, batch = graded(3, Part())
    assert (scores, batch.left, batch.reused) == ({"a": [1, 2], "b": [1, 3]}, 0, 1)
    scores, batch = graded(4, Part(frozenset({"b"}), frozenset({"mse"})), fresh=True)
    assert (scores, batch.left) == ({"a": [1, 2], "b": [3, 4]}, 0)
    with Ledger(tmp_path, assignment.name) as ledger:  # all checks but those of mse are others than they were
        entry = ledger.entry("b")
        assert entry is not None
        old = {name: key if name == "mse" else f"old {key}" for name, key in entry.keys.items()}
        ledger.keep("b", replace(entry, keys=old))
    scores, batch = graded(5, Part(frozenset({"b"}), frozenset({"mse"})), fresh=True)
    assert (scores, batch.left) == ({"a": [1, 2], "b": [3, 5]}, 1)
    scores, batch = graded(6, Part())
    assert (scores, batch.left, states[1]) == ({"a": [1, 2], "b": [5, 6]}, 0, (Status.GRADED, ""))
    path = found[1].path
    assert path is not None
    path.write_text(path.read_text(encoding="utf-8") + "# another file", encoding="utf-8")
    scores, batch = graded(7, Part(exercises=frozenset({"mse"})))
    assert scores == {"a": [1, 2], "b": [7]}


def test_what_is_kept_survives_a_grader_that_gives_up(submitted: Path, undisturbed: Path, tmp_path: Path) -> None:
    """One exercise is to be graded again, and graders die over it: the others stay, it alone is tried again."""
    out = Path(shutil.copytree(undisturbed, tmp_path / "out"))
    assignment = find_course(ROOT).assignment("ps1_tensors", with_solution=True)
    found = [Found("s00000", submitted / "s00000.py", None)]

    class GivesUp:
        def run(self, jobs: Sequence[Job], started: Callable[[Job], None]) -> Iterator[Result]:
            return (Result(job, JobQueue(()).give_up(job, "grader processes die over it"), "cpu") for job in jobs)

    options = BatchOptions(device="cpu")
    with Ledger(out, assignment.name) as ledger:
        entry = ledger.entry("s00000")
        assert entry is not None
        del entry.keys["mse"]
        kept = {each.name: each.score for each in entry.report.exercises if each.name != "mse"}
        ledger.keep("s00000", entry)
        batch = Batch(assignment, found, options, ledger, fresh=False)
        assert [job.exercises for job in batch.jobs] == [("mse",)]
        batch.run(GivesUp(), _Nobody())
        [report] = batch.reports()
        assert (report.status, report.error, batch.not_graded) == (Status.NOT_GRADED, "grader processes die over it", 1)
        assert {each.name: each.score for each in report.exercises} == kept
        again = Batch(assignment, found, options, ledger, fresh=False)
        assert [job.exercises for job in again.jobs] == [("mse",)]
