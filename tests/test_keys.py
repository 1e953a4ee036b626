"""Keys: what a verdict depends on changes them, and nothing else does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from autograder.batch import keys as keys_module
from autograder.batch.keys import Keys, distributions, versions
from autograder.course.assignments import Assignment, find_course
from autograder.sandbox.limits import Limits
from tests.points import points_of

EXERCISES = set(points_of("ps1_tensors"))


@pytest.fixture
def assignment(tmp_path: Path) -> Assignment:
    """A copy of the first assignment, to be changed."""
    real = find_course(Path(__file__).parents[1]).assignment("ps1_tensors", with_solution=True)
    assert real.solution is not None
    shutil.copytree(real.visible, tmp_path / "checks")
    shutil.copytree(real.solution.parent, tmp_path / "solutions")
    return Assignment(real.name, tmp_path / "checks", tmp_path / "solutions" / real.solution.name)


def _keys(assignment: Assignment, file: str = "a.py", content: str = "0", **conditions: str | Limits) -> dict[str, str]:
    level, device, limits = (conditions.get(name) for name in ("level", "device", "limits"))
    assert limits is None or isinstance(limits, Limits)
    return Keys(assignment, str(level or "full"), str(device or "cpu"), limits or Limits()).of(file, content)


def _changed(assignment: Assignment, change: Callable[[Assignment], object]) -> set[str]:
    """Return the exercises whose keys a change of the files changes."""
    before = _keys(assignment)
    change(assignment)
    after = _keys(assignment)
    assert before.keys() == after.keys()
    return {name for name in before if before[name] != after[name]}


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_name_that_is_no_text_has_a_key(assignment: Assignment) -> None:
    """Whoever unpacks a zip of another encoding gets such names; one of them must not end the batch."""
    assert _keys(assignment, file="\udcff.py") != _keys(assignment, file="\udcfe.py")


def test_same_is_same(assignment: Assignment) -> None:
    """Nothing has changed, so nothing is graded again; every exercise has a key of its own."""
    assert _changed(assignment, lambda assignment: None) == set()
    assert set(_keys(assignment)) == EXERCISES
    assert len(set(_keys(assignment).values())) == len(EXERCISES)


def test_order_is_that_of_the_report(assignment: Assignment) -> None:
    """As the solution defines them."""
    assert list(_keys(assignment)) == list(points_of("ps1_tensors"))


@pytest.mark.parametrize("folder", ["checks", "solutions"])
def test_check_belongs_to_its_exercise(assignment: Assignment, tmp_path: Path, folder: str) -> None:
    """A one-line fix in one exercise's checks regrades that exercise only."""
    path = tmp_path / folder / "test_mse.py"
    assert _changed(assignment, lambda _: _replace(path, "import torch\n", "import torch\n\nN = 3\n")) == {"mse"}


def test_reference_of_an_exercise_belongs_to_it(assignment: Assignment) -> None:
    """Its body and its docstring; what checks of other exercises compare with is elsewhere."""
    assert assignment.solution is not None
    path = assignment.solution
    assert _changed(assignment, lambda _: _replace(path, "0.5 * torch.tanh", "(1 / 2) * torch.tanh")) == {"sigmoid"}


def test_comment_of_the_solution_is_no_change(assignment: Assignment) -> None:
    """Nor is the course text in it."""
    assert assignment.solution is not None
    path = assignment.solution
    assert (
        _changed(assignment, lambda _: path.write_text(path.read_text() + "\n# %% [markdown]\n# The end.\n")) == set()
    )


def test_reference_that_another_exercise_names_belongs_to_both(assignment: Assignment, tmp_path: Path) -> None:
    """Be it in its checks or in its own reference."""
    assert assignment.solution is not None
    path = assignment.solution
    _replace(tmp_path / "solutions" / "test_mse.py", "import torch\n", "import torch\n\n# uses reference.sigmoid\n")
    assert _changed(assignment, lambda _: _replace(path, "0.5 * torch.tanh", "(1 / 2) * torch.tanh")) == {
        "sigmoid",
        "mse",
    }


def test_shared_code_of_the_solution_belongs_to_all(assignment: Assignment) -> None:
    """A constant, an import, a helper."""
    assert assignment.solution is not None
    path = assignment.solution
    assert _changed(assignment, lambda _: path.write_text("N = 3\n" + path.read_text())) == EXERCISES


def test_helper_beside_the_checks_belongs_to_all(assignment: Assignment, tmp_path: Path) -> None:
    """Any of them may import it."""
    assert _changed(assignment, lambda _: (tmp_path / "solutions" / "helper.py").write_text("")) == EXERCISES


def test_misconception_belongs_to_its_exercise(assignment: Assignment) -> None:
    """Its hint is part of the report."""
    path = assignment.misconceptions
    assert path is not None
    old = "You have the sum of the squares"
    assert _changed(assignment, lambda _: _replace(path, old, "Look: " + old)) == {"mse"}


def test_what_a_misconception_fails_belongs_to_its_exercise(assignment: Assignment) -> None:
    """By it a misconception is recognised, and named in the report."""
    path = assignment.fails
    assert path is not None
    old = '"sum_instead_of_mean": ['
    assert _changed(assignment, lambda _: _replace(path, old, old + '"test_more", ')) == {"mse"}


