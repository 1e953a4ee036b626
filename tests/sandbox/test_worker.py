"""What happens to a submission in a worker, at every level."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder.checking import probe
from autograder.checking.failure import CheckFailure
from autograder.checking.student import Student
from autograder.grading.channel import DirectChannel
from autograder.protocol.wire import Message
from autograder.sandbox.connection import WorkerLost
from autograder.sandbox.interface import Sandbox
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.run import LoadError, SubmissionRun

from .conftest import MakeRun, student_of

pytestmark = pytest.mark.slow


def traced(run: SubmissionRun) -> DirectChannel:
    """Return a channel that watches for the built-in sigmoid."""
    return DirectChannel(run, seed=0, budget=Budget(10), watch=["aten::sigmoid"])


def test_a_call_returns_inert_data(any_sandbox: Sandbox, run_of: MakeRun) -> None:
    """A function is called in the worker, and its result comes back as a tensor."""
    student = student_of(run_of(any_sandbox, "def double(x): return 2 * x"))
    assert torch.equal(student.double(torch.tensor([1.0, 2.0])), torch.tensor([2.0, 4.0]))


def test_requires_grad_comes_along(any_sandbox: Sandbox, run_of: MakeRun) -> None:
    """Whether a result has a graph can be seen."""
    student = student_of(run_of(any_sandbox, "def same(x): return x * 1"))
    assert student.same(torch.ones(2, requires_grad=True)).requires_grad
    assert not student.same(torch.ones(2)).requires_grad


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def f(): raise KeyError('k')", "raised KeyError: 'k'\n  ps1_tensors.py:1 in f: def f(): raise KeyError('k')"),
        ("def f(a, b): pass", "cannot be called as the docstring says: f() missing 2 required positional arguments"),
        ("", "f is not defined"),
        ("def f(): raise NotImplementedError", "not implemented yet"),
        ("import sys\ndef f(): sys.exit(0)", "raised SystemExit: 0\n  ps1_tensors.py:2 in f: def f(): sys.exit(0)"),
        ("import os\ndef f(): os._exit(0)", "ended its own process with exit code 0"),
        ("def f(): return list(range(10**6))", "cannot be read"),
        ("def f():\n  while True: print('x' * 10**6)", "printed more than 16 MiB"),
        ("def f():\n  while True: pass", "did not finish in "),  # which limit it was: see test_connection.py
        ("import time\ndef f(): time.sleep(60)", "did not finish in 1.25 s by the clock"),
    ],
    ids=["exception", "signature", "missing", "stub", "sys.exit", "os._exit", "huge", "output", "loop", "sleep"],
)
def test_each_failure_has_its_own_line(any_sandbox: Sandbox, run_of: MakeRun, source: str, message: str) -> None:
    """Whatever goes wrong in a call is said in a line of its own."""
    student = student_of(run_of(any_sandbox, source or "g = 1"), limit_s=0.5)
    with pytest.raises(CheckFailure) as caught:
        student.f()
    assert message in caught.value.message


def test_a_crash_takes_nothing_along(any_sandbox: Sandbox, run_of: MakeRun) -> None:
    """After a hang or a crash the next call finds a fresh worker."""
    run = run_of(any_sandbox, "import os\ndef die(): os._exit(3)\ndef one(): return 1")
    with pytest.raises(CheckFailure, match="exit code 3"):
        student_of(run).die()
    assert student_of(run).one() == 1


def test_a_segmentation_fault_is_named(any_sandbox: Sandbox, run_of: MakeRun) -> None:
    """A crash in native code is told from an exit."""
    with pytest.raises(CheckFailure, match=r"signal 11 \(SIGSEGV\)"):
        student_of(run_of(any_sandbox, "import ctypes\ndef f(): ctypes.string_at(0)")).f()


def test_a_top_level_that_hangs_costs_only_itself(any_sandbox: Sandbox, run_of: MakeRun) -> None:
    """A statement that hangs or ends the process is skipped; what is defined around it works."""
    source = "def a(): return 1\nwhile True: pass\nimport os; os._exit(0)\ndef b(): return 2"
    run = run_of(any_sandbox, source, time_s=0.5)
    assert [student_of(run).a(), student_of(run).b()] == [1, 2]
    first, second = run.problems
    assert first.startswith("ps1_tensors.py:2: did not finish in ")
    assert first.endswith("; skipped")
    assert second == "ps1_tensors.py:3: ended its own process with exit code 0; skipped"


def test_a_syntax_error_is_one_line_with_a_caret(any_sandbox: Sandbox, run_of: MakeRun) -> None:
    """A file that is no Python cannot be run, and the line says where."""
    with pytest.raises(LoadError) as caught:
        run_of(any_sandbox, "x = 1\ndef f(:\n  pass").load()
    assert str(caught.value) == "ps1_tensors.py:2: SyntaxError: invalid syntax, at the caret: def f(^:"


# The class that answers requests: in a process of its own the module is the main program.
SERVER = (
    "import sys\nfrom autograder.worker import server\n"
    "Server = getattr(sys.modules['__main__'], 'Server', server.Server)\n"
)


class DoomedSandbox:
    """Starts workers of which each dies before its first statement: nothing real does so reliably."""

    training = None
    spawned = 0

    def spawn(self, limits: Limits, threads: int = 1) -> Any:
        """Start another."""
        self.spawned += 1
        return self

    def ask(self, do: str, budget: Budget, calls: Message | None = None, **fields: Any) -> Any:
        """Die."""
        raise WorkerLost("ended its own process", 0)

    def stop(self) -> None:
        """Be dead already."""

    def close(self) -> None:
        """Have nothing left."""


def test_a_worker_that_dies_at_the_same_place_again_is_given_up(run_of: MakeRun) -> None:
    """Loading ends instead of going round for ever."""
    sandbox = DoomedSandbox()
    with pytest.raises(LoadError, match="again and again"):
        run_of(sandbox, "x = 1").load()
    assert sandbox.spawned == 2


@pytest.mark.parametrize(
    "answer",
    [
        "5",
        "[None, [], [], []]",
        "[None, [['returned', 1]], []]",
        "[None, [['returned', 1]], [], 3]",
        "[None, [['returned', 1]], [5], []]",
        "[None, [5], [], []]",
        "[None, [['returned']], [], []]",
        "[None, [['breach', 'used more than 1 MiB']], [], []]",
    ],
)
def test_a_crooked_answer_is_a_failure(any_sandbox: Sandbox, run_of: MakeRun, answer: str) -> None:
    """A submission that gets at our code in its worker can make it answer anything, and gains nothing by it."""
    source = f"{SERVER}Server._call = lambda *a: {answer}\ndef f(): return 1"
    with pytest.raises(CheckFailure, match="sent an answer that cannot be read"):
        student_of(run_of(any_sandbox, source)).f()


def test_builtin_exceptions_keep_their_type(any_sandbox: Sandbox, run_of: MakeRun) -> None:
    """A student's subclass of ValueError is a ValueError here; a type that only says so is not."""
    source = (
        "class Mine(ValueError): pass\n"
        "class Liar(Exception):\n  __class__ = ValueError\n"
        "def honest(): raise Mine('m')\n"
        "def lying(): raise Liar('l')"
    )
    student = student_of(run_of(any_sandbox, source))
    with pytest.raises(ValueError, match="raised Mine: m"):
        student.honest()
    with pytest.raises(CheckFailure) as caught:
        student.lying()
    assert not isinstance(caught.value, ValueError)


