"""Running real commands and taking their time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["ROOT", "BenchError", "Grading", "MemorySample", "grade", "run", "run_watched"]

ROOT = Path(__file__).resolve().parent.parent
_BIN = Path(sys.executable).parent
# torch's profiler writes to stderr, and nbgrader gives no points for a cell that does.
_ENVIRONMENT = {**os.environ, "KINETO_LOG_LEVEL": "99", "PATH": f"{_BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
_SAMPLE_EVERY_S = 0.2


class BenchError(Exception):
    """A command that is to be measured has failed."""


@dataclass(frozen=True)
class MemorySample:
    """What a batch holds in memory at one time.

    Attributes:
        at_s: seconds since the command began.
        batch_mib: resident memory of the command's own process, in MiB.
        graders_mib: of its grader processes, all together, without what they have forked.
        ledger_bytes: size of the ledger with its log, 0 where there is none.
    """

    at_s: float
    batch_mib: float
    graders_mib: float
    ledger_bytes: int


@dataclass(frozen=True)
class Grading:
    """One `autograder grade`.

    Attributes:
        wall_s: seconds for the whole command.
        submissions: those of ``results.json``, by student.
        samples: memory while it ran.
        ledger_bytes: what the ledger takes on the disk when all is done, 0 where there is none.
    """

    wall_s: float
    submissions: dict[str, dict[str, Any]]
    samples: list[MemorySample] = field(repr=False)
    ledger_bytes: int


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    codes: Sequence[int] = (0,),
) -> tuple[float, str]:
    """Run a command and return the seconds that it took and what it printed.

    Args:
        command: a program of this Python's ``bin`` folder, and its arguments.
        cwd: where to run it.
        environment: variables to add.
        codes: the exit codes that are no failure.

    Raises:
        BenchError: it exits with another code.
    """
    wall_s, output, _ = run_watched(command, None, cwd=cwd, environment=environment, codes=codes)
    return wall_s, output


def run_watched(
    command: Sequence[str | Path],
    out: Path | None,
    *,
    cwd: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    codes: Sequence[int] = (0,),
) -> tuple[float, str, list[MemorySample]]:
    """Do what `run` does; with an ``out`` folder, look at the process' memory and at the ledger in it meanwhile."""
    program, *arguments = map(str, command)
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(_BIN / program), *arguments],
            cwd=cwd,
            env={**_ENVIRONMENT, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        sampler = _Sampler(process.pid, started, out) if out is not None else None
        try:
            code = process.wait()
            wall_s = time.perf_counter() - started
        finally:
            process.kill()  # Ctrl-C: nothing is to be left behind
            process.wait()
            if sampler is not None:
                sampler.stop()
        output.seek(0)
        text = output.read().decode(errors="replace")
    if code not in codes:
        tail = "\n".join(text.strip().splitlines()[-15:])
        raise BenchError(f"{program} {' '.join(arguments)}: exit code {code}\n{tail}")
    return wall_s, text, sampler.samples if sampler is not None else []


def grade(assignment: str, submitted: Path, *options: str) -> Grading:
    """Grade a folder of submissions with the real command, in the full sandbox, into a fresh folder."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        out = Path(folder, "out")
        where: list[str | Path] = [submitted, "-a", assignment, "-o", out]
        wall_s, _, samples = run_watched(["autograder", "grade", *where, "--sandbox", "full", *options], out)
        results = json.loads((out / "results.json").read_text(encoding="utf-8"))
        submissions = {each["student"]: each for each in results["submissions"]}
        return Grading(wall_s, submissions, samples, _ledger_bytes(out))


class _Sampler:
    """A thread that looks at the memory of a batch again and again."""

    def __init__(self, pid: int, started: float, out: Path) -> None:
        self.samples: list[MemorySample] = []
        self._pid, self._started, self._out = pid, started, out
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_SAMPLE_EVERY_S):
            with suppress(OSError):  # it has just ended
                graders = [
                    pid
                    for pid in _children(self._pid)
                    if b"grader_process" in Path(f"/proc/{pid}/cmdline").read_bytes()
                ]
                at_s = time.perf_counter() - self._started
                resident = sum(map(_resident_mib, graders))
                self.samples.append(MemorySample(at_s, _resident_mib(self._pid), resident, _ledger_bytes(self._out)))


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _resident_mib(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _ledger_bytes(out: Path) -> int:
    """Return the size of the ledger and of its write-ahead log."""
    total = 0
    for path in out.glob("ledger.sqlite*"):
        with suppress(FileNotFoundError):
            total += path.stat().st_size
    return total
