"""What a submission may use, and how a breach is named."""

from __future__ import annotations

import pytest

from autograder.checking.failure import CheckFailure
from autograder.sandbox.interface import Sandbox

from .conftest import MakeRun, student_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def f(): return len(bytearray(1 << 40))", "used more than 256 MiB"),
        ("import torch\ndef f(): return torch.ones(1 << 36).sum()", "used more than 256 MiB"),
        ("def f(): open('big', 'wb').write(bytes(100 << 20))", "wrote more than 64 MiB"),
        (
            "import time\ndef f():\n  for i in range(9): open(f'{i}', 'wb').write(bytes(20 << 20))\n  time.sleep(60)",
            "wrote more than 64 MiB",
        ),
        (
            "import threading, time\ndef f():\n  while True: threading.Thread(target=time.sleep, args=(60,)).start()",
            "started more than 40 threads",
        ),
    ],
    ids=["bytes", "tensor", "file", "many files", "thread bomb"],
)
def test_a_breach_is_named(sandbox: Sandbox, run_of: MakeRun, source: str, message: str) -> None:
    """Each limit ends what goes beyond it, and the message names it."""
    run = run_of(sandbox, source, memory_mib=256, disk_mib=64, threads=40)
    with pytest.raises(CheckFailure, match=message):
        student_of(run).f()


@pytest.mark.parametrize(
    "start",
    [
        "os.fork()",
        "subprocess.run(['true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "multiprocessing.Process(target=print).start()",
    ],
)
def test_a_submission_starts_no_processes(sandbox: Sandbox, run_of: MakeRun, start: str) -> None:
    """Whatever would start one says so in plain words."""
    run = run_of(sandbox, f"import multiprocessing, os, subprocess\ndef f(): {start}")
    with pytest.raises(CheckFailure, match="PermissionError: a submission may start no processes"):
        student_of(run).f()


def test_ordinary_work_is_within_the_limits(sandbox: Sandbox, run_of: MakeRun) -> None:
    """Temporary files, torch's own threads and loaders that ask for workers are no breach."""
    source = (
        "import tempfile, torch\nfrom torch.utils.data import DataLoader, TensorDataset\n"
        "def f():\n"
        "  with tempfile.TemporaryFile() as file: file.write(bytes(1 << 20))\n"
        "  loader = DataLoader(TensorDataset(torch.arange(64)), 8, num_workers=2, persistent_workers=True)\n"
        "  return sum(int(batch.sum()) for _ in range(2) for (batch,) in loader)\n"
    )
    assert student_of(run_of(sandbox, source)).f() == 2 * sum(range(64))
