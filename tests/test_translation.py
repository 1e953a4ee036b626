"""One source, two languages: what is built in each, and what an author is told of a source that is half translated."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.building import BuildError, build, new_exercise, stale
from autograder.course.building.source import find_regions, make_stub
from autograder.course.building.translation import translations
from autograder.course.languages import ENGLISH, LANGUAGES, TRANSLATIONS
from autograder.course.misconception import read_misconceptions
from autograder.submissions.choice import Released
from tests.test_build import write

ROOT = Path(__file__).parents[1]

ENGLISH_SOURCE = '''\
# %% [markdown]
# # Doubling
#
# Twice a number, `lang="ru"` or not.

# %%
"""A tiny assignment."""

import math

# %% [markdown]
# ## Two ways


# %%
class Doubler:
    """Doubles what it is called with."""

    def __call__(self, x: float) -> float:
        """Return twice x.

        x: any number.
        """
        # Both ways will do.
        ### BEGIN SOLUTION
        def twice(y):
            """Return twice y."""
            return math.fsum([y, y, 0 * y])

        return twice(x)
        ### END SOLUTION
'''
SOURCE = '''\
# %% [markdown]
# # Doubling
#
# Twice a number, `lang="ru"` or not.

# %% [markdown] lang="ru"
# # Удвоение
#
# Дважды число.

# %%
"""A tiny assignment."""
### DOCSTRING ru
# Крошечное задание.

import math

# %% [markdown]
# ## Two ways

# %% [markdown] lang="ru"
# ## Два способа


# %%
class Doubler:
    """Doubles what it is called with."""

    ### DOCSTRING ru
    # Удваивает то, с чем вызван.

    def __call__(self, x: float) -> float:
        """Return twice x.

        x: any number.
        """
        ### DOCSTRING ru
        # Возвращает удвоенный x, \\frac{x}{2} \\cdot 4.
        #
        # x: любое число:
        #     "целое" или нет.

        # Both ways will do.
        ### BEGIN SOLUTION
        def twice(y):
            """Return twice y."""
            return math.fsum([y, y, 0 * y])

        return twice(x)
        ### END SOLUTION
'''
RUSSIAN_STUB = '''\
# %% [markdown]
# # Удвоение
#
# Дважды число.

# %%
"""Крошечное задание."""

import math

# %% [markdown]
# ## Два способа


# %%
class Doubler:
    """Удваивает то, с чем вызван."""

    def __call__(self, x: float) -> float:
        r"""Возвращает удвоенный x, \\frac{x}{2} \\cdot 4.

        x: любое число:
            "целое" или нет.
        """

        # Both ways will do.
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")
'''
FILES = {ENGLISH: "assignments/ps1/ps1", "ru": "assignments/ps1/ru/ps1"}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a course folder with one assignment in two languages, built."""
    write(tmp_path, "solutions/ps1/ps1.py", SOURCE)
    write(tmp_path, "autograder/checks/ps1/test_Doubler.py", "def test_known_value(student):\n    pass\n")
    build(tmp_path)
    return tmp_path


def line_of(text: str, part: str) -> int:
    """Return the number of the line on which a part of a text begins."""
    return text[: text.index(part)].count("\n") + 1


def cells(root: Path, language: str) -> list[dict[str, object]]:
    """Return the cells of a notebook that was built."""
    found: list[dict[str, object]] = json.loads((root / f"{FILES[language]}.ipynb").read_text("utf-8"))["cells"]
    return found


def without_docstrings(text: str) -> str:
    """Return the code of a text, as a dump of its syntax tree."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return ast.dump(tree)


def docstrings(text: str) -> dict[str, str]:
    """Return the docstrings in a text, by the names of what they are of, and of what is around that."""
    found: dict[str, str] = {}

    def look(node: ast.AST, name: str) -> None:
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            if ast.get_docstring(node) is not None:
                found[name] = ast.get_docstring(node) or ""
            for child in node.body:
                look(child, f"{name}.{getattr(child, 'name', '')}".strip("."))

    look(ast.parse(text), "")
    return found


# What is built


def test_english_is_what_it_would_be_without_translations(
    course: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """To the byte, but for the line that an author leaves blank between a translation and a comment of the stub."""
    other = tmp_path_factory.mktemp("other")
    write(other, "solutions/ps1/ps1.py", ENGLISH_SOURCE.replace('"""\n        # Both', '"""\n\n        # Both'))
    assert build(other) == [other / f"{FILES[ENGLISH]}{suffix}" for suffix in (".py", ".ipynb")]
    for suffix in (".py", ".ipynb"):
        name = f"{FILES[ENGLISH]}{suffix}"
        assert (course / name).read_text(encoding="utf-8") == (other / name).read_text(encoding="utf-8")


