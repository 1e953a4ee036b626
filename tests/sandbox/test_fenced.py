"""Level ``landlock`` alone: one process, one folder. Run in a container by test_fence.py."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from autograder.checking.failure import CheckFailure
from autograder.sandbox.interface import Sandbox

from .conftest import MakeRun, student_of

pytestmark = pytest.mark.slow

FILL = "  chunk = bytes(20 << 20)\n  for i in range(9):\n"


@pytest.mark.parametrize(
    "body",
    [
        "    fd = os.open(str(i), os.O_RDWR | os.O_CREAT); os.unlink(str(i)); os.write(fd, chunk)\n",
        "    fd = os.open('.', os.O_RDWR | os.O_TMPFILE); os.write(fd, chunk)\n",
        "    fd = os.open(str(i), os.O_RDWR | os.O_CREAT); os.write(fd, chunk); kept.append(mmap.mmap(fd, 20 << 20))\n"
        "    os.unlink(str(i)); os.close(fd)\n",
        "    os.makedirs(f'{i}/' * 30); open(f'{i}/' * 30 + 'x', 'wb').write(chunk)\n",
    ],
    ids=["unlinked", "never linked", "mapped", "deep"],
)
def test_files_are_counted_wherever_they_hide(sandbox: Sandbox, run_of: MakeRun, body: str) -> None:
    """No file system limits the worker's folder, so its files are counted, those without a name, too."""
    source = f"import mmap, os, time\nkept = []\ndef f():\n{FILL}{body}  time.sleep(60)\n"
    with pytest.raises(CheckFailure, match="wrote more than 64 MiB"):
        student_of(run_of(sandbox, source, disk_mib=64)).f()


def test_many_files_and_endless_folders_are_a_breach(sandbox: Sandbox, run_of: MakeRun) -> None:
    """What cannot be counted ends the worker."""
    many = "import time\ndef f():\n  for i in range(20000): open(str(i), 'w').close()\n  time.sleep(60)\n"
    with pytest.raises(CheckFailure, match="wrote more than"):
        student_of(run_of(sandbox, many)).f()
    deep = "import os, time\ndef f():\n  for i in range(3000): os.mkdir('x'); os.chdir('x')\n  time.sleep(60)\n"
    with pytest.raises(CheckFailure, match="made files that cannot be counted"):
        student_of(run_of(sandbox, deep)).f()


def test_nothing_is_left(sandbox: Sandbox, run_of: MakeRun) -> None:
    """Files, closed folders and links of one worker are gone before the next one starts; what they name is not."""
    source = (
        "import os\n"
        "where = os.getcwd\n"
        "def f():\n"
        "  os.makedirs('a/b'); open('a/b/c', 'w').write('x'); os.symlink('/tmp', 'link'); os.mkdir('closed', 0o000)\n"
    )
    run = run_of(sandbox, source)
    folder = student_of(run).where()
    with suppress(CheckFailure):  # should its files be counted just then: what is in the closed folder cannot be
        student_of(run).f()
    run.close()
    look = "import os\ndef look(): return os.getcwd(), os.listdir('.')"
    assert student_of(run_of(sandbox, look)).look() == (folder, [])
    assert Path("/tmp").is_dir()
