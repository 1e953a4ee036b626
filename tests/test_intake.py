"""Every student who handed something in is found once, with one file or with the reason why there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.submissions.intake import Found, IntakeError, find_submissions

NOWHERE = Path("/nowhere")


def _tree(root: Path, *files: str) -> Path:
    """Make a folder with these files; a name that ends in "/" is an empty folder."""
    submitted = root / "submitted"
    submitted.mkdir(exist_ok=True)
    for name in files:
        path = submitted / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_text("x = 1\n")
    return submitted


def _files(submitted: Path, assignment: str = "ps1") -> dict[str, str | None]:
    """Return each student's file, relative to the folder, or None where there is an error."""
    return {
        found.student: None if found.path is None else found.path.relative_to(submitted).as_posix()
        for found in find_submissions(submitted, assignment, NOWHERE)
    }


def _only_found(submitted: Path) -> Found:
    (found,) = find_submissions(submitted, "ps1", NOWHERE)
    assert found.error is None or found.error.isprintable()
    return found


# Layouts


def test_nbgrader_layout(tmp_path: Path) -> None:
    """The file of this assignment is taken; whoever handed in another assignment alone is not listed."""
    submitted = _tree(
        tmp_path,
        "s2/ps1/ps1.ipynb",
        "s2/ps1/timestamp.txt",
        "s1/ps1/work.py",
        "s1/ps2/ps2.py",
        "s3/ps2/ps2.py",
    )
    assert _files(submitted) == {"s1": "s1/ps1/work.py", "s2": "s2/ps1/ps1.ipynb"}
    assert _files(submitted, "ps2") == {"s1": "s1/ps2/ps2.py", "s3": "s3/ps2/ps2.py"}


def test_flat_layout(tmp_path: Path) -> None:
    """A file is its student's; other files are nobody's."""
    submitted = _tree(tmp_path, "s2.py", "s1.ipynb", "S3.PY", "README.md", "grades.csv")
    assert _files(submitted) == {"S3": "S3.PY", "s1": "s1.ipynb", "s2": "s2.py"}
    assert [found.student for found in find_submissions(submitted, "ps1", NOWHERE)] == ["S3", "s1", "s2"]


def test_folder_per_student(tmp_path: Path) -> None:
    """The file named after the assignment is preferred to the others, else a single one is taken."""
    submitted = _tree(tmp_path, "s1/ps1.py", "s1/utils.py", "s1/draft.ipynb", "s2/Homework 1 (2).ipynb", "s2/a.pdf")
    assert _files(submitted) == {"s1": "s1/ps1.py", "s2": "s2/Homework 1 (2).ipynb"}


def test_layouts_may_be_mixed(tmp_path: Path) -> None:
    """The folder of the assignment is preferred to what lies beside it."""
    submitted = _tree(tmp_path, "s1/ps1/ps1.py", "s1/old.py", "s2.py", "s3/x.ipynb")
    assert _files(submitted) == {"s1": "s1/ps1/ps1.py", "s2": "s2.py", "s3": "s3/x.ipynb"}


def test_names_are_taken_verbatim(tmp_path: Path) -> None:
    """Cyrillic letters, spaces, dots, quotes and formulas are names like others."""
    names = ["Иван Петров", "o'brien; rm -rf", "=1+1", "a.b.c", "%2e%2e"]
    submitted = _tree(tmp_path, *(f"{name}/ps1.py" for name in names), "Анна Ким.py", "v1.2.py")
    assert set(_files(submitted)) == {*names, "Анна Ким", "v1.2"}


def test_hidden_entries_and_caches_are_nobodys(tmp_path: Path) -> None:
    """Jupyter, Python and macOS leave things behind, in each folder."""
    submitted = _tree(
        tmp_path,
        ".ipynb_checkpoints/s1-checkpoint.ipynb",
        "__pycache__/s1.py",
        "__MACOSX/s1.py",
        ".DS_Store",
        "s1/.ipynb_checkpoints/ps1-checkpoint.ipynb",
        "s1/__pycache__/ps1.py",
        "s1/._ps1.py",
        "s1/ps1.py",
    )
    assert _files(submitted) == {"s1": "s1/ps1.py"}


# Who is listed