def test_stub_of_a_translation(course: Path) -> None:
    """Cells and docstrings are Russian, real docstrings, with what LaTeX is full of; the code is as it was."""
    stub = (course / f"{FILES['ru']}.py").read_text(encoding="utf-8")
    assert stub == RUSSIAN_STUB.replace("\\\\", "\\")
    said = ast.get_docstring(ast.parse(stub).body[-1].body[1])  # type: ignore[arg-type, attr-defined]
    assert said == 'Возвращает удвоенный x, \\frac{x}{2} \\cdot 4.\n\nx: любое число:\n    "целое" или нет.'


def test_notebook_says_its_language(course: Path) -> None:
    """In the metadata of each markdown cell; code is of no language."""
    for language in LANGUAGES:
        metadata = [(cell["cell_type"], cell["metadata"]) for cell in cells(course, language)]
        text, code = ("markdown", {"lang": language}), ("code", {})
        assert metadata == [text, code, text, code]
    assert [cell["source"] for cell in cells(course, "ru") if cell["cell_type"] == "markdown"] == [
        ["# Удвоение\n", "\n", "Дважды число."],
        ["## Два способа"],
    ]


@pytest.mark.parametrize(
    ("visible", "hidden", "said"),
    [
        (1, 0, "1 балл"),
        (0.5, 0, "0.5 балла"),
        (2, 0, "2 балла"),
        (5, 0, "5 баллов"),
        (11, 0, "11 баллов"),
        (21, 0, "21 балл"),
        (13, 0, "13 баллов"),
        (22, 0, "22 балла"),
        (111, 0, "111 баллов"),
        (5.25, 0, "5.25 балла"),
        (1.5, 0.5, "2 балла: 1.5 за проверки, которые у вас есть, 0.5 за проверки после сдачи"),
    ],
)
def test_points_are_said_in_the_language(course: Path, visible: float, hidden: float, said: str) -> None:
    """With the noun in the form that the number wants."""
    for folder, points in (("autograder/checks/ps1", visible), ("solutions/ps1", hidden)):
        write(
            course, f"{folder}/test_Doubler.py", f"@check(points={points})\ndef test_{folder[0]}(student):\n    pass\n"
        )
    build(course)
    assert f"# {said}\nclass Doubler:" in (course / f"{FILES['ru']}.py").read_text(encoding="utf-8")


def test_one_language_may_be_built_alone(course: Path) -> None:
    """What is there in another is left as it is, stale or not."""
    write(course, "solutions/ps1/ps1.py", SOURCE.replace("math", "cmath"))
    assert build(course, ["ru"]) == [course / f"{FILES['ru']}{suffix}" for suffix in (".py", ".ipynb")]
    assert len(stale(course)) == 2
    write(course, "solutions/ps1/ps1.py", ENGLISH_SOURCE)
    with pytest.raises(BuildError) as raised:
        build(course, ["ru"])
    assert str(raised.value) == f"{course / 'solutions'}: nothing is there in ru; translate a source first."


def test_command_builds_and_checks(course: Path) -> None:
    """`autograder build` takes the language of one; the check is of all."""
    (course / f"{FILES['ru']}.py").unlink()
    (course / f"{FILES[ENGLISH]}.py").unlink()

    def autograder(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "autograder.commands.main", "build", *options]
        return subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)

    assert autograder("--lang", "ru").stdout.splitlines()[0] == f"wrote {FILES['ru']}.py"
    checked = autograder("--check")
    assert (checked.returncode, checked.stderr) == (1, f"{FILES[ENGLISH]}.py: missing; run autograder build.\n")
    assert "leave out --lang" in autograder("--check", "--lang", "ru").stderr
    assert autograder().stdout == f"wrote {FILES[ENGLISH]}.py\n"


# What the check complains about


def test_a_fresh_course_has_no_complaints(course: Path) -> None:
    """The folder of a language is neither a stray nor an assignment."""
    assert stale(course) == []


def test_a_changed_translation_makes_its_files_stale(course: Path) -> None:
    """English is as it was, and nobody is accused of editing."""
    write(course, "solutions/ps1/ps1.py", SOURCE.replace("Крошечное", "Маленькое"))
    stub, notebook = stale(course)
    remedy = "stale, solutions/ps1/ps1.py has changed since; run autograder build."
    assert stub == f"{FILES['ru']}.py:7: {remedy}"
    assert notebook.startswith(f"{FILES['ru']}.ipynb:")


