"""The folders of a course: which files are generated, writing them, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from autograder.course.building.errors import BuildError
from autograder.course.building.leaks import find_leaks, telling_lines
from autograder.course.building.notebook import make_notebook
from autograder.course.building.source import find_regions, make_stub

__all__ = ["build", "stale"]

# Left behind by Python and Jupyter; nobody put them there.
_IGNORED = {"__pycache__", ".ipynb_checkpoints"}


@dataclass(frozen=True)
class _Fresh:
    """What one source gives: texts by file name, and the lines of it that no student may find anywhere.

    File names are relative to the course folder, with forward slashes, as they stand in messages.
    """

    source: str
    texts: dict[str, str]
    secrets: dict[str, int]


def build(root: Path) -> list[Path]:
    """Write the generated files of every assignment found in `root / "solutions"`; return those that changed.

    root: the course folder.
    Raises BuildError, before anything is written, if only one of the sources is faulty.
    """
    generated = [_generate(root, source) for source in _sources(root)]
    changed: list[Path] = []
    for fresh in generated:
        for name, text in fresh.texts.items():
            if _read(root / name) != text.encode():
                _write(root / name, text)
                changed.append(root / name)
    return changed


def stale(root: Path) -> list[str]:
    """Return a line, with file, fault and remedy, for each thing that is wrong with the generated files.

    root: the course folder. Nothing is written.
    An empty list means: `build` would change nothing, no line of a solution stands in a stub or in a visible
    check, and nothing else lies in `root / "assignments"`.
    """
    try:
        sources = _sources(root)
    except BuildError as error:
        return [str(error)]
    messages: list[str] = []
    for source in sources:
        try:
            fresh = _generate(root, source)
        except BuildError as error:
            messages.append(str(error))
        else:
            messages += [*_differences(root, fresh), *_leaks(root, fresh)]
    messages += _strays(root, {source.stem for source in sources})
    return list(dict.fromkeys(messages))  # a library that is missing is missing for every assignment


def _sources(root: Path) -> list[Path]:
    found = sorted(path for path in root.glob("solutions/*/*.py") if path.stem == path.parent.name)
    if not found:
        raise BuildError(f"{root}: no solutions/<name>/<name>.py here; build in the course's own folder.")
    return found


def _generated_names(assignment: str) -> tuple[str, str]:
    return f"assignments/{assignment}/{assignment}.py", f"assignments/{assignment}/{assignment}.ipynb"


def _generate(root: Path, path: Path) -> _Fresh:
    """Make the files of one assignment, in memory."""
    source = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BuildError(f"{source}:{line}: not UTF-8; save the file in that encoding.") from None
    regions = find_regions(text, source)
    stub = make_stub(text, regions)
    texts = dict(zip(_generated_names(path.stem), (stub, make_notebook(stub)), strict=True))
    return _Fresh(source, texts, telling_lines(regions))


def _differences(root: Path, fresh: _Fresh) -> Iterator[str]:
    """Compare the files with a fresh build, byte by byte: what differs, git would show as changed."""
    for name, text in fresh.texts.items():
        present = _read(root / name)
        if present is None:
            yield f"{name}: missing; run autograder build."
        elif present != text.encode():
            yield (
                f"{name}:{_first_difference(present, text.encode())}: stale or edited by hand; "
                f"make changes in {fresh.source} and run autograder build."
            )


def _first_difference(present: bytes, fresh: bytes) -> int:
    """Return the first line, counted from 1, in which two texts differ, as they must."""
    pairs = zip_longest(present.split(b"\n"), fresh.split(b"\n"))
    return next(number for number, (one, other) in enumerate(pairs, start=1) if one != other)


def _leaks(root: Path, fresh: _Fresh) -> Iterator[str]:
    """Search all that students get of this assignment: its folder and its visible checks."""
    assignment = Path(fresh.source).stem
    for path in [
        *_files(root / "assignments" / assignment),
        *_files(root / "autograder/checks" / assignment),
    ]:
        text = (_read(path) or b"").decode("utf-8", errors="replace")
        for line, origin in find_leaks(text, fresh.secrets):
            yield (
                f"{path.relative_to(root).as_posix()}:{line}: contains the solution line "
                f"{fresh.source}:{origin}; reword one of the two and run autograder build."
            )


def _strays(root: Path, assignments: set[str]) -> Iterator[str]:
    """Name what lies under assignments/ without being generated; a whole folder only once."""
    expected = {name for assignment in assignments for name in _generated_names(assignment)}
    orphans: dict[str, None] = {}
    for path in _files(root / "assignments"):
        name = path.relative_to(root)
        if len(name.parts) > 2 and name.parts[1] not in assignments:
            orphans[name.parts[1]] = None
        elif name.as_posix() not in expected:
            yield f"{name.as_posix()}: a stray file, not generated; delete it or move it elsewhere."
    for orphan in orphans:
        yield f"assignments/{orphan}: no solutions/{orphan}/{orphan}.py; add that, or delete the folder."


def _files(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.rglob("*") if not path.is_dir())
    return [path for path in found if _IGNORED.isdisjoint(path.relative_to(folder).parts)]


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _write(path: Path, text: str) -> None:
    """Write under a temporary name and rename: a build that is killed leaves no half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    temporary.replace(path)
