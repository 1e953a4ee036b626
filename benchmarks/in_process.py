"""All checks of an exercise in the very process that runs the submission: what stock tools do.

It serves to give others the same work as `autograder grade`: the same check files, visible and hidden, collected by
pytest with as few plugins, the same inputs, the same search for a smaller one after a failure. There is no sandbox,
no wire and no encoding: calls reach the student's functions directly, with copies of the arguments.

``python -m benchmarks.in_process ASSIGNMENT FILE`` prints the points of a ``.py`` file.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from autograder.course.assignments import find_course
from autograder.grading.checklist import Check
from autograder.grading.session import CheckSession, Outcome, run_session
from autograder.protocol.results import NoValue, Result, Returned
from autograder.protocol.shared_memory import SharedMemory
from autograder.protocol.values import Name, ProbeSource, Shared, plain
from autograder.protocol.wire import SHARED_MEMORY_BYTES
from autograder.report.verdict import Verdict
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.run import Calls, Reply, SubmissionRun
from autograder.worker.tracebacks import describe_exception
from autograder.worker.tracing import PROOFS, Watch

__all__ = ["points"]

_ROOT = Path(__file__).resolve().parent.parent


def points(assignment: str, exercise: str, names: Mapping[str, Any]) -> float:
    """Return the points that an exercise earns.

    Args:
        assignment: its name.
        exercise: the function or class.
        names: what the submission defines, e.g. ``globals()`` of a notebook.
    """
    target = find_course(_ROOT).assignment(assignment, with_solution=True)
    outcomes: list[tuple[Check, Outcome]] = []

    def body(session: CheckSession) -> None:
        session.context.examine(cast(SubmissionRun, _DirectRun(names)))
        time = Budget(Limits().exercise_s)
        outcomes.extend((check, session.run(check, time)) for check in session.checks)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader gives no points where there is a line on stderr
        run_session(target, target.order, Limits(), body, exercises=[exercise])
    if any(outcome.operators for _, outcome in outcomes):
        return 0.0
    return sum(check.info.points for check, outcome in outcomes if outcome.verdict is Verdict.PASSED)


class _DirectRun:
    """Takes the place of a `SubmissionRun`: calls the submission's functions here and now."""

    sha256 = ""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self._names = names
        with tempfile.TemporaryFile() as file:
            file.truncate(SHARED_MEMORY_BYTES)
            self._shared_memory = SharedMemory(file.fileno())
        self._watch = Watch()
        self._random = torch.get_rng_state()  # the submission's; the checks have their own, as in a grader's process

    def load(self, threads: int = 1) -> None:
        """Do nothing: it is loaded."""

    def clear_shared(self) -> None:
        self._shared_memory.clear()

    def share(self, value: torch.Tensor | np.ndarray[Any, Any]) -> Shared:
        return self._shared_memory.place(value)

    def write_shared(self, offset: int, data: bytes) -> None:
        self._shared_memory.write(offset, data)

    def shared_now(self, shared: Shared) -> torch.Tensor:
        return self._shared_memory.read(shared)

    def call(self, calls: Calls, budget: Budget, *, seed: int | None, watch: Sequence[str], **_: Any) -> Reply:
        """Make the calls; the arguments and the answer are those of `SubmissionRun.call`."""
        ours = torch.get_rng_state()
        torch.set_rng_state(self._random) if seed is None else torch.default_generator.manual_seed(seed)
        with self._watch.watching([*watch, PROOFS[0]] if watch else []):
            results = [self._result(function, arguments) for function, arguments in calls]
        self._random = torch.get_rng_state()
        torch.set_rng_state(ours)
        ran = frozenset(watch).intersection(self._watch.ran)
        return Reply(results, ran, frozenset(), self._shared_memory.content())

    def _result(self, function: Any, arguments: Sequence[Any]) -> Result:
        try:
            target, values = self._bind(function), self._bind(list(arguments))
        except KeyError as missing:
            return NoValue("missing", str(missing.args[0]))
        torch.set_grad_enabled(True)
        try:
            return Returned(target(*values))
        except Exception as error:
            return describe_exception(error, set())

    def _bind(self, value: Any) -> Any:
        """Put things in the place of the records that stand for them, and copies in that of tensors and arrays."""
        match value:
            case list() | tuple():
                return type(value)(self._bind(item) for item in value)
            case dict():
                return {key: self._bind(item) for key, item in value.items()}
            case Name():
                return self._names[value.name]
            case ProbeSource():
                namespace: dict[str, Any] = {"torch": torch, "nn": nn, "F": F, "np": np, "plain": plain}
                exec(value.source, namespace)  # noqa: S102 (a probe of ours)
                return namespace[value.name]
            case Shared():
                return self._shared_memory.view(value)
            case torch.Tensor():
                return value.detach().clone().requires_grad_(value.requires_grad)
            case np.ndarray():
                return value.copy()
        return value


def main() -> None:
    """Print the points of each exercise of a file."""
    assignment, file = sys.argv[1:]
    names: dict[str, Any] = {"__name__": assignment}
    exec(compile(Path(file).read_bytes(), file, "exec"), names)  # noqa: S102 (made by `benchmarks.classes`)
    for exercise in sorted(find_course(_ROOT).assignment(assignment, with_solution=True).exercises):
        print(exercise, points(assignment, exercise, names))


if __name__ == "__main__":
    main()
