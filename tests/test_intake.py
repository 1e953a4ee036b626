"""Every student who handed something in is found once, with one file or with the reason why there is none."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.submissions.belonging import require_own
from autograder.submissions.intake import Found, IntakeError, find_in_folder, find_submissions, shown
from autograder.submissions.submission import SubmissionError

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
        for found in find_submissions(submitted, assignment, NOWHERE, ("ps1", "ps2")).found
    }


def _skipped(submitted: Path) -> dict[str, str]:
    """Return what is named as not graded, with the reasons."""
    return {each.path: each.reason for each in find_submissions(submitted, "ps1", NOWHERE, ("ps1", "ps2")).skipped}


def _write(folder: Path, files: Mapping[str, tuple[str, int]]) -> Path:
    """Write files with a text each, so many seconds after a certain day."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (text, seconds) in files.items():
        (folder / name).write_text(text)
        os.utime(folder / name, (1.8e9 + seconds, 1.8e9 + seconds))
    return folder


def _only_found(submitted: Path) -> Found:
    (found,) = find_submissions(submitted, "ps1", NOWHERE).found
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
    assert [found.student for found in find_submissions(submitted, "ps1", NOWHERE).found] == ["S3", "s1", "s2"]


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
    errors = {found.student: found.error for found in find_submissions(submitted, "ps1", NOWHERE).found}
    assert errors.pop("s4") is None
    assert set(errors) == {"s1", "s2", "s3"}
    assert all("no .py or .ipynb file" in str(error) for error in errors.values())


@pytest.mark.parametrize("folder", ["PS1", "ps1_tensors", "homework"])
def test_folder_of_another_name_is_named(tmp_path: Path, folder: str) -> None:
    """Beside nbgrader's layout; the student is listed with the reason, and the folder is said to be left out."""
    submitted = _tree(tmp_path, "s1/ps1/ps1.py", f"s2/{folder}/ps1.py")
    _, second = find_submissions(submitted, "ps1", NOWHERE, ("ps1", "ps2")).found
    assert second.error == f"s2: no .py or .ipynb file, but {folder}; put ps1.py or .ipynb there"
    assert _skipped(submitted) == {f"s2/{folder}": "a folder that is not called ps1"}


def test_work_for_other_assignments_alone_is_skipped(tmp_path: Path) -> None:
    """It is no error, and it is said; a stray file of a neighbour changes nothing about it."""
    for stray in ((), ("s4/x.py",)):
        submitted = _tree(tmp_path, "s1/ps1/ps1.py", "s1/ps2/ps2.py", "s3/ps2/ps2.py", *stray)
        assert _files(submitted).keys() == {"s1", *(name.split("/")[0] for name in stray)}
        assert _skipped(submitted) == {"s3": "work for other assignments alone"}


def test_everything_that_lies_there_is_named(tmp_path: Path) -> None:
    """Whatever is neither graded nor an error; of many other files in a folder, the first and how many more."""
    many = [f"s3/{number:03}.txt" for number in range(15)]
    submitted = _tree(
        tmp_path, "s1/ps1/ps1.py", "s1/ps1/timestamp.txt", "s1/ps1/a.pdf", "s1/old.py", "s1/mine/ps1.py", "README.md",
        ".DS_Store", "s2.py", "s3/ps1.py", *many,
    )  # fmt: skip
    skipped = _skipped(submitted)
    assert {path: reason for path, reason in skipped.items() if not path.startswith("s3")} == {
        ".DS_Store": "hidden, or a cache",
        "README.md": "no .py or .ipynb file",
        "s1/ps1/a.pdf": "no .py or .ipynb file",
        "s1/old.py": "beside the folder ps1",
        "s1/mine": "a folder that is not called ps1",
    }
    assert skipped["s3"] == "5 more files and folders in it that are no submissions"
    assert len(skipped) == 5 + 11


# Which file


STUB = 'import torch\n\n\ndef f(x):\n    """Return x."""\n    # YOUR CODE HERE\n    raise NotImplementedError\n'
DONE = "import torch\n\n\ndef f(x):\n    return x\n"
BETTER = "import torch\n\n\ndef f(x):\n    return x.clone()\n"