def test_an_edited_translation_is_found(course: Path) -> None:
    """In the one file that was edited."""
    write(course, f"{FILES['ru']}.py", "# mine\n")
    [message] = stale(course)
    assert message.startswith(f"{FILES['ru']}.py:1: edited by hand; make changes in solutions/ps1/ps1.py")


def test_files_of_a_translation_that_is_gone_are_strays(course: Path) -> None:
    """But not while the source cannot be read: then nobody knows."""
    write(course, "solutions/ps1/ps1.py", ENGLISH_SOURCE)
    build(course)
    assert [message for message in stale(course) if "a stray file" not in message] == []
    assert len(stale(course)) == 2
    write(course, "solutions/ps1/ps1.py", SOURCE.replace("### END", "### THE END"))
    [fault] = stale(course)
    assert "this is no marker" in fault


def test_a_leak_into_a_translation_is_found(course: Path) -> None:
    """The line of the solution is named where it stands in the source."""
    secret = "return math.fsum([y, y, 0 * y])"
    write(course, "solutions/ps1/ps1.py", SOURCE.replace("Дважды число.", f"Это `{secret}`."))
    build(course)
    line = line_of(SOURCE, secret)
    notebook, stub = stale(course)
    assert stub.startswith(f"{FILES['ru']}.py:4: contains the solution line solutions/ps1/ps1.py:{line};")
    assert notebook.startswith(f"{FILES['ru']}.ipynb:")


CELL = '# %% [markdown] lang="ru"'
DOCSTRING = "### DOCSTRING ru"


@pytest.mark.parametrize(
    ("old", "new", "at", "fault"),
    [
        pytest.param(
            f"{CELL}\n# ## Два способа\n",
            "",
            "# %% [markdown]\n# ## Two ways",
            f"is not there in ru; write it below, under {CELL}.",
            id="a cell without a translation",
        ),
        pytest.param(
            "# %%\nclass",
            f"{CELL}\n# Ещё\n\n# %%\nclass",
            f"{CELL}\n# Ещё",
            "the English cell has one in ru already; remove one of the two.",
            id="two cells for one",
        ),
        pytest.param(
            "# # Doubling",
            f"# # Doubling\n# %%\npass\n{CELL}\n# Ещё",
            f"{CELL}\n# Ещё",
            "follows no English cell; put it directly below the one that it translates.",
            id="a cell behind code",
        ),
        pytest.param(
            "# %% [markdown]\n# # Doubling",
            "# # Doubling",
            CELL,
            "follows no English cell; put it directly below the one that it translates.",
            id="a cell at the beginning",
        ),
        pytest.param(
            CELL,
            '# %% [markdown] lang="tlh"',
            '# %% [markdown] lang="tlh"',
            "tlh is no language of translations; take ru.",
            id="a cell in an unknown language",
        ),
        pytest.param(
            CELL,
            "# %% [markdown] lang=ru",
            "# %% [markdown] lang=ru",
            f"begins no cell in another language; write {CELL}.",
            id="a misspelt cell",
        ),
        pytest.param(
            "# %%\nclass",
            '# %% lang="ru"\nclass',
            '# %% lang="ru"\nclass',
            f"begins no cell in another language; write {CELL}.",
            id="code in a language",
        ),
        pytest.param(
            f"{DOCSTRING}\n# Крошечное задание.\n",
            "",
            '"""A tiny assignment."""',
            f"is not there in ru; write it below, under {DOCSTRING}.",
            id="a docstring without a translation",
        ),
        pytest.param(
            "# Крошечное задание.",
            f"# Крошечное задание.\n{DOCSTRING}\n# Ещё.",
            f"{DOCSTRING}\n# Ещё.",
            "the docstring has one in ru already; remove one of the two.",
            id="two docstrings for one",
        ),
        pytest.param(
            "import math",
            f"import math\n{DOCSTRING}\n# Ещё.",
            f"{DOCSTRING}\n# Ещё.",
            "DOCSTRING below no docstring that students see; move or remove it.",
            id="a docstring below code",
        ),
        pytest.param(
            '"""Return twice y."""',
            f'"""Return twice y."""\n            {DOCSTRING}\n            # Ещё.',
            f"            {DOCSTRING}\n            # Ещё.",
            "DOCSTRING below no docstring that students see; move or remove it.",
            id="a docstring in a solution",
        ),
        pytest.param(
            f"    {DOCSTRING}\n    # Удваивает",
            f"{DOCSTRING}\n# Удваивает",
            f"{DOCSTRING}\n# Удваивает",
            "indent DOCSTRING as the docstring that it translates.",
            id="a docstring without its indent",
        ),
        pytest.param(
            "# Крошечное задание.\n",
            "",
            f"{DOCSTRING}\n\nimport math",
            "no lines below DOCSTRING; write them as comments, or remove it.",
            id="an empty docstring",
        ),
        pytest.param(
            DOCSTRING,
            "### DOCSTRING tlh",
            "### DOCSTRING tlh",
            "tlh is no language of translations; take ru.",
            id="a docstring in an unknown language",
        ),
        pytest.param(
            DOCSTRING,
            "# Docstring: ru",
            "# Docstring: ru",
            f"marks no docstring; write {DOCSTRING} on a line of its own.",
            id="a misspelt docstring",
        ),
        *(
            pytest.param(
                "# Крошечное задание.",
                f"# {text}",
                f"{DOCSTRING}\n# {text}",
                'makes no docstring; leave out """, and end it with neither " nor a backslash.',
                id=f"a docstring that cannot be quoted: {text}",
            )
            for text in ('Это """задание""".', 'Это "задание"', "Это задание\\")
        ),
    ],
)
def test_a_half_translated_source_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, at: str, fault: str
) -> None:
    """Build and check say where, what and the remedy; nothing is written."""
    source = SOURCE.replace(old, new, 1)
    write(tmp_path, "solutions/ps1/ps1.py", source)
    with pytest.raises(BuildError) as raised:
        build(tmp_path)
    assert str(raised.value) == f"solutions/ps1/ps1.py:{line_of(source, at)}: {fault}"
    assert not (tmp_path / "assignments").exists()
    assert str(raised.value) in stale(tmp_path)


