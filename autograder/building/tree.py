"""The folders of a course: which files are generated, whether they are fresh, and writing them."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.building.errors import BuildError
from autograder.building.leaks import find_leaks, telling_lines
from autograder.building.notebook import make_notebook
from autograder.building.source import find_regions, make_stub

__all__ = ["build", "stale"]

# Left behind by Python and Jupyter; nobody put them there.
IGNORED = {"__pycache__", ".ipynb_checkpoints"}


@dataclass(frozen=True)
class Assignment:
    """One assignment as it ought to be: its generated files, and the lines that must not be found in the open."""

    name: str
    source: str
    files: dict[str, str]
    secrets: dict[str, int]


def build(root: Path) -> list[Path]:
    """Write the generated files of every assignment under `root / "solutions"` and return those that changed.

    root: the course folder.
    Raises BuildError before anything is written, if only one of the sources is faulty.
    """
    assignments = [_generate(root, source) for source in _sources(root)]
    changed: list[Path] = []
    for assignment in assignments:
        for name, text in assignment.files.items():
            path = root / name
            if _read(path) != text.encode():
                _write(path, text)
                changed.append(path)
    return changed


def stale(root: Path) -> list[str]:
    """Return one line, with file and remedy, for everything that keeps the course from being fresh and free of leaks.

    root: the course folder. Nothing is written. An empty list means that `build` would change nothing, that no
    solution stands where a student can read it, and that nothing else lies under `root / "assignments"`.
    """
    messages: list[str] = []
    expected: set[str] = set()
    try:
        sources = _sources(root)
    except BuildError as error:
        return [str(error)]
    for source in sources:
        expected.update(_generated_names(source.stem))
        try:
            assignment = _generate(root, source)
        except BuildError as error:
            messages.append(str(error))
        else:
            messages += [*_differences(root, assignment), *_leaks(root, assignment)]
    return [*messages, *_strays(root, expected)]


def _sources(root: Path) -> list[Path]:
    found = sorted(path for path in root.glob("solutions/*/*.py") if path.stem == path.parent.name)
    if not found:
        raise BuildError(
            f"{root}: no solutions/<name>/<name>.py; run autograder build in the instructor's copy."
        )
    return found


def _generated_names(name: str) -> tuple[str, str]:
    return f"assignments/{name}/{name}.py", f"assignments/{name}/{name}.ipynb"


def _generate(root: Path, path: Path) -> Assignment:
    """Make the texts of one assignment's files in memory."""
    source = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BuildError(f"{source}:{line}: not UTF-8; save it in that encoding.") from None
    regions = find_regions(text, source)
    stub = make_stub(text, regions)
    files = dict(zip(_generated_names(path.stem), (stub, make_notebook(stub)), strict=True))
    return Assignment(path.stem, source, files, telling_lines(regions))


def _differences(root: Path, assignment: Assignment) -> Iterator[str]:
    """Compare the files byte by byte with a fresh build: whatever differs, git would show as changed."""
    for name, text in assignment.files.items():
        present = _read(root / name)
        if present is None:
            yield f"{name}: missing; run autograder build."
        elif present != text.encode():
            line = _first_difference(present, text.encode())
            yield (
                f"{name}:{line}: not what {assignment.source} gives, so stale or edited by hand; "
                "edit that file, then run autograder build."
            )


def _first_difference(present: bytes, fresh: bytes) -> int:
    """Return the first line, counted from 1, in which two different texts differ."""
    common = len(os.path.commonprefix([present, fresh]))
    return fresh[:common].count(b"\n") + 1


def _leaks(root: Path, assignment: Assignment) -> Iterator[str]:
    """Search all that students get of this assignment: its folder and its visible checks."""
    name = assignment.name
    for path in [*_files(root / "assignments" / name), *_files(root / "autograder" / "checks" / name)]:
        text = path.read_text(encoding="utf-8", errors="replace")
        for line, origin in find_leaks(text, assignment.secrets):
            yield (
                f"{path.relative_to(root).as_posix()}:{line}: gives away the solution in "
                f"{assignment.source}:{origin}; reword one of them, then run autograder build."
            )


def _strays(root: Path, expected: set[str]) -> Iterator[str]:
    """Name what lies under assignments/ without being generated; a whole folder once."""
    known = {Path(name).parent.name for name in expected}
    orphans: set[str] = set()
    for path in _files(root / "assignments"):
        name = path.relative_to(root)
        folder = name.parts[1]
        if len(name.parts) > 2 and folder not in known:
            orphans.add(folder)
        elif name.as_posix() not in expected:
            yield f"{name.as_posix()}: not generated, a stray file; delete it or move it elsewhere."
    for folder in sorted(orphans):
        yield f"assignments/{folder}: there is no solutions/{folder}/{folder}.py; add that or delete the folder."


def _files(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.rglob("*") if not path.is_dir())
    return [path for path in found if IGNORED.isdisjoint(path.relative_to(folder).parts)]


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _write(path: Path, text: str) -> None:
    """Write under a temporary name and rename: a build that is killed leaves no half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    Path(temporary).chmod(0o644)  # mkstemp makes it readable for its owner only
    Path(temporary).replace(path)