def _notebook(code: str) -> str:
    return json.dumps({"cells": [{"cell_type": "code", "source": code}, {"cell_type": "markdown", "source": "Hi"}]})


@pytest.mark.parametrize(
    ("files", "taken"),
    [
        ({"ps1.py": (DONE, 0), "ps1-1.py": (BETTER, 60)}, "ps1-1.py"),
        ({"ps1.py": (DONE, 60), "ps1 (2).py": (BETTER, 0)}, "ps1.py"),
        ({"ps1.py": (STUB, 60), "ps1.ipynb": (_notebook(DONE), 0)}, "ps1.ipynb"),
        ({"ps1.py": (DONE, 0), "ps1.ipynb": (_notebook(STUB), 60)}, "ps1.py"),
        ({"ps1.py": (STUB.replace("Return x", "Give x back"), 60), "ps1.ipynb": (_notebook(DONE), 0)}, "ps1.ipynb"),
        ({"ps1.py": (DONE, 0), "ps1.ipynb": (_notebook("# %%\n" + DONE), 0)}, "ps1.ipynb"),
        ({"ps1.py": (STUB, 0), "my work (1).ipynb": (_notebook(DONE), 0)}, "my work (1).ipynb"),
        ({"ps1.py": (DONE, 0), "utils.py": (BETTER, 60)}, "ps1.py"),
        ({"a.py": (DONE, 0), "b.py": (BETTER, 60)}, "b.py"),
        ({"ps1.py": (DONE, 0), "ps1-1.py": ("", 60)}, "ps1.py"),
        ({"ps1.py": (STUB, 0), "ps1.ipynb": ("{", 0)}, "ps1.ipynb"),
        ({"ps1.py": (STUB, 0), "__init__.py": ("", 60)}, "ps1.py"),
    ],
    ids=[
        "resubmission", "resubmission that is older", "notebook solved", "program solved", "older stub", "paired",
        "another name", "helper", "other names", "empty resubmission", "broken notebook", "empty helper",
    ],
)  # fmt: skip
def test_the_newest_that_differs_from_what_was_handed_out(
    tmp_path: Path, files: Mapping[str, tuple[str, int]], taken: str
) -> None:
    """The assignment's name comes first; the report says which was taken, and why not the others; so does the list."""
    released = _write(tmp_path / "released", {"ps1.py": (STUB, 0), "ps1.ipynb": (_notebook(STUB), 0)})
    _write(tmp_path / "submitted" / "s1", files)
    intake = find_submissions(tmp_path / "submitted", "ps1", released)
    [found] = intake.found
    assert found.path is not None
    assert found.path.name == taken
    (other,) = files.keys() - {taken}
    [note] = found.notes
    assert note.startswith(f"{taken} is graded, of 2 files; not {other} (")
    [skipped] = intake.skipped
    assert (skipped.path, skipped.reason) == (
        f"s1/{other}", f"not the file that was chosen: {note.split(other)[1][2:-1]}"
    )  # fmt: skip
    assert find_in_folder("s1", tmp_path / "submitted" / "s1", "ps1", released) == found


def test_flat_files_of_one_student_are_chosen_among_likewise(tmp_path: Path) -> None:
    """Their names are the student's, so the newest."""
    submitted = _write(tmp_path / "submitted", {"s1.py": (DONE, 0), "s1.ipynb": (_notebook(BETTER), 60)})
    assert _files(submitted) == {"s1": "s1.ipynb"}


RUSSIAN_STUB = STUB.replace("Return x", "Возвращает x")


