"""Keys: what a verdict depends on changes them, and nothing else does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.batch import keys as keys_module
from autograder.batch.keys import Keys
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
    old = path.read_text(encoding="utf-8").split('@misconception(\n    "mse"', 1)[1].split('hint="', 1)[1][:20]
    assert _changed(assignment, lambda _: _replace(path, old, "Look: " + old)) == {"mse"}


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


@pytest.mark.parametrize("part", ["engine_digest", "_versions"])
def test_grader_and_versions_belong_to_all(assignment: Assignment, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    """Another torch, another comparison: another verdict, perhaps."""
    before = _keys(assignment)
    monkeypatch.setattr(keys_module, part, lambda: "another")
    assert not set(before.values()) & set(_keys(assignment).values())
