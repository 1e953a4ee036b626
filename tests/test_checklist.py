"""The checks of an assignment: what their author has got wrong is said before anybody is graded by them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from autograder.course.assignments import CourseError
from autograder.grading.checklist import Check, switched_off_operators


def _switching_off(*operators: str) -> Check:
    mark = SimpleNamespace(args=("the built-in", operators))
    item = SimpleNamespace(path=Path("test_f.py"), iter_markers=lambda name: [mark] if name == "switched_off" else [])
    return cast("Check", SimpleNamespace(item=item, exercise="f"))


def test_switched_off_operators_are_named() -> None:
    """By exercise, with what to call each."""
    checks = [_switching_off("aten::sigmoid", "aten::linear"), _switching_off("aten::cdist")]
    assert switched_off_operators(checks) == {
        "f": dict.fromkeys(("aten::sigmoid", "aten::linear", "aten::cdist"), "the built-in")
    }


@pytest.mark.parametrize("operator", ["aten::sigmod", "sigmoid", "prims::exp", ""])
def test_operator_that_torch_does_not_have(operator: str) -> None:
    """Nothing could be seen of it, and a submission would be blamed for what is the author's mistake."""
    with pytest.raises(CourseError, match=rf"test_f\.py: torch has no operator {operator};"):
        switched_off_operators([_switching_off(operator)])
