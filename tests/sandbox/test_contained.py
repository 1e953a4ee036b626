"""Level ``full`` alone: a container, with nobody else in sight."""

from __future__ import annotations

import pytest

from autograder.sandbox.interface import Sandbox

from .conftest import MakeRun, student_of

pytestmark = pytest.mark.slow


def test_nothing_is_left(sandbox: Sandbox, run_of: MakeRun) -> None:
    """What one worker leaves in its folders, the next does not find."""
    leave = "import os\ndef f(): return open('left', 'w').write('x'), open('/dev/shm/left', 'w').write('x')"
    look = "import os\ndef f(): return os.listdir('.'), os.listdir('/dev/shm')"
    assert student_of(run_of(sandbox, leave)).f() == (1, 1)
    assert student_of(run_of(sandbox, look)).f() == ([], [])


def test_nobody_else_is_in_sight(sandbox: Sandbox, run_of: MakeRun) -> None:
    """No process but its own, no network but a loopback that is down."""
    source = (
        "import os\n"
        "def f():\n"
        "  return [p for p in os.listdir('/proc') if p.isdigit()], "
        "os.listdir('/sys') if os.path.exists('/sys') else [], "
        "[line.split(':')[0].strip() for line in open('/proc/net/dev')][2:]\n"
    )
    assert student_of(run_of(sandbox, source)).f() == (["1"], [], ["lo"])