@pytest.mark.parametrize(
    "other",
    [
        {"file": "b.py"},
        {"content": "1"},
        {"level": "none"},
        {"device": "cuda"},
        {"limits": replace(Limits(), memory_mib=100)},
    ],
    ids=str,
)
def test_conditions_belong_to_all(assignment: Assignment, other: dict[str, str]) -> None:
    """Name and content of the submission, level, device and limits."""
    before, after = _keys(assignment), _keys(assignment, **other)
    assert not set(before.values()) & set(after.values())


@pytest.mark.parametrize("part", ["engine_digest", "versions"])
def test_grader_and_versions_belong_to_all(assignment: Assignment, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    """Another torch, another comparison: another verdict, perhaps."""
    before = _keys(assignment)
    monkeypatch.setattr(
        keys_module, part, {"engine_digest": lambda: "another", "versions": lambda names: {"a": "1"}}[part]
    )
    assert not set(before.values()) & set(_keys(assignment).values())


def test_data_beside_the_checks_belongs_to_all(assignment: Assignment, tmp_path: Path) -> None:
    """A check may read any file there, at any depth; caches and hidden files are nobody's."""
    data = tmp_path / "solutions" / "data"
    data.mkdir()
    assert _changed(assignment, lambda _: (data / "points.csv").write_bytes(b"1,2\xff")) == EXERCISES
    assert _changed(assignment, lambda _: (data / "points.csv").write_bytes(b"1,3\xff")) == EXERCISES
    assert _changed(assignment, lambda _: (data / "points.csv").rename(data / "p.csv")) == EXERCISES
    cache = tmp_path / "checks" / "__pycache__"
    cache.mkdir(exist_ok=True)
    assert _changed(assignment, lambda _: (cache / "a.pyc").write_bytes(b"1")) == set()
    assert _changed(assignment, lambda _: (data / ".a.csv.swp").write_bytes(b"1")) == set()


@pytest.mark.parametrize("place", ["solutions/conftest.py", "conftest.py"], ids=["beside", "above"])
def test_conftest_belongs_to_all(assignment: Assignment, tmp_path: Path, place: str) -> None:
    """pytest loads those beside the checks and above them, whatever names them."""
    assert _changed(assignment, lambda _: (tmp_path / place).write_text("X = 1\n")) == EXERCISES


def test_reference_that_a_helper_names_belongs_to_all(assignment: Assignment, tmp_path: Path) -> None:
    """Any check may use the helper, and so what it takes from the reference."""
    assert assignment.solution is not None
    path = assignment.solution
    helper = tmp_path / "solutions" / "helper.py"
    helper.write_text("def expected(reference, x):\n    return reference.sigmoid(x)\n")
    assert _changed(assignment, lambda _: _replace(path, "0.5 * torch.tanh", "(1 / 2) * torch.tanh")) == EXERCISES


def test_reference_that_may_be_named_by_a_text_belongs_to_it(assignment: Assignment, tmp_path: Path) -> None:
    """What `getattr` reaches cannot be told from the words."""
    assert assignment.solution is not None
    path = assignment.solution
    check = tmp_path / "solutions" / "test_mse.py"
    check.write_text(check.read_text() + '\n\ndef _of(reference):\n    return getattr(reference, "sig" + "moid")\n')
    assert _changed(assignment, lambda _: _replace(path, "0.5 * torch.tanh", "(1 / 2) * torch.tanh")) == {
        "sigmoid",
        "mse",
    }


def test_versions_of_what_the_course_imports_count(assignment: Assignment, tmp_path: Path) -> None:
    """By the name of the distribution, wherever it is imported; of the standard library that of Python does."""
    before = set(distributions(assignment))
    assert {"torch", "torchvision", "numpy", "hypothesis", "pytest"} <= before
    helper = tmp_path / "solutions" / "helper.py"
    helper.write_text("import json\n\n\ndef load():\n    import yaml.nodes\n    from PIL import Image\n")
    assert set(distributions(assignment)) - before == {"PyYAML", "pillow"}
    assert versions(["PyYAML", "no-such-thing"])["PyYAML"] == metadata.version("PyYAML")
    assert versions(["no-such-thing"])["no-such-thing"] == "missing"


@pytest.mark.parametrize(
    ("place", "counts"),
    [
        ("protocol/wire.py", True),
        ("worker/server.py", True),
        ("sandbox/limits.py", True),
        ("course/mnist.py", True),
        ("submissions/submission.py", True),
        ("checking/comparison.py", True),
        ("grading/pytest.ini", True),
        ("report/verdict.py", True),
        ("report/console.py", False),
        ("course/building/notebook.py", False),
        ("batch/ledger.py", False),
        ("commands/grade.py", False),
        ("nbgrader/filling.py", False),
        ("checks/ps1_tensors/test_mse.py", False),
    ],
)
def test_of_the_engine_the_rooms_that_decide_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, counts: bool
) -> None:
    """A colour of the console does not; checks count for their exercises."""
    package = tmp_path / "autograder"
    shutil.copytree(keys_module._PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(keys_module, "_PACKAGE", package)
    monkeypatch.setattr(keys_module, "_NOT_DECIDING", package / "course" / "building")
    before = keys_module.engine_digest()
    path = package / place
    path.write_text(path.read_text() + "\n# changed\n")
    assert (keys_module.engine_digest() != before) == counts
