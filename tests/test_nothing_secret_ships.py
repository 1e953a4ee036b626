"""Take `solutions/` away, and what is left is what a student may have: no line of it is in what they get.

What counts as secret, line by line, stripped of its indentation:

- every line of a solution body, between its markers;
- every line of `misconceptions.py` but its imports, and the hints, which `hints.json` has for students;
- every line of a hidden check but its imports and decorators, which say how inputs are drawn, as the visible check of
  the exercise may say in the same words.

Of these only lines with four or more different names and numbers count (`telling_lines`): shorter ones are idioms that
stand in any text about the subject, and so are those that make an input, such as `x = torch.randn(3, 4)`. A line may
stand nowhere, not even as a part of a longer line, with one exception: in visible checks, of whatever exercise, and in
what checks are written with, a line of a hidden check may, since all checks are written in the same words, and a
visible and a hidden check may have a helper in common; but no hidden test as a whole.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from babel.messages.pofile import read_po

from autograder.course.building.leaks import find_leaks, telling_lines
from autograder.course.building.source import Region, find_regions
from autograder.course.building.translation import translations
from autograder.course.languages import folder_of

ROOT = Path(__file__).parents[1]
# Shorter translations are words that stand in any text.
_TELLING_LENGTH = 30
SOLUTIONS = sorted(path for path in ROOT.glob("solutions/*/*.py") if path.stem == path.parent.name)
HIDDEN_CHECKS = sorted(ROOT.glob("solutions/*/test_*.py"))
MISCONCEPTIONS = sorted(ROOT.glob("solutions/*/misconceptions.py"))

BUILD = """
import os, sys
from hatchling.build import build_sdist, build_wheel
os.chdir(sys.argv[1])
build_wheel(sys.argv[2])
build_sdist(sys.argv[2])
"""


# What is secret


def _cut(path: Path, *, decorators: bool) -> list[str]:
    """Return the lines of a file with its imports (and decorators) left blank."""
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for node in ast.walk(ast.parse(text)):
        cut: list[ast.stmt | ast.expr] = [node] if isinstance(node, (ast.Import, ast.ImportFrom)) else []
        if decorators and isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            cut += node.decorator_list
        if isinstance(node, ast.keyword) and node.arg == "hint":
            cut.append(node.value)
        for part in cut:
            for number in range(part.lineno, (part.end_lineno or part.lineno) + 1):
                lines[number - 1] = ""
    return lines


def _telling(lines: list[str]) -> dict[str, int]:
    return telling_lines([Region(0, len(lines) + 1, "", tuple(lines))])


def _secrets_of(path: Path) -> dict[str, int]:
    """Return the secret lines of one file of `solutions/`, with their line numbers."""
    if path in SOLUTIONS:
        return telling_lines(find_regions(path.read_text(encoding="utf-8"), path.name))
    return _telling(_cut(path, decorators=path in HIDDEN_CHECKS))


def _hidden_tests(path: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield the tests of a hidden check: name and telling lines."""
    lines = _cut(path, decorators=True)
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            yield node.name, _telling(lines[node.lineno - 1 : node.end_lineno])


SECRETS = {path: _secrets_of(path) for path in [*SOLUTIONS, *HIDDEN_CHECKS, *MISCONCEPTIONS]}


# What ships


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The texts of the wheel and of the sdist, by the names of their files; both are really built."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-c", BUILD, str(ROOT), str(folder)], check=True, capture_output=True)
    [wheel], [sdist] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return {"wheel": dict(_wheel_texts(wheel)), "sdist": dict(_sdist_texts(sdist))}


