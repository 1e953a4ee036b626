"""Level ``full`` alone: a container, in which a submission may start processes and sees no others."""

from __future__ import annotations

import pytest

from autograder.failure import CheckFailure
from autograder.sandbox.slot import Slot

from .conftest import MakeRun, student_of


@pytest.mark.parametrize(
    ("source", "message"),
    [
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
        ("import os, time\ndef f():\n  while os.fork(): pass\n  time.sleep(60)", "started more than 40 processes"),
    ],
    ids=["many processes", "fork bomb"],
)
def test_a_breach_is_named(sandbox: Slot, run_of: MakeRun, source: str, message: str) -> None:
    """Limits are those of all processes together."""
    run = run_of(sandbox, source, memory_mib=256, processes=40)
    with pytest.raises(CheckFailure, match=message):
        student_of(run).f()


def test_what_was_started_ends_with_the_worker(sandbox: Slot, run_of: MakeRun) -> None:
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
    pids, files = student_of(run_of(sandbox, source)).start()
    assert (len(pids), files) == (3, ["left"])
    look = "import os\ndef look(): return [p for p in os.listdir('/proc') if p.isdigit()], os.listdir('/dev/shm')"
    assert student_of(run_of(sandbox, look)).look() == (["1"], [])


def test_nobody_else_is_in_sight(sandbox: Slot, run_of: MakeRun) -> None:
    """No process but its own, no network but a loopback that is down."""
    source = (
        "import os\n"
        "def f():\n"
        "  return [p for p in os.listdir('/proc') if p.isdigit()], "
        "os.listdir('/sys') if os.path.exists('/sys') else [], "
        "[line.split(':')[0].strip() for line in open('/proc/net/dev')][2:]\n"
    )
    assert student_of(run_of(sandbox, source)).f() == (["1"], [], ["lo"])