def test_shared_memory_shows_what_the_call_did(any_sandbox: Sandbox, run_of: MakeRun) -> None:
    """The grader sees with its own eyes whether an argument was written to, tensor or array, strided or not."""
    student = student_of(run_of(any_sandbox, "def clear(x): x[...] = 0\ndef look(x): return x + 0"))
    for value in (torch.ones(3), torch.ones(2, 3).T, np.ones(4), torch.tensor(1.0)):
        shared = student.share(value)
        student.look(shared)
        assert torch.equal(shared.now(), shared.before)
        student.clear(shared)
        assert not shared.now().any()


def test_objects_stay_and_can_be_called(any_sandbox: Sandbox, run_of: MakeRun) -> None:
    """A model stays in the worker; its handle can be called and handed to a probe."""
    student = student_of(run_of(any_sandbox, "from torch import nn\ndef build(): return nn.Flatten()"))
    model = student.build()
    assert model(torch.ones(2, 3, 4)).shape == (2, 12)
    assert student.run(_type_name, model) == "Flatten"


@probe
def _type_name(thing):
    return type(thing).__name__


def test_random_numbers_are_the_same_every_time(any_sandbox: Sandbox, run_of: MakeRun) -> None:
    """Every check begins with all generators seeded."""
    source = "import random, torch, numpy\ndef f(): return random.random(), numpy.random.rand(), torch.rand(1)"
    first, second = (student_of(run_of(any_sandbox, source), seed=7).f() for _ in range(2))
    assert first == second
    assert student_of(run_of(any_sandbox, source), seed=8).f() != first


@pytest.mark.parametrize(
    "call",
    ["torch.sigmoid(x)", "x.sigmoid()", "torch.special.expit(x)", "torch.nn.Sigmoid()(x)", "ops.aten.sigmoid(x)"],
)
def test_operators_are_noticed_under_any_name(any_sandbox: Sandbox, run_of: MakeRun, call: str) -> None:
    """What runs is looked at, not what it is called."""
    run = run_of(any_sandbox, f"import torch\nfrom torch import ops\ndef f(x): return {call}\ndef g(x): return x.exp()")
    channel = traced(run)
    Student(channel).f(torch.ones(2))
    assert channel.operators == {"aten::sigmoid"}
    channel = traced(run)
    Student(channel).g(torch.ones(2))
    assert channel.operators == set()


def test_autograd_is_not_blamed_on_the_student(any_sandbox: Sandbox, run_of: MakeRun) -> None:
    """An operator that autograd runs by itself in a backward pass was not called by the submission."""
    source = "import torch.nn.functional as F\ndef f(x): return F.binary_cross_entropy_with_logits(x, x * 0)"
    channel = traced(run_of(any_sandbox, source))
    Student(channel).run(_backward, Student(channel).f, torch.ones(2))
    assert channel.operators == set()


@probe
def _backward(fn, x):
    x = x.clone().requires_grad_()
    fn(x).backward()
    return x.grad