def _wheel_texts(path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield name, archive.read(name).decode("utf-8", errors="replace")


def _sdist_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the files of the archive, without the folder that all of them lie in."""
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member)
            if file is not None:
                name = str(PurePosixPath(*PurePosixPath(member.name).parts[1:]))
                yield name, file.read().decode("utf-8", errors="replace")


def _tree_texts(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8", errors="replace") for path in files}


def _leaks(texts: dict[str, str], secrets: dict[Path, dict[str, int]] = SECRETS) -> list[str]:
    """Return a line for each secret line that stands somewhere in the texts."""
    return [
        f"{name}:{line} contains {source.relative_to(ROOT)}:{origin}"
        for name, text in texts.items()
        for source, lines in secrets.items()
        if not _are_both_checks(name, source)
        for line, origin in find_leaks(text, lines)
    ]


def _are_both_checks(name: str, source: Path) -> bool:
    """Whether both are checks, or what checks are written with; hidden ones are searched for as a whole below."""
    return source in HIDDEN_CHECKS and name.startswith(("autograder/checks/", "autograder/checking/"))


# Nothing ships


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_distribution_holds_no_secret_line(distributions: dict[str, dict[str, str]], kind: str) -> None:
    """Of no solution, hidden check or misconception, in no file of it."""
    assert _leaks(distributions[kind]) == []


@pytest.mark.parametrize("folder", ["assignments", "autograder"])
def test_folder_for_students_holds_no_secret_line(folder: str) -> None:
    """Also as it lies here, whatever a build would leave out."""
    assert _leaks(_tree_texts(ROOT / folder)) == []


def _shown_tests(path: Path, visible: dict[str, str]) -> list[str]:
    """Return the tests of a hidden check all of whose telling lines stand in one of the visible checks."""
    return [
        f"{name} contains {test}"
        for test, lines in _hidden_tests(path)
        for name, text in visible.items()
        if lines and len({origin for _, origin in find_leaks(text, lines)}) == len(lines)
    ]


@pytest.mark.parametrize("path", HIDDEN_CHECKS, ids=lambda path: path.stem)
def test_visible_check_holds_no_hidden_test(path: Path) -> None:
    """A line may be the same in both, such as the raising of an error; all lines of a hidden test may not."""
    assert _shown_tests(path, _tree_texts(ROOT / "autograder/checks")) == []


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_distribution_holds_no_file_of_solutions(distributions: dict[str, dict[str, str]], kind: str) -> None:
    """Neither by its folder nor by its name nor by its content, be it short enough to hold no telling line."""
    names = [PurePosixPath(name) for name in distributions[kind]]
    assert not [str(name) for name in names if "solutions" in name.parts or name.name == "misconceptions.py"]
    contents = {path.read_text(encoding="utf-8") for path in ROOT.glob("solutions/**/*.py")}
    assert not [name for name, text in distributions[kind].items() if text and text in contents]


def _translations(path: Path) -> set[str]:
    """Return what a catalogue has for texts of some length, in all their forms."""
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id and message.string]
    forms = (
        each
        for message in messages
        for each in ([message.string] if isinstance(message.string, str) else message.string)
    )
    return {text for text in forms if text and len(text) >= _TELLING_LENGTH}


def _secret_translations() -> set[str]:
    """Return what the secret catalogues have and no other one: titles, hints and messages of hidden checks, and hints.

    But for the hints that students have, which `hints.json` has in English.
    """
    known: set[str] = set()
    for path in [*ROOT.glob("autograder/language/*.po"), *ROOT.glob("autograder/checks/*/*.po")]:
        known |= _translations(path)
    for path in ROOT.glob("autograder/checks/*/hints.json"):
        with (ROOT / "solutions" / path.parent.name / "ru.po").open("rb") as file:
            catalogue = read_po(file)
        exercises = json.loads(path.read_text(encoding="utf-8"))["exercises"].values()
        hints = {hint for each in exercises for one in each["misconceptions"] for hint in one["hints"]}
        known |= {str(message.string) for hint in hints if (message := catalogue.get(hint)) is not None}
    secret = set().union(*(_translations(path) for path in ROOT.glob("solutions/*/*.po")))
    return {text for text in secret if not any(text in each for each in known)}


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_distribution_holds_no_secret_translation(distributions: dict[str, dict[str, str]], kind: str) -> None:
    """Neither as it is translated, nor compiled; but it holds the catalogues that students need."""
    secret = _secret_translations()
    assert len(secret) > 200
    texts = distributions[kind]
    assert [name for name, text in texts.items() if any(each in text for each in secret)] == []
    checks = {path.parent.name for path in SOLUTIONS}
    assert {f"autograder/checks/{name}/ru.mo" for name in checks} | {"autograder/language/ru.mo"} <= set(texts)


def test_sdist_holds_what_is_meant_for_it(distributions: dict[str, dict[str, str]]) -> None:
    """Package, assignments and the texts at the top; a pattern without a leading slash takes in files at any depth."""
    top = {PurePosixPath(name).parts[0] for name in distributions["sdist"]}
    assert top == {"autograder", "assignments", "README.md", "LICENSE", "pyproject.toml", "PKG-INFO", ".gitignore"}


def test_distributions_hold_what_students_need(distributions: dict[str, dict[str, str]]) -> None:
    """Every visible check is in both and every assignment in the sdist, in every language: an empty archive would leak
    nothing either.
    """
    checks = {str(path.relative_to(ROOT)) for path in ROOT.glob("autograder/checks/*/test_*.py")}
    assignments = {
        f"{folder_of(language, Path('assignments', path.stem))}/{path.stem}{suffix}"
        for path in SOLUTIONS
        for language in translations(path.read_text(encoding="utf-8"), path.name)
        for suffix in (".py", ".ipynb")
    }
    assert checks
    assert assignments
    assert checks <= set(distributions["wheel"])
    assert checks | assignments <= set(distributions["sdist"])


# The search finds what it is for


@pytest.mark.parametrize("path", SECRETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_file_of_solutions_has_secret_lines(path: Path) -> None:
    """Otherwise nothing of it would be searched for."""
    assert SECRETS[path]


@pytest.mark.parametrize("path", SECRETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_planted_line_is_found(path: Path) -> None:
    """In a text, in a comment, in a notebook's JSON, and at the end of a line."""
    secret = max(SECRETS[path], key=len)
    escaped = secret.replace("\\", "\\\\").replace('"', '\\"')
    for text in (secret, f"x\n    {secret}\n", f"# it was: {secret}", f'"source": ["{escaped}\\n"]'):
        assert any(f" contains {path.relative_to(ROOT)}:" in line for line in _leaks({"a.py": text}))


@pytest.mark.parametrize(
    "line",
    [
        "x = torch.randn(3, 4)",
        "a, b = torch.zeros(2, 3), torch.ones(3)",
        "w = torch.randn(28, 1.0, requires_grad=True, dtype=torch.float64)",
        "loss.backward()",
    ],
)
def test_line_that_makes_an_input_is_anybodys(line: str) -> None:
    """It stands in texts about anything; a solution or a check in which it stands, too, has not leaked."""
    assert _telling([line]) == {}


@pytest.mark.parametrize(
    "line",
    [
        "y = torch.tensor([0.5, 0.7310586, 0.2689414, 0.9820138])",
        "y = torch.randn(3, 4).softmax(0)",
        "return x + y * z - w",
        "z = torch.zeros(3, 4) + 784 * x",
        "tables = torch.randn(3, 4)",
        "return (y_true - y_pred).square().mean()",
    ],
)
def test_line_that_says_something_is_secret(line: str) -> None:
    """Values, formulas, operations, and names that somebody has given."""
    assert _telling([line]) == {line: 1}


@pytest.mark.parametrize("path", HIDDEN_CHECKS, ids=lambda path: path.stem)
def test_planted_test_is_found_in_a_visible_check(path: Path) -> None:
    """Each hidden test that says something, in the visible check of another exercise, among other lines."""
    text = path.read_text(encoding="utf-8")
    found = _shown_tests(path, {"autograder/checks/a/test_other.py": f"import torch\n{text}\nx = 1\n"})
    telling = [name for name, lines in _hidden_tests(path) if lines]
    assert found == [f"autograder/checks/a/test_other.py contains {name}" for name in telling] != []


def test_planted_file_is_found(tmp_path: Path) -> None:
    """A whole hidden check under another name, packed in an archive."""
    path = HIDDEN_CHECKS[0]
    with zipfile.ZipFile(tmp_path / "a.whl", "w") as archive:
        archive.write(path, "autograder/tables.py")
    assert len(_leaks(dict(_wheel_texts(tmp_path / "a.whl")))) >= len(SECRETS[path])
