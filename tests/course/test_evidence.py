"""Whatever a worker answers to whatever check, the check comes to a verdict: no evidence is a fault of the grader."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from random import Random
from typing import Any

import numpy as np
import pytest
import torch

from autograder.course.assignments import Course
from autograder.grading.checklist import Check
from autograder.grading.data import provide_data
from autograder.grading.session import CheckSession, run_session
from autograder.protocol.results import Result, Returned
from autograder.protocol.shared_memory import SharedMemory
from autograder.protocol.values import Handle, Name, Shared, Unreadable
from autograder.protocol.wire import SHARED_MEMORY_BYTES
from autograder.report.verdict import Verdict
from autograder.sandbox.levels import open_sandbox
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.run import Calls, Reply, SubmissionRun
from autograder.submissions.submission import read_submission

from .conftest import ROOT

pytestmark = pytest.mark.slow

MUTANTS = 40
ASSIGNMENTS = sorted(path.name for path in (ROOT / "solutions").iterdir() if path.is_dir())
# What may stand in the place of any part of an answer.
ODD: list[Any] = [
    None, True, -1, 10**30, float("nan"), float("-inf"), "", "returned", [], [[]], (), {}, {"a": 1}, [None] * 9,
    torch.tensor(float("nan")), torch.zeros(0), torch.zeros(2, 0, 3), torch.ones(3, dtype=torch.complex64),
    torch.ones(2, 3, dtype=torch.bool), torch.ones([1] * 12), torch.ones(4, dtype=torch.float16),
    torch.ones(3, dtype=torch.uint16), torch.ones(2, dtype=torch.bfloat16), torch.full((3,), float("inf")),
    torch.ones(2, requires_grad=True), np.zeros(2), np.zeros(()), np.zeros(3, dtype="complex128"), torch.float32,
    torch.device("cpu"), Handle(-1, "x"), Handle(10**9, "x" * 999), Name("f"), Unreadable("Tensor", "sparse"),
    Shared("tensor", -1, "float32", (1 << 40,), (1,)), torch.arange(10_000), 2**63, "\udc80",
    10**400, torch.tensor(1 + 1j), torch.tensor([1e308, -1e308, 1e308], dtype=torch.float64), np.zeros(0), [[], []],
]  # fmt: skip


class _Run(SubmissionRun):
    """Answers with what the reference has once answered, changed in some places."""

    def __init__(self, real: SubmissionRun) -> None:
        self.recorded: dict[str, list[Result]] = {}
        self.check = ""
        self.random: Random | None = None
        self._real = real
        self._shared_memory = SharedMemory(_memory())

    @property
    def sha256(self) -> str:
        return self._real.sha256

    def load(self, threads: int = 1) -> None:
        if self.random is None:
            self._real.load(threads)

    def call(self, calls: Calls, budget: Budget, **options: Any) -> Reply:
        if self.random is None:
            reply = self._real.call(calls, budget, **options)
            self.recorded.setdefault(self.check, []).extend(reply.results)
            return reply
        known = self.recorded[self.check]
        changed = [self._changed(known[index % len(known)]) for index in range(len(calls))]
        return Reply(changed, frozenset(), frozenset(), {}, self._shared_memory.content())

    def write_shared(self, offset: int, data: bytes) -> None:
        self._shared_memory.write(offset, data) if self.random else self._real.write_shared(offset, data)

    def share(self, value: Any) -> Shared:
        return self._shared_memory.place(value) if self.random else self._real.share(value)

    def shared_now(self, shared: Shared) -> torch.Tensor:
        return self._shared_memory.read(shared) if self.random else self._real.shared_now(shared)

    def clear_shared(self) -> None:
        self._shared_memory.clear()
        self._real.clear_shared()

    def _changed(self, result: Result) -> Result:
        assert self.random is not None
        return Returned(_mutate(result.value, self.random)) if isinstance(result, Returned) else result


def _memory() -> int:
    descriptor = os.memfd_create("shared-memory")
    os.ftruncate(descriptor, SHARED_MEMORY_BYTES)
    return descriptor


def _mutate(value: Any, random: Random) -> Any:
    """Change the value, or a part of it that is drawn at random."""
    if random.random() < 0.35 or not isinstance(value, (list, tuple, dict)) or not value:
        if isinstance(value, torch.Tensor) and random.random() < 0.5:
            return _mutate_tensor(value, random)
        return random.choice(ODD)
    if isinstance(value, dict):
        return {key: _mutate(item, random) if random.random() < 0.5 else item for key, item in value.items()}
    items = list(value)
    where = random.randrange(len(items))
    match random.randrange(6):
        case 0:
            items.pop(where)
        case 1:
            items.append(items[where])
        case _:
            items[where] = _mutate(items[where], random)
    return type(value)(items) if random.random() < 0.9 else items


def _mutate_tensor(tensor: torch.Tensor, random: Random) -> torch.Tensor:
    changes = [
        lambda: tensor.detach().to(torch.complex64),
        lambda: tensor.detach().double(),
        lambda: tensor.detach() * float("nan") if tensor.is_floating_point() else tensor.detach().long() - 3,
        lambda: tensor.detach().unsqueeze(0),
        lambda: tensor.detach().flatten()[:-1],
        lambda: tensor.detach().bool(),
        lambda: tensor.detach().clone().fill_(1),
    ]
    return random.choice(changes)()


def _outcomes(session: CheckSession, run: _Run) -> Iterator[tuple[Check, int, Any]]:
    for check in session.checks:
        run.check, run.random = check.id, None
        session.context.examine(run)
        session.run(check, Budget(60))  # for others, such as the training, its results may serve several checks
    for check in session.checks:
        for seed in range(MUTANTS):
            run.check, run.random = check.id, Random(f"{check.id} {seed}")
            session.context.examine(run)
            yield check, seed, session.run(check, Budget(60), shrink=False)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_every_evidence_gets_a_verdict(course: Course, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Answers of the reference with odd parts in them pass or fail; none makes the grader itself fail."""
    assignment = course.assignment(name, with_solution=True)
    faults, failed = [], []

    def body(session: CheckSession) -> None:
        with ExitStack() as stack:
            sandbox = open_sandbox("full")
            stack.callback(sandbox.close)
            provide_data(session.context, session.data_sets, sandbox, stack, {})
            assert assignment.solution is not None
            real = SubmissionRun(sandbox, read_submission(assignment.solution), Limits())
            stack.callback(real.close)
            real.load()
            for check, seed, outcome in _outcomes(session, _Run(real)):
                failed.append(outcome.verdict in (Verdict.FAILED, Verdict.BLOCKED))
                if outcome.verdict is Verdict.NOT_GRADED:
                    faults.append((check.title, seed, outcome.message))

    run_session(assignment, assignment.order, Limits(), body)
    assert faults == [], capfd.readouterr().err[-3000:]
    assert sum(failed) > 0.8 * len(failed)  # most changes are wrong answers