@pytest.mark.parametrize("folder", ["s1", "s1/ps1"])
@pytest.mark.parametrize(
    ("files", "taken"),
    [
        ({"ps1.py": (STUB, 60), "ru/ps1.py": (DONE, 0), "ru/ps1.ipynb": (_notebook(RUSSIAN_STUB), 60)}, "ru/ps1.py"),
        ({"ps1.ipynb": (_notebook(DONE), 0), "ru/ps1.ipynb": (_notebook(RUSSIAN_STUB), 60)}, "ps1.ipynb"),
        ({"ru/ps1.py": (RUSSIAN_STUB, 60), "ru/ps1.ipynb": (_notebook(DONE), 0)}, "ru/ps1.ipynb"),
        ({"ru/ps1.ipynb": (_notebook(DONE), 0)}, "ru/ps1.ipynb"),
        ({"ps1.py": (RUSSIAN_STUB, 60), "ps1.ipynb": (_notebook(DONE), 0)}, "ps1.ipynb"),
    ],
    ids=["solved in Russian", "solved in English", "the folder alone", "one file in it", "taken out of it"],
)
def test_folder_of_a_translation_may_come_along(
    tmp_path: Path, folder: str, files: Mapping[str, tuple[str, int]], taken: str
) -> None:
    """What is in it is a student's like the rest, named by its folder; as it was handed out, it is nobody's work."""
    released = _write(tmp_path / "released", {"ps1.py": (STUB, 0)})
    there = tmp_path / "submitted" / folder
    for name, content in files.items():
        _write((there / name).parent, {Path(name).name: content})
    intake = find_submissions(tmp_path / "submitted", "ps1", released)
    [found] = intake.found
    assert found.path == there / taken
    assert all(f"{taken.rsplit('/', 1)[-1]} is graded, of {len(files)} files" in note for note in found.notes)
    assert {each.path for each in intake.skipped} == {f"{folder}/{name}" for name in files if name != taken}


def test_note_names_files_by_their_folders(tmp_path: Path) -> None:
    """Two of one name could not be told apart; what else is in the folder is named, too."""
    files = {"ps1.py": (STUB, 0), "ru/ps1.py": (DONE, 0), "ru/a.pdf": ("", 0)}
    for name, content in files.items():
        _write((tmp_path / "submitted" / "s1" / name).parent, {Path(name).name: content})
    intake = find_submissions(tmp_path / "submitted", "ps1", _write(tmp_path / "released", {"ps1.py": (STUB, 0)}))
    assert intake.found[0].notes == ("ru/ps1.py is graded, of 2 files; not ps1.py (as it was handed out)",)
    assert {each.path: each.reason for each in intake.skipped} == {
        "s1/ru/a.pdf": "no .py or .ipynb file",
        "s1/ps1.py": "not the file that was chosen: as it was handed out",
    }


def test_link_to_a_folder_of_a_translation_is_not_followed(tmp_path: Path) -> None:
    """It could lead to a neighbour's."""
    submitted = _tree(tmp_path, "s1/ps1.py", "s2/ru/ps1.py")
    (submitted / "s1" / "ru").symlink_to("../s2/ru")
    assert _files(submitted) == {"s1": "s1/ps1.py", "s2": "s2/ru/ps1.py"}


def test_name_of_the_assignment_is_a_word(tmp_path: Path) -> None:
    """A file for ps10 is none for ps1."""
    _write(tmp_path / "submitted" / "s1", {"ps1.py": (DONE, 0), "ps10.py": (BETTER, 60)})
    assert _files(tmp_path / "submitted") == {"s1": "s1/ps1.py"}


def test_work_for_another_assignment_is_refused(tmp_path: Path) -> None:
    """One line for the file, instead of one for each check that finds nothing; names alone decide."""
    others = {"ps2": {"gradient_descent"}, "ps4": {"NeuralNet", "mse"}}

    def refused(text: str, name: str = "ps1.py") -> str:
        path = _write(tmp_path, {name: (text, 0)}) / name
        try:
            require_own(path, path.read_bytes(), "ps1", {"sigmoid"}, others)
        except SubmissionError as error:
            return str(error)
        return ""

    line = "defines gradient_descent of ps2, and nothing of ps1; hand in the file of ps1"
    assert refused("def gradient_descent(f): pass\n") == f"ps1.py: {line}"
    assert refused(_notebook("x = 1\ndef  gradient_descent(f): pass\ndef gradient_descent(f): pass"), "ps1.ipynb") == (
        f"ps1.ipynb: {line}"
    )
    assert "NeuralNet of ps4" in refused("x = torch.sigmoid(y)\nclass NeuralNet: pass\n")
    assert "NeuralNet of ps4" in refused("def mse(): pass\nclass NeuralNet: pass\n"), "the same name in every process"
    assert refused("sigmoid = lambda x: x\ndef mse(): pass\n") == ""
    assert refused("def sigmoid(x): pass\ndef gradient_descent(f): pass\n") == ""
    assert refused("# def gradient_descent(f)\nx = 1\n") == ""
    assert refused("x = 1\n") == ""


