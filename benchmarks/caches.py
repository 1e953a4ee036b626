"""What each cache brings: the same class graded with it and without, in one process, in turns.

Three there are. Inputs of checks are drawn, and their bodies run up to the first calls, once for all submissions; what
the reference makes of those inputs is kept; and how misconceptions fail is found out once. None holds anything that a
submission has answered.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any
from unittest import mock

from autograder.checking.reference import _Memory
from autograder.course.assignments import Assignment, find_course
from autograder.course.misconception import read_misconceptions
from autograder.grading.diagnosis import Diagnosis
from autograder.grading.grader import Grader
from autograder.grading.session import CheckSession, run_session
from autograder.sandbox.levels import open_sandbox
from autograder.sandbox.limits import Limits
from benchmarks.classes import make_class, write_class
from benchmarks.commands import ROOT
from benchmarks.figures import Measured, Topic, ratio, spread
from benchmarks.mutants import make_varied_class

__all__ = ["caches"]

_ASSIGNMENTS = ("ps1_tensors", "ps2_autograd")


def caches(rounds: int, submissions: int) -> Topic:
    """Grade two classes in turns: as it is, and with each cache emptied before every submission."""
    topic = Topic(["one grader process", "ms a submission", "times as it is"])
    kinds = (("", make_class), (", no two alike", make_varied_class))
    for name, (kind, make) in product(_ASSIGNMENTS, kinds):
        title, assignment = name + kind, find_course(ROOT).assignment(name, with_solution=True)
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            write_class(make(assignment, submissions), Path(folder, "class"))
            files = sorted(Path(folder, "class").glob("*.py"))
            measure = partial(_measure, assignment=assignment, files=files, rounds=rounds)
            taken = run_session(assignment, assignment.order, Limits(), measure)
        for way, times in taken.items():
            against = ratio(f"{title}, {way}", times, taken["as it is"], more_is_better=False)
            topic.rows.append(
                [f"{title}, {way}", spread(Measured.of([1000 * each for each in times]), 0), spread(against)]
            )
    return topic


def _ask_anew(_: _Memory, name: str, function: Callable[..., Any], given: Sequence[Any], named: dict[str, Any]) -> Any:
    return function(*given, **named)


def _measure(session: CheckSession, assignment: Assignment, files: list[Path], rounds: int) -> dict[str, list[float]]:
    """Return the seconds a submission, by round, of each way to grade."""
    sandbox = open_sandbox("full", preload=["torch"])
    try:
        diagnosis = Diagnosis(read_misconceptions(assignment.solution), session, sandbox, Limits())
        grader = Grader(session, sandbox, Limits(), diagnosis, assignment.solution)

        def forget_misconceptions() -> None:
            diagnosis._failures.clear()

        def forget_inputs() -> None:
            for check in session.checks:
                if check.of is not None:
                    vars(check.of).pop("examples", None)
                    vars(check.of).pop("simple_examples", None)
                session.context.prepare(check)

        asked_anew = mock.patch.object(_Memory, "ask", _ask_anew)
        ways: dict[str, tuple[Callable[[], None], AbstractContextManager[object]]] = {
            "as it is": (lambda: None, nullcontext()),
            "the reference asked anew for each submission": (lambda: None, asked_anew),
            "inputs drawn anew for each submission": (forget_inputs, nullcontext()),
            "misconceptions run anew for each submission": (forget_misconceptions, nullcontext()),
        }
        for file in files:
            grader.grade(file.stem, file)  # so that all is found out that is kept
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, (forget, changed) in ways.items():
                started = time.monotonic()
                with changed:
                    for file in files:
                        forget()
                        grader.grade(file.stem, file)
                taken[name].append((time.monotonic() - started) / len(files))
        return taken
    finally:
        sandbox.close()
