"""Workers that are there at once, for checking again and again on a student's own machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from autograder.checking.failure import CheckFailure
from autograder.sandbox import warm_sandbox as module
from autograder.sandbox.interface import Sandbox, SandboxError
from autograder.sandbox.limits import Limits
from autograder.sandbox.process_sandbox import ProcessSandbox
from autograder.sandbox.warm_sandbox import warm_sandbox

from .conftest import MakeRun, student_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def warm() -> Iterator[Sandbox]:
    """One fork server for all tests; what cannot be imported ahead is left to the submission."""
    opened = warm_sandbox(["torch.nn", "no.such.module"])
    yield opened
    opened.close()


def test_each_worker_is_a_new_one(warm: Sandbox, run_of: MakeRun) -> None:
    """What one submission has changed in its process is not there in the next, and nothing is left of it."""
    first = run_of(
        warm, "import torch, os\ntorch.relu = None\ndef f():\n    os.environ['LEFT'] = '1'\n    return os.getcwd()\n"
    )
    folder = student_of(first).f()
    assert Path(folder).is_dir()
    first.close()
    assert not Path(folder).exists()
    second = run_of(warm, "import torch, os\ndef f(x): return torch.relu(x) if 'LEFT' not in os.environ else x\n")
    assert torch.equal(student_of(second).f(torch.tensor([-1.0, 2.0])), torch.tensor([0.0, 2.0]))


def test_worker_that_hangs_or_dies_is_replaced(warm: Sandbox, run_of: MakeRun) -> None:
    """It says where it was, and the next one is there at once."""
    run = run_of(warm, "import os\ndef hang():\n    while True: pass\ndef die(): os._exit(3)\ndef f(): return 1\n")
    with pytest.raises(CheckFailure, match=r"did not finish in (.|\n)*ps1_tensors.py:3 in hang: while True: pass"):
        student_of(run, limit_s=0.5).hang()
    with pytest.raises(CheckFailure, match="ended its own process with exit code 3"):
        student_of(run).die()
    assert student_of(run).f() == 1


def test_backward_and_threads_work_in_a_fork(warm: Sandbox, run_of: MakeRun) -> None:
    """As many threads as somebody asks for, gradients among them."""
    source = (
        "import torch\ndef f(n):\n    x = torch.ones(n, n, requires_grad=True)\n    (x @ x).sum().backward()\n"
        "    return float(x.grad.sum()), torch.get_num_threads()\n"
    )
    run = run_of(warm, source)
    run.load(threads=2)
    assert student_of(run).f(300) == (2 * 300.0**3, 1)  # the channel asks for one


def test_where_nothing_is_forked_the_next_worker_starts_ahead(run_of: MakeRun, monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS and Windows: as soon as one is wanted, so that the one after it need not be waited for."""
    monkeypatch.setattr(module.sys, "platform", "darwin")
    ahead = warm_sandbox()
    monkeypatch.undo()
    assert isinstance(ahead, ProcessSandbox)
    try:
        assert student_of(run_of(ahead, "def f(): return 1\n")).f() == 1
        assert ahead._next is not None
        assert student_of(run_of(ahead, "def f(): return 2\n")).f() == 2
    finally:
        ahead.close()


def test_fork_server_that_is_gone_is_said() -> None:
    """In a line, as of every sandbox."""
    lost = warm_sandbox()
    lost.wait_until_ready()
    lost._server.kill()  # type: ignore[attr-defined]
    with pytest.raises(SandboxError, match="the process that starts workers is gone"):
        lost.spawn(Limits())
    lost.close()
