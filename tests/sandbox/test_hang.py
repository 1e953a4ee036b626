"""Where a submission hangs: the loop that never ends, or the line that waits."""

from __future__ import annotations

import pytest

from autograder.checking.failure import CheckFailure
from autograder.sandbox.hang import is_whole, place_of
from autograder.sandbox.interface import Sandbox

from .conftest import MakeRun, student_of

SOURCE = """\
def f(n):
    # the loops
    for i in range(n):

        while True:
            i += 1

    return g(i)


def g(x):
    return sum(
        x
        for _ in iter(int, 1)
    )
"""


def _stack(*frames: tuple[str, int, str]) -> str:
    lines = [f'  File "{file}", line {line} in {function}' for file, line, function in frames]
    return "\n".join(["printed", "Stack (most recent call first):", *lines, '  File "z.py", line 1 in <module>', ""])


@pytest.mark.parametrize(
    ("frames", "place"),
    [
        ([("a.py", 6, "f")], "a.py:3 in f: for i in range(n):"),
        ([("a.py", 5, "f")], "a.py:3 in f: for i in range(n):"),
        ([("a.py", 8, "f")], "a.py:8 in f: return g(i)"),
        ([("torch.py", 1, "add"), ("a.py", 6, "f"), ("server.py", 7, "call")], "a.py:3 in f: for i in range(n):"),
        ([("a.py", 12, "g"), ("a.py", 8, "f")], "a.py:12 in g: return sum("),
        ([("server.py", 7, "call")], ""),
        ([("a.py", 99, "f")], ""),
        ([("a.py", 10**30, "f")], ""),
    ],
)
def test_the_outermost_loop_is_told(frames: list[tuple[str, int, str]], place: str) -> None:
    """Which line of it was running is chance; where there is no loop, it is the innermost line of the submission."""
    output = _stack(*frames)
    assert is_whole(output)
    assert place_of(output, {"a.py": SOURCE}) == place


def test_names_of_files_come_as_faulthandler_writes_them() -> None:
    """It writes ASCII."""
    output = _stack(("\\u0440\\u0430\\u0431.py", 6, "f"))
    assert place_of(output, {"раб.py": SOURCE}) == "раб.py:3 in f: for i in range(n):"


@pytest.mark.parametrize("output", ["", "no stack", "Stack (most recent call first):\n  File "])
def test_half_a_stack_is_none(output: str) -> None:
    """The end is waited for; whatever a submission prints instead says nothing."""
    assert not is_whole(output)
    assert place_of(output, {"a.py": SOURCE}) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "place"),
    [
        (
            "def f():\n    x = 0\n    while True:\n        x += 1\n        x -= 1\n",
            "ps1_tensors.py:3 in f: while True:",
        ),
        (
            "import time\ndef g():\n    time.sleep(60)\ndef f():\n    g()\n",
            "ps1_tensors.py:3 in g: time.sleep(60)",
        ),
        (
            "import torch\nx = torch.ones(3000, 3000)\ndef f():\n    for _ in range(10**9):\n        x @ x\n",
            "ps1_tensors.py:4 in f: for _ in range(10**9):",
        ),
        (
            "import signal\nsignal.signal(signal.SIGUSR1, signal.SIG_IGN)\ndef f():\n    while True: pass\n",
            "",
        ),
    ],
    ids=["loop", "sleep", "torch", "ignores the signal"],
)
def test_a_submission_that_hangs_is_told_where(any_sandbox: Sandbox, run_of: MakeRun, source: str, place: str) -> None:
    """In the sandbox and without one, in Python and in torch; who will not be asked is told the limit alone."""
    with pytest.raises(CheckFailure) as caught:
        student_of(run_of(any_sandbox, source), limit_s=1).f()
    limit, _, told = caught.value.message.partition("\n  ")
    assert limit.startswith("did not finish in ")
    assert told == place
