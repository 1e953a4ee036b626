"""What a submission may use at level `full`, and how a breach is named."""

from __future__ import annotations

import pytest

from autograder.failure import CheckFailure
from autograder.sandbox.slot import Slot

from .conftest import MakeRun, student_of


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def f(): return len(bytearray(1 << 40))", "used more than 256 MiB"),
        ("import torch\ndef f(): return torch.ones(1 << 36).sum()", "used more than 256 MiB"),
        (
            "import mmap, os, time\n"
            "def f():\n"
            "  for _ in range(8):\n"
            "    if os.fork() == 0:\n"
            "      m = mmap.mmap(-1, 100 << 20)\n"
            "      m.write(b'x' * (100 << 20))\n"
            "      time.sleep(60)\n"
            "  time.sleep(60)",
            "used more than 256 MiB",
        ),
        ("def f(): open('big', 'wb').write(bytes(100 << 20))", "wrote more than 64 MiB"),
        (
            "def f():\n  for i in range(9): open(f'/dev/shm/{i}', 'wb').write(bytes(20 << 20))",
            "wrote more than 64 MiB",
        ),
        ("import os, time\ndef f():\n  while os.fork(): pass\n  time.sleep(60)", "started more than 40 processes"),
        (
            "import threading, time\ndef f():\n  while True: threading.Thread(target=time.sleep, args=(60,)).start()",
            "started more than 40 processes",
        ),
    ],
    ids=["bytes", "tensor", "many processes", "file", "shared memory", "fork bomb", "thread bomb"],
)
def test_a_breach_is_named(container: Slot, run_of: MakeRun, source: str, message: str) -> None:
    """Each limit ends what goes beyond it, and the message names it."""
    run = run_of(container, source, memory_mib=256, disk_mib=64, processes=40)
    with pytest.raises(CheckFailure, match=message):
        student_of(run).f()


def test_what_was_started_ends_with_the_worker(container: Slot, run_of: MakeRun) -> None:
    """A daemon does not wait for the next submission: nothing survives its worker."""
    source = (
        "import os, time\n"
        "def start():\n"
        "  if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        "      open('/dev/shm/left', 'w').write('x')\n"
        "      time.sleep(600)\n"
        "    os._exit(0)\n"
        "  time.sleep(0.2)\n"
        "  return sorted(p for p in os.listdir('/proc') if p.isdigit()), os.listdir('/dev/shm')\n"
    )
    pids, files = student_of(run_of(container, source)).start()
    assert (len(pids), files) == (3, ["left"])
    look = "import os\ndef look(): return [p for p in os.listdir('/proc') if p.isdigit()], os.listdir('/dev/shm')"
    assert student_of(run_of(container, look)).look() == (["1"], [])


def test_ordinary_work_is_within_the_limits(container: Slot, run_of: MakeRun) -> None:
    """Loaders with workers, temporary files and threads of torch's own are no breach."""
    source = (
        "import tempfile, torch\nfrom torch.utils.data import DataLoader, TensorDataset\n"
        "def f():\n"
        "  with tempfile.TemporaryFile() as file: file.write(bytes(1 << 20))\n"
        "  loader = DataLoader(TensorDataset(torch.arange(64)), 8, num_workers=2, persistent_workers=True)\n"
        "  return sum(int(batch.sum()) for _ in range(2) for (batch,) in loader)\n"
    )
    assert student_of(run_of(container, source)).f() == 2 * sum(range(64))