def test_unpacked_zip_with_a_folder_of_its_own_is_listed(tmp_path: Path) -> None:
    """Where others have loose files, a folder in a student's folder says nothing about other assignments."""
    submitted = _tree(tmp_path, "s1/ps1.py", "s2/homework/ps1.py", "s3/ps1/ps1.py")
    assert _files(submitted) == {"s1": "s1/ps1.py", "s2": None, "s3": "s3/ps1/ps1.py"}


def test_student_with_nothing_usable_is_listed(tmp_path: Path) -> None:
    """An empty folder, or one with other files alone, is an error of that student, not silence."""
    submitted = _tree(tmp_path, "s1/ps1/", "s2/", "s3/report.pdf", "s4/ps1/ps1.py")
    errors = {found.student: found.error for found in find_submissions(submitted, "ps1", NOWHERE)}
    assert errors.pop("s4") is None
    assert set(errors) == {"s1", "s2", "s3"}
    assert all("no .py or .ipynb file" in str(error) for error in errors.values())


def test_of_both_files_the_one_that_was_worked_on_is_taken(tmp_path: Path) -> None:
    """Students hand in the whole folder; the other file is what they have got. Two that were worked on are too many."""
    released = tmp_path / "released"
    released.mkdir()
    (released / "ps1.py").write_text("def f():\n    raise NotImplementedError\n")
    notebook = '{"cells": [{"cell_type": "code", "metadata": {"nbgrader": %s}, "source": "%s"}]}'
    (released / "ps1.ipynb").write_text(notebook % ("{}", "x = 0"))
    submitted = _tree(tmp_path, "py/ps1.py", "nb/ps1.py", "none/ps1.py", "both/ps1.py", "broken/ps1.py")
    for student, source in {"py": "x = 0\\n", "nb": "x = 2", "none": "x = 0", "both": "x = 2"}.items():
        (submitted / student / "ps1.ipynb").write_text(notebook % ('{"solution": true}', source))
    (submitted / "broken" / "ps1.ipynb").write_text("{")
    for student in ("nb", "none", "broken"):
        (submitted / student / "ps1.py").write_text("# mine\n" + (released / "ps1.py").read_text() + "\n")
    files = {found.student: found.path and found.path.name for found in find_submissions(submitted, "ps1", released)}
    both = files.pop("both")
    assert both is None
    assert files == {"py": "ps1.py", "nb": "ps1.ipynb", "none": "ps1.ipynb", "broken": "ps1.ipynb"}


def test_the_file_with_more_in_it_is_taken(tmp_path: Path) -> None:
    """What was released need not be known: a stub says itself that nothing was done in it."""
    stub = (
        'def {}(x):\n    """Return x.\n\n    More."""\n    # YOUR CODE HERE\n    raise NotImplementedError("replace")\n'
    )
    done = "def {}(\n    x: int,\n) -> int:  # mine\n    return x\n"
    submitted = _tree(tmp_path, "more/ps1.py", "same/ps1.py", "other/ps1.py", "one_line/ps1.py", "renamed/ps1.py")
    for student, *both in (
        ("more", [stub, done], [done, done]),
        ("same", [done, stub], [done, stub]),
        ("other", [done, stub], [stub, done]),
        ("one_line", ["def {}(x): return x\n", stub], [stub, stub]),
        ("renamed", [stub, stub], [done, stub]),
    ):
        texts = ["\n\n".join(text.format(name) for text, name in zip(file, "fg", strict=True)) for file in both]
        (submitted / student / "ps1.py").write_text("import torch\n\n" + texts[0])
        name = "my work (1).ipynb" if student == "renamed" else "ps1.ipynb"
        cells = [{"cell_type": "code", "source": "import torch"}, {"cell_type": "code", "source": texts[1]}]
        (submitted / student / name).write_text(json.dumps({"cells": cells}))
    files = {found.student: found.path and found.path.name for found in find_submissions(submitted, "ps1", NOWHERE)}
    assert files == {
        "more": "ps1.ipynb", "same": "ps1.ipynb", "other": None, "one_line": "ps1.py", "renamed": "my work (1).ipynb"
    }  # fmt: skip


def test_file_with_another_name_is_refused(tmp_path: Path) -> None:
    """A hard link may be to somebody else's work, or to the solution."""
    submitted = _tree(tmp_path, "s1/ps1.py", "s2/")
    (submitted / "s2" / "ps1.py").hardlink_to(submitted / "s1" / "ps1.py")
    first, second = find_submissions(submitted, "ps1", NOWHERE)
    assert first.error == second.error == "ps1.py: is a hard link to a file elsewhere; put a copy of its own there"


