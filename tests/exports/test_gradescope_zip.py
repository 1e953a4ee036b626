"""The zip for Gradescope, in a tree laid out as theirs and a container that refuses what Docker's does."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..machines import run_in_container
from .rules import require_gradescope

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "submitted"


@pytest.fixture(scope="module")
def tree() -> Iterator[Path]:
    """Yield what Gradescope calls ``/autograder``, once it has built the image.

    That takes minutes of downloads, for Python is not there; here it is this one. It does not lie below pytest's
    folder, which the next run of pytest on this machine closes to the uid that student code gets.
    """
    with tempfile.TemporaryDirectory(prefix="gradescope-") as folder:
        yield _built(Path(folder))


def _built(root: Path) -> Path:
    root.chmod(0o755)
    packed = root / "autograder.zip"
    command = [sys.executable, "-m", "autograder.commands.main", "gradescope", packed, "-a", "ps1_tensors"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for name in ("source", "submission", "results"):
        (root / name).mkdir()
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(root / "source")
        for info in archive.infolist():
            (root / "source" / info.filename).chmod(info.external_attr >> 16)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / "source" / ".venv"], check=True)
    (site,) = (root / "source" / ".venv" / "lib").glob("*/site-packages")
    (site / "shared.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))
    shutil.copy(root / "source" / "run_autograder", root)
    subprocess.run([root / "source" / "setup.sh"], env=_environment(root), check=True, capture_output=True)
    return root


def _environment(root: Path) -> dict[str, str]:
    return {**os.environ, "HOME": "/tmp", "GRADESCOPE_ROOT": str(root)}


def _run(root: Path, source: str | None) -> subprocess.CompletedProcess[str]:
    """Run the autograder on a submission of one file, or of none."""
    for path in (*root.glob("submission/*"), *root.glob("results/*")):
        path.unlink()
    if source is not None:
        (root / "submission" / "ps1_tensors.py").write_text(source)
    return run_in_container([str(root / "run_autograder")], cwd=root, env=_environment(root))


def test_scripts_stand_at_its_root_and_may_be_run(tree: Path) -> None:
    """Else Gradescope does not find them."""
    with zipfile.ZipFile(tree / "autograder.zip") as archive:
        modes = {name: archive.getinfo(name).external_attr >> 16 for name in ("setup.sh", "run_autograder")}
    assert set(modes.values()) == {stat.S_IFREG | 0o755}


def test_it_holds_the_secrets_of_one_assignment_alone(tree: Path) -> None:
    """And they are closed to whoever is not root."""
    assert [path.name for path in (tree / "source" / "course" / "solutions").iterdir()] == ["ps1_tensors"]
    assert not (tree / "source" / "course").stat().st_mode & 0o077


def test_versions_are_those_of_the_instructor(tree: Path) -> None:
    """With others verdicts might differ."""
    import torch

    assert f"torch=={torch.__version__.partition('+')[0]}\n" in (tree / "source" / "requirements.txt").read_text()


def test_submission_is_graded_at_level_landlock(tree: Path) -> None:
    """With the points of the sample class; of hidden checks students read the hint, and not what was expected."""
    done = _run(tree, (SAMPLE / "s007" / "ps1_tensors" / "ps1_tensors.py").read_text())
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sandbox landlock" in done.stdout
    results = json.loads((tree / "results" / "results.json").read_text())
    require_gradescope(results)
    assert results["score"] == 23.5
    hidden = [test for test in results["tests"] if test["extra_data"]["hidden"] and test.get("status") == "failed"]
    assert {test["output"].split(":")[0] for test in hidden} == {"hint"}


def test_submission_finds_neither_the_course_nor_other_results(tree: Path) -> None:
    """It is told by what it can open, and that is neither the solution nor the submission's own folder."""
    places = [tree / "source" / "course" / "solutions" / "ps1_tensors" / "ps1_tensors.py", tree / "results"]
    source = "import os\ndef sum_of_squares(n):\n    seen = []\n"
    source += f"    for place in {list(map(str, places))}:\n"
    source += "        try:\n            open(place).read()\n            seen.append(place)\n"
    source += "        except OSError as error:\n            seen.append(type(error).__name__)\n"
    source += "    raise LookupError(' '.join(seen))\n"
    done = _run(tree, source)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((tree / "results" / "results.json").read_text())
    assert "raised LookupError: PermissionError PermissionError" in results["tests"][0]["output"]


def test_submission_without_a_file_gets_zero_and_a_line(tree: Path) -> None:
    """It is no fault of the grader's."""
    done = _run(tree, None)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((tree / "results" / "results.json").read_text())
    require_gradescope(results)
    assert results["score"] == 0
    assert "ps1_tensors.py: the file is empty; hand in the file with your work" in results["output"]


def test_fault_of_the_grader_leaves_no_results(tree: Path) -> None:
    """Gradescope then says that the autograder has failed; a zero would be the student's."""
    options = tree / "source" / "options"
    kept = options.read_text()
    options.write_text("ps9 hint 1\n")
    try:
        done = _run(tree, "x = 1\n")
    finally:
        options.write_text(kept)
    assert done.returncode == 2
    assert not (tree / "results" / "results.json").exists()