def test_file_with_another_name_is_refused(tmp_path: Path) -> None:
    """A hard link may be to somebody else's work, or to the solution."""
    submitted = _tree(tmp_path, "s1/ps1.py", "s2/")
    (submitted / "s2" / "ps1.py").hardlink_to(submitted / "s1" / "ps1.py")
    first, second = find_submissions(submitted, "ps1", NOWHERE).found
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
    """Equally new, as in an unpacked archive, and not the same: neither the alphabet decides, nor a millisecond."""
    submitted = tmp_path / "submitted"
    _write(submitted / "s1", {"ps1.py": (DONE, 0), "ps1.ipynb": (_notebook(BETTER), 0), "utils.py": (DONE, 60)})
    _write(submitted / "s2", {"a.py": (DONE, 0), "b.py": (BETTER, 0)})
    os.utime(submitted / "s2" / "b.py", (1.8e9 + 0.5, 1.8e9 + 0.5))
    _write(submitted / "s3", {f"{number}.py": (f"x = {number}", number) for number in range(21)})
    first, second, third = find_submissions(submitted, "ps1", NOWHERE).found
    why = "they were saved at the same time: leave one of them"
    assert first == Found("s1", None, f"2 candidates: ps1.ipynb, ps1.py; {why}")
    assert second == Found("s2", None, f"2 candidates: a.py, b.py; {why}")
    assert third == Found("s3", None, "21 candidates; leave one of them")


def test_file_and_folder_of_one_student_are_refused(tmp_path: Path) -> None:
    """A student is graded once."""
    found = _only_found(_tree(tmp_path, "s1.py", "s1/ps1.py"))
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
    first, second = find_submissions(submitted, "ps1", NOWHERE).found
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
    assert found.student == name
    assert found.shown.isprintable()
    assert "control characters" in str(found.error)


def test_names_that_print_alike_are_told_apart(tmp_path: Path) -> None:
    """By a few characters that depend on the name alone; a name that can be shown as it is stays as it is."""
    names = ["a\nb", "a\\nb", "é" * 99 + "x" * 20 + "1", "é" * 99 + "x" * 20 + "2"]
    found = find_submissions(_tree(tmp_path, *(f"{name}/ps1.py" for name in names)), "ps1", NOWHERE).found
    assert {each.student for each in found} == set(names)
    assert len({each.shown for each in found}) == 4
    assert shown("a\\nb") == "a\\nb"
    assert shown("a\nb").startswith("a\\nb~")


@pytest.mark.parametrize("closed", ["bob", "bob/ps1"])
def test_folder_that_may_not_be_read_is_its_students_alone(closed: str) -> None:
    """Whoever may not look into it: the others are graded, and its student is named."""
    with tempfile.TemporaryDirectory() as name:
        submitted = _tree(Path(name), "ann/ps1/ps1.py", "bob/ps1/ps1.py", "eve/ps1/ps1.py")
        (submitted / closed).chmod(0)
        Path(name).chmod(0o755)
        own = os.geteuid()
        os.seteuid(65534 if own == 0 else own)  # root may look into anything
        try:
            found = {each.student: each.error for each in find_submissions(submitted, "ps1", NOWHERE, ("ps1",)).found}
        finally:
            os.seteuid(own)
            (submitted / closed).chmod(0o755)
    assert (found["ann"], found["eve"]) == (None, None)
    assert "Permission denied" in (found["bob"] or "")