def test_a_translated_source_that_is_no_python_is_found(tmp_path: Path) -> None:
    """Its docstrings cannot be told from other text."""
    write(tmp_path, "solutions/ps1/ps1.py", SOURCE.replace("import math", "import math as"))
    line = line_of(SOURCE, "import math")
    with pytest.raises(BuildError, match=rf"^solutions/ps1/ps1\.py:{line}: .*; mend it\.$"):
        build(tmp_path)


# Who else reads the source


def test_misconceptions_do_not_see_translations(course: Path) -> None:
    """What is replaced stands once in the code, whatever comments say of it."""
    source = SOURCE.replace("Возвращает удвоенный x", "Возвращает math.fsum([y, y, 0 * y])")
    path = write(course, "solutions/ps1/ps1.py", source)
    text = 'misconception("Doubler", name="once", replace={"[y, y, 0 * y]": "[y]"}, hint="Twice.")\n'
    write(course, "solutions/ps1/misconceptions.py", text)
    [once] = read_misconceptions(path)
    assert "math.fsum([y])" in once.source


def test_untouched_stubs_are_told_in_any_language(course: Path) -> None:
    """What was handed out is known by its code, and that is the same."""
    released = Released(course / "assignments" / "ps1")
    assert released.codes == Released(course / "assignments" / "ps1" / "ru").codes
    assert len(released.codes) == 1


@pytest.mark.parametrize("source", [ENGLISH_SOURCE, SOURCE], ids=["English", "translated"])
def test_a_new_exercise_is_in_the_languages_of_its_assignment(course: Path, source: str) -> None:
    """So that it can be built as it is."""
    path = write(course, "solutions/ps1/ps1.py", source)
    languages = list(translations(source, "ps1.py"))
    new_exercise(course, "ps1", "triple")
    versions = translations(path.read_text(encoding="utf-8"), "ps1.py")
    assert list(versions) == languages
    assert [docstrings(text)["triple"].split(",")[0] for text in versions.values()] == [
        "Return twice x", "Возвращает удвоенный x",
    ][: len(languages)]  # fmt: skip


# The course itself


@pytest.mark.parametrize("path", sorted(ROOT.glob("solutions/*/ps*.py")), ids=lambda path: path.stem)
def test_the_course_is_there_in_every_language(path: Path) -> None:
    """The code is the same, and each docstring that students see is another."""
    versions = translations(path.read_text(encoding="utf-8"), path.name)
    assert list(versions) == [*LANGUAGES]
    stubs = {name: make_stub(text, find_regions(text, path.name)) for name, text in versions.items()}
    english = docstrings(stubs[ENGLISH])
    for language in TRANSLATIONS:
        assert without_docstrings(stubs[language]) == without_docstrings(stubs[ENGLISH])
        translated = docstrings(stubs[language])
        assert translated.keys() == english.keys()
        assert [name for name, text in translated.items() if text == english[name]] == []
