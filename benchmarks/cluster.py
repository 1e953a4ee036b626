"""Two Dask workers on this machine against two grader processes of its own: what grading by way of a cluster costs."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from autograder.course.assignments import find_course
from benchmarks.classes import make_class, write_class
from benchmarks.commands import ROOT, BenchError
from benchmarks.figures import Measured, Topic, ratio, spread
from benchmarks.throughput import Batches, measure_batches, small_of

__all__ = ["cluster"]

_ASSIGNMENT = "ps1_tensors"
_WORKERS = 2
_START_S = 60.0


def cluster(rounds: int, submissions: int) -> Topic:
    """Grade a class of so many both ways, in turns."""
    students = make_class(find_course(ROOT).assignment(_ASSIGNMENT, with_solution=True), submissions)
    here, there = list[Batches](), list[Batches]()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        submitted = [Path(folder, "small"), Path(folder, "large")]
        write_class(students[: small_of(submissions)], submitted[0])
        write_class(students, submitted[1])
        for number in range(rounds):
            here.append(measure_batches(_ASSIGNMENT, submitted, "-j", str(_WORKERS)))
            with _dask(Path(folder, f"dask{number}")) as address:  # gone again when it is the others' turn
                there.append(measure_batches(_ASSIGNMENT, submitted, "--dask", address))
    against = ratio(
        "two Dask workers against two local grader processes",
        [batches.each_s for batches in there],
        [batches.each_s for batches in here],
        more_is_better=True,
    )
    topic = Topic([f"{submissions} submissions of {_ASSIGNMENT}", "ms a submission", "start-up, s"], ratios=[against])
    for what, measured in (("two local grader processes", here), ("two Dask workers of one thread each", there)):
        each = Measured.of(1000 * batches.each_s for batches in measured)
        start = Measured.of(batches.start_s for batches in measured)
        topic.rows.append([what, spread(each, 1), f"{start.median:.1f}"])
    topic.notes.append(f"Two Dask workers do {spread(against)} times what two local grader processes do.")
    return topic


@contextmanager
def _dask(folder: Path) -> Iterator[str]:
    """Run a scheduler and Dask workers with their nannies; yield the address."""
    folder.mkdir()
    file = folder / "scheduler.json"
    with ExitStack() as cleanup:
        local = ["--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)]
        cleanup.enter_context(_running(["scheduler", *local], folder))
        for _ in range(_WORKERS):
            where = ["--scheduler-file", str(file), "--nthreads", "1", "--local-directory", str(folder)]
            cleanup.enter_context(_running(["worker", *where], folder))
        deadline = time.monotonic() + _START_S
        while (folder / "log").read_text(errors="replace").count("Registered to") < _WORKERS:
            if time.monotonic() > deadline:
                raise BenchError(f"no Dask cluster comes up: {(folder / 'log').read_text(errors='replace')[-1000:]}")
            time.sleep(0.1)
        yield json.loads(file.read_text())["address"]


@contextmanager
def _running(command: Sequence[str], folder: Path) -> Iterator[None]:
    """Run a command of Dask while the block lasts."""
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *command, "--no-dashboard"], stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        yield
    finally:
        process.terminate()  # a nanny ends its Dask worker first
        process.wait()