def test_wrong_assignment_is_refused(tmp_path: Path) -> None:
    """Where everybody has folders of other names alone, the name is wrong, not the class."""
    submitted = _tree(tmp_path, "s1/ps1/ps1.py", "s2/ps1/ps1.py")
    with pytest.raises(IntakeError, match="nobody has a folder ps9"):
        find_submissions(submitted, "ps9", NOWHERE)


def test_missing_or_empty_folder_is_refused(tmp_path: Path) -> None:
    """Each in one line with a remedy."""
    with pytest.raises(IntakeError, match="is no folder"):
        find_submissions(tmp_path / "nowhere", "ps1", NOWHERE)
    with pytest.raises(IntakeError, match="is no folder"):
        find_submissions(Path(__file__), "ps1", NOWHERE)
    with pytest.raises(IntakeError, match="holds no submissions"):
        find_submissions(_tree(tmp_path, "README.md", ".hidden/ps1.py"), "ps1", NOWHERE)


# Whose entry is refused


def test_two_candidates_are_refused_by_name(tmp_path: Path) -> None:
    """Neither the order of the alphabet nor the date decides what a student meant."""
    submitted = _tree(tmp_path, "s1/ps1.py", "s1/ps1.ipynb", "s1/utils.py", "s2/a.py", "s2/b.py", "s3/ps1.py")
    (submitted / "s1" / "ps1.ipynb").write_text('{"cells": [{"cell_type": "code", "source": "x = 2"}]}')
    first, second, third = find_submissions(submitted, "ps1", NOWHERE)
    assert first == Found("s1", None, "2 candidates: ps1.ipynb, ps1.py; leave one of them")
    assert second == Found("s2", None, "2 candidates: a.py, b.py; leave one of them")
    assert third.error is None


@pytest.mark.parametrize("files", [("s1.py", "s1.ipynb"), ("s1.py", "s1/ps1.py")])
def test_two_entries_of_one_student_are_refused(tmp_path: Path, files: tuple[str, ...]) -> None:
    """A student is graded once."""
    found = _only_found(_tree(tmp_path, *files))
    assert found.student == "s1"
    assert "2 candidates" in str(found.error)


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("s1.py", "../secret/ps1.py"),
        ("s1.ipynb", "nowhere"),
        ("s1", "../secret"),
        ("s1", "nowhere"),
        ("s1/ps1", "../../secret"),
        ("s1/ps1.py", "../../secret/ps1.py"),
        ("s1/ps1/ps1.py", "../../../secret/ps1.py"),
        ("s1/other.ipynb", "nowhere"),
        ("s1/ps1.py", "../s2/ps1.py"),
    ],
)
def test_symbolic_links_are_refused(tmp_path: Path, link: str, target: str) -> None:
    """Whether they lead out, to a neighbour or nowhere; nobody else is affected."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "ps1.py").write_text("SECRET = 1\n")
    submitted = _tree(tmp_path, "s2/ps1.py")
    (submitted / link).parent.mkdir(parents=True, exist_ok=True)
    (submitted / link).symlink_to(target)
    first, second = find_submissions(submitted, "ps1", NOWHERE)
    assert (first.student, first.path) == ("s1", None)
    assert "broken symbolic link" in str(first.error) or "is a symbolic link" in str(first.error)
    assert ("broken" in str(first.error)) == (target == "nowhere")
    assert second == Found("s2", submitted / "s2" / "ps1.py", None)


def test_link_to_what_is_no_submission_is_ignored(tmp_path: Path) -> None:
    """A link to a data set in the student's folder is like any other file there."""
    submitted = _tree(tmp_path, "s1/ps1.py")
    (submitted / "s1" / "data").symlink_to("/")
    (submitted / "notes.txt").symlink_to(__file__)
    assert _files(submitted) == {"s1": "s1/ps1.py"}


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31mb", "a\u202eb", "a\u2028b", "a\udcffb", "\ta"])
def test_names_with_control_characters_are_refused_printably(tmp_path: Path, name: str) -> None:
    """Such a name could forge a line of the report; the entry says so under an escaped name."""
    found = _only_found(_tree(tmp_path, f"{name}/ps1.py"))
    assert found.path is None
    assert found.student.isprintable()
    assert "control characters" in str(found.error)
