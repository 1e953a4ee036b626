"""The folders of a course: which files are generated, writing them, and what is wrong with them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from autograder.course.assignments import checks_to_build
from autograder.course.building.agreement import disagreements
from autograder.course.building.catalogues import catalogue_files, faults_of_catalogues
from autograder.course.building.errors import BuildError
from autograder.course.building.leaks import find_leaks, telling_lines
from autograder.course.building.notebook import make_notebook
from autograder.course.building.points import points_of_checks, with_points
from autograder.course.building.source import Region, find_regions, make_stub
from autograder.course.building.translation import translations
from autograder.course.key import make_key
from autograder.course.languages import LANGUAGES, folder_of

__all__ = ["build", "build_catalogues", "make_keys", "stale"]

# Left behind by Python and Jupyter; nobody put them there.
_IGNORED = {"__pycache__", ".ipynb_checkpoints"}


@dataclass(frozen=True)
class _Fresh:
    """What one source gives in one language.

    File names are relative to the course folder, with forward slashes, as they stand in messages.

    Attributes:
        source: its file name.
        language: of the texts.
        stub: the text for `<a>.py` in `assignments/<a>/`, or in `assignments/<a>/<language>/` if it is a translation.
        notebook: the text for `<a>.ipynb` beside it.
        regions: the solutions in the source.
    """

    source: str
    language: str
    stub: str
    notebook: str
    regions: list[Region]

    @property
    def texts(self) -> dict[str, str]:
        """The generated texts by file name."""
        names = _generated_names(Path(self.source).stem, self.language)
        return dict(zip(names, (self.stub, self.notebook), strict=True))


def build(root: Path, languages: Collection[str] = LANGUAGES) -> list[Path]:
    """Write the generated files of every assignment found in `root / "solutions"`; return those that changed.

    To these belong the catalogues of translations, see `autograder.course.building.catalogues`.

    Args:
        root: the course folder.
        languages: files in these alone are written.

    Raises:
        BuildError: one of the sources is faulty, or none is in these languages; nothing has been written.
    """
    found = [fresh for source in _sources(root) for fresh in _generate(root, source)]
    generated = [fresh for fresh in found if fresh.language in languages]
    if not generated:
        raise BuildError(f"{root / 'solutions'}: nothing is there in {', '.join(languages)}; translate a source first.")
    texts = {root / name: text.encode() for fresh in generated for name, text in fresh.texts.items()}
    return _write_changed(texts | catalogue_files(root))


def build_catalogues(root: Path) -> list[Path]:
    """Write the catalogues alone, see `build`: they hold the translations of hints that students have."""
    return _write_changed(catalogue_files(root))


def _write_changed(files: Mapping[Path, bytes]) -> list[Path]:
    changed = [path for path, data in files.items() if _read(path) != data]
    for path in changed:
        _write(path, files[path])
    return changed


def make_keys(root: Path) -> list[Path]:
    """Make a key for each assignment that has none, see `autograder.course.key`; return the new files."""
    return [path for source in _sources(root) if (path := make_key(source.parent)) is not None]


def stale(root: Path) -> list[str]:
    """Return a line, with file, fault and remedy, for each thing that is wrong with the generated files.

    An empty list means: `build` would change nothing, no line of a solution stands in a stub or in a visible
    check, nothing else lies in `root / "assignments"`, solutions, checks and misconceptions fit together, and the
    catalogues have a translation for all that students are told.

    Args:
        root: the course folder; nothing is written there.
    """
    try:
        sources = _sources(root)
    except BuildError as error:
        return [str(error)]
    messages: list[str] = []
    languages: dict[str, Sequence[str]] = {source.stem: LANGUAGES for source in sources}
    for source in sources:
        try:
            generated = _generate(root, source)
            languages[source.stem] = [fresh.language for fresh in generated]
            for fresh in generated:
                messages += _differences(root, fresh)
            messages += _leaks(root, generated[0])
            messages += disagreements(root, source, generated[0].regions)
        except BuildError as error:
            messages.append(str(error))
    messages += _strays(root, languages)
    try:
        messages += faults_of_catalogues(root)
    except BuildError as error:
        messages.append(str(error))
    return list(dict.fromkeys(messages))  # a library that is missing is missing for every assignment


def _sources(root: Path) -> list[Path]:
    found = sorted(path for path in root.glob("solutions/*/*.py") if path.stem == path.parent.name)
    if not found:
        raise BuildError(f"{root}: no solutions/<name>/<name>.py here; build in the course's own folder.")
    return found


def _generated_names(assignment: str, language: str) -> tuple[str, str]:
    folder = folder_of(language, Path("assignments", assignment)).as_posix()
    return f"{folder}/{assignment}.py", f"{folder}/{assignment}.ipynb"


def _generate(root: Path, path: Path) -> list[_Fresh]:
    """Make the files of one assignment, in memory: in each language that its source has."""
    source = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BuildError(f"{source}:{line}: not UTF-8; save the file in that encoding.") from None
    regions = find_regions(text, source)
    checks = checks_to_build(root) / path.stem
    visible, hidden = (points_of_checks(root, folder) for folder in (checks, path.parent))
    generated = []
    for language, version in translations(text, source).items():
        stub = with_points(make_stub(version, find_regions(version, source)), visible, hidden, language)
        generated.append(_Fresh(source, language, stub, make_notebook(stub, language), regions))
    return generated


def _differences(root: Path, fresh: _Fresh) -> Iterator[str]:
    """Compare the files with a fresh build, byte by byte: what differs, git would show as changed.

    A change of the source shows in both files of a language, so one that differs beside a fresh one was edited by hand.
    """
    present = {name: _read(root / name) for name in fresh.texts}
    fresh_files = [name for name, text in fresh.texts.items() if present[name] == text.encode()]
    for name, data in present.items():
        if data is None:
            yield f"{name}: missing; run autograder build."
        elif name not in fresh_files:
            place = f"{name}:{_first_difference(data, fresh.texts[name].encode())}"
            if fresh_files:
                yield f"{place}: edited by hand; make changes in {fresh.source} and run autograder build."
            else:
                yield f"{place}: stale, {fresh.source} has changed since; run autograder build."


def _first_difference(present: bytes, fresh: bytes) -> int:
    """Return the first line, counted from 1, in which two texts differ, as they must."""
    pairs = zip_longest(present.split(b"\n"), fresh.split(b"\n"))
    return next(number for number, (one, other) in enumerate(pairs, start=1) if one != other)


def _leaks(root: Path, fresh: _Fresh) -> Iterator[str]:
    """Search all that students get of this assignment: its folder and its visible checks."""
    assignment, secrets = Path(fresh.source).stem, telling_lines(fresh.regions)
    for path in [
        *_files(root / "assignments" / assignment),
        *_files(checks_to_build(root) / assignment),
    ]:
        text = (_read(path) or b"").decode("utf-8", errors="replace")
        for line, origin in find_leaks(text, secrets):
            yield (
                f"{path.relative_to(root).as_posix()}:{line}: contains the solution line "
                f"{fresh.source}:{origin}; reword one of the two and run autograder build."
            )


def _strays(root: Path, languages: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Name what lies under assignments/ without being generated; a whole folder only once.

    Args:
        root: the course folder.
        languages: in which an assignment is generated, by its name.
    """
    expected = {name for each in languages for language in languages[each] for name in _generated_names(each, language)}
    orphans: dict[str, None] = {}
    for path in _files(root / "assignments"):
        name = path.relative_to(root)
        if len(name.parts) > 2 and name.parts[1] not in languages:
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


def _write(path: Path, data: bytes) -> None:
    """Write under a temporary name and rename: a build that is killed leaves no half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    temporary.replace(path)
