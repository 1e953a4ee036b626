"""The zip that Gradescope makes an autograder of: the engine, one assignment of the course, and two scripts.

At its root, as Gradescope wants it: ``setup.sh``, ``run_autograder``. Beside them ``package/`` (what a submission may
read), ``course/`` (what it may not), and what the scripts need to know. It holds solutions: it is the instructor's
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

from autograder.course.assignments import Assignment
from autograder.course.data_sets import data_set_names
from autograder.language import ENGLISH
from autograder.report.export.exceptions import ExportError
from autograder.report.files import zipped
from autograder.report.telling import Telling

__all__ = ["pack"]

_SCRIPTS = ("setup.sh", "run_autograder")
_PACKAGE = Path(__file__).parents[2]
_DISTRIBUTION = "pytorch-autograder"
_TORCH_EXTRA = r"extra == ['\"]torch['\"]"


def pack(assignment: Assignment, root: Path, telling: Telling, hints: int, language: str = ENGLISH) -> bytes:
    """Return the zip for one assignment.

    Args:
        assignment: with its solution.
        root: folder of the course.
        telling: how much of hidden checks students are told.
        hints: how many for one cause.
        language: what students are told in.

    Raises:
        ExportError: the versions of what it needs are not known here.
    """
    files = {name: (Path(__file__).with_name("gradescope_files") / name).read_bytes() for name in _SCRIPTS}
    files["requirements.txt"] = _requirements().encode()
    files["options"] = f"{assignment.name} {telling.value} {hints} {language}\n".encode()
    if any(_needs_data(path) for folder in assignment.check_folders for path in folder.rglob("*.py")):
        files["needs_data"] = b""
    files |= {f"package/autograder/{name}": data for name, data in _tree(_PACKAGE)}
    own_checks = ["checks"] if assignment.visible.parent == root / "checks" else []  # others are in the package
    for kind in ("solutions", "assignments", *own_checks):
        files |= {
            f"course/{kind}/{assignment.name}/{name}": data for name, data in _tree(root / kind / assignment.name)
        }
        files |= {f"course/{kind}/{path.name}": path.read_bytes() for path in (root / kind).glob("*.py")}
    return zipped(files, executable=_SCRIPTS)


def _tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in parts):
            yield "/".join(parts), path.read_bytes()


def _needs_data(checks: Path) -> bool:
    """Whether checks name a data set; if one does so without need, it is fetched for nothing."""
    names = "|".join(map(re.escape, data_set_names()))
    return re.search(rf"\b({names})\b", checks.read_text(encoding="utf-8")) is not None


def _requirements() -> str:
    """Return what the package needs, in the versions that are here: with others, verdicts might differ.

    That is torch, too, where it is installed: whoever packs a course has what it needs.
    """
    try:
        has_torch = find_spec("torch") is not None
        lines = requires(_DISTRIBUTION) or ()
        wanted = [line for line in lines if "extra ==" not in line or (has_torch and re.search(_TORCH_EXTRA, line))]
        names = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in wanted]
        return "".join(f"{name}=={version(name).partition('+')[0]}\n" for name in names)
    except PackageNotFoundError as error:
        raise ExportError(f"{error.name} is not installed, so its version is not known; run make setup.") from None
