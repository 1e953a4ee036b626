"""Nothing secret is inside: a submission that looks everywhere finds no answer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
CANARY = "canary-" + "7c1e44d0"

# Looks for the canary without containing it: in all memory of its process, in every object that the garbage
# collector knows, in the frames above it, in the environments and command lines of all processes in sight, and in
# every file that is not part of the system or of the Python environment. Says what it has found by raising.
SPY = """
import gc, os, re, sys

PATTERN = re.compile(b"c" b"anary-7c1e[4]4d0")
SYSTEM = ("/usr", "/proc", "/sys", "/dev", "/lib", "/lib64", "/bin", "/sbin", *PREFIXES)


def in_memory():
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            span, permissions = line.split()[:2]
            start, end = (int(part, 16) for part in span.split("-"))
            if permissions.startswith("r"):
                try:
                    memory.seek(start)
                    if PATTERN.search(memory.read(end - start)):
                        yield "memory " + line.split()[-1]
                except (OSError, OverflowError, ValueError):
                    pass


def in_files():
    for folder, folders, files in os.walk("/"):
        folders[:] = [name for name in folders if not os.path.join(folder, name).startswith(SYSTEM)]
        for name in files:
            path = os.path.join(folder, name)
            if "solutions" in path or "misconceptions" in path or "t10k" in path:
                yield "name " + path
            try:
                with open(path, "rb") as file:
                    if PATTERN.search(file.read()):
                        yield "file " + path
            except OSError:
                pass


def in_processes():
    for name in os.listdir("/proc"):
        for part in ("environ", "cmdline"):
            try:
                with open(f"/proc/{name}/{part}", "rb") as file:
                    if PATTERN.search(file.read()):
                        yield f"process {name} {part}"
            except OSError:
                pass


def in_objects():
    frame = sys._getframe()
    while frame:
        if any(key in ("reference", "expected", "test_labels") for key in (*frame.f_locals, *frame.f_globals)):
            yield "frame of " + frame.f_code.co_filename
        frame = frame.f_back
    for thing in gc.get_objects():
        name = getattr(thing, "__name__", "")
        if isinstance(name, str) and name.startswith(("reference_", "test_sigmoid", "misconceptions")):
            yield "object " + name


found = None


def sigmoid(x):
    global found
    if found is None:
        found = sorted({*in_memory(), *in_files(), *in_processes(), *in_objects()})
    raise RuntimeError(f"found {found[:10]}" if found else "found nothing")
"""


@pytest.fixture(scope="module")
def spied(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The report of the spy, graded in a course that has the canary in every secret place."""
    course = tmp_path_factory.mktemp("course")
    folder = course / "solutions" / "ps1_tensors"
    shutil.copytree(ROOT / "solutions" / "ps1_tensors", folder, ignore=shutil.ignore_patterns("__pycache__"))
    solution = folder / "ps1_tensors.py"
    solution.write_text(solution.read_text().replace("import torch\n", f"import torch\n\nSECRET = '{CANARY}'\n", 1))
    for path in (folder / "test_sigmoid.py", folder / "misconceptions.py"):
        path.write_text(path.read_text().replace('"""\n', f'"""\n\nSECRET = "{CANARY}"\n', 1))
    submitted = course / "submitted" / "spy"
    submitted.mkdir(parents=True)
    prefixes = f"PREFIXES = {sorted({sys.prefix, sys.base_prefix})!r}\n"
    (submitted / "ps1_tensors.py").write_text(prefixes + SPY)
    (course / "submitted" / f"{CANARY}.py").write_text("x = 1")  # another student
    command = [sys.executable, "-m", "autograder.commands.main", "grade", "submitted", "-a", "ps1_tensors", "-o", "out"]
    subprocess.run([*command, "--time-limit", "60"], cwd=course, check=True, capture_output=True)
    results = json.loads((course / "out" / "results.json").read_text())
    return next(each for each in results["submissions"] if each["student"] == "spy")


def test_a_spy_finds_nothing(spied: dict[str, object]) -> None:
    """Memory, objects, frames, processes and files hold no solution, hidden check, or other submission."""
    [checks] = [each["checks"] for each in spied["exercises"] if each["name"] == "sigmoid"]  # type: ignore[attr-defined]
    assert {check["message"].split("\n")[0] for check in checks} == {"raised RuntimeError: found nothing"}


def test_the_spy_would_find_it(tmp_path: Path) -> None:
    """The spy is no decoy: without a sandbox, in a process that knows the canary, it finds it."""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "secret.txt").write_text(CANARY)
    system = f"PREFIXES = {[sys.prefix, sys.base_prefix]!r}\n"
    walk = f"os.walk = (lambda walk: lambda top: walk({str(tmp_path)!r}))(os.walk)\n"
    source = SPY.replace("import gc, os, re, sys\n", f"import gc, os, re, sys\n{walk}reference = {CANARY!r}\n")
    found = subprocess.run([sys.executable, "-c", f"{system}{source}\nsigmoid(0)"], capture_output=True, text=True)
    for where in ("memory", "file ", "name ", "process ", "frame of"):
        assert where in found.stderr.splitlines()[-1], where
