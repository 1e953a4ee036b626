"""What the reference has returned for some arguments it is not made to compute again, and nothing shows of that."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch

from autograder.checking import probe
from autograder.checking.reference import Reference, derived

from .small_course import checks_of, grade, small_course


@probe
def bowl(w):
    """Be smallest at 0."""
    return (w**2).sum()


@probe
def slope(w):
    """Fall for ever."""
    return -w.sum()


def _reference(function: Callable[..., Any]) -> tuple[Any, list[tuple[Any, ...]]]:
    """Return a function as a reference has it, and a list of the arguments with which it was made to compute."""
    calls: list[tuple[Any, ...]] = []
    module = ModuleType("solution")

    def counted(*arguments: Any, **named: Any) -> Any:
        calls.append((*arguments, *named.items()))
        return function(*arguments, **named)

    module.f = counted  # type: ignore[attr-defined]
    return Reference(module).f, calls


@pytest.mark.parametrize(
    "arguments",
    [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([1.0, float("nan")]), 3),
        (torch.zeros(0), "text", None, True),
        ([torch.tensor(1), (2.5,)],),
        (bowl, torch.tensor(1.0)),
        (torch.tensor([1 + 2j]).conj(),),
    ],
)
def test_same_arguments_are_computed_once(arguments: tuple[Any, ...]) -> None:
    """Whatever objects hold them; what comes back is a copy each time."""
    f, calls = _reference(lambda *arguments: torch.tensor([1.0, 2.0]))
    for _ in range(3):
        answer = f(*[each.clone() if isinstance(each, torch.Tensor) else each for each in arguments])
        assert torch.equal(answer, torch.tensor([1.0, 2.0]))
        answer.zero_()
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.5])),
        (torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.0], dtype=torch.float64)),
        (torch.zeros(2, 3), torch.zeros(3, 2)),
        (torch.arange(4.0).reshape(2, 2), torch.arange(4.0).reshape(2, 2).T.contiguous().T),
        (0.0, -0.0),
        (1, 1.0),
        (1, True),
        ([1], (1,)),
        (bowl, slope),
    ],
)
def test_other_arguments_are_others(one: Any, other: Any) -> None:
    """To the bit, and in type."""
    f, calls = _reference(lambda value: 0)
    f(one)
    f(other)
    assert len(calls) == 2


def test_two_functions_are_two() -> None:
    """And so is what is derived from them."""
    module = ModuleType("solution")
    exec("def f(x): return x + 1\ndef g(x): return x - 1", vars(module))  # noqa: S102
    reference = Reference(module)
    one = torch.tensor(1.0)
    assert (reference.f(one).item(), reference.g(one).item()) == (2, 0)
    assert derived(lambda function, x: function(x).item() * 10, reference.f, one) == 20
    assert reference.f(x=one).item() == 2


def _adds_in_place(x: torch.Tensor) -> torch.Tensor:
    return x.add_(1)


@pytest.mark.parametrize(
    ("function", "argument"),
    [
        (lambda x: x + torch.rand(()), torch.zeros(1)),
        (lambda x: x + random.random(), torch.zeros(1)),
        (lambda x: x + np.random.rand(), torch.zeros(1)),
        (_adds_in_place, torch.zeros(1)),
        (lambda x: x * 2, torch.zeros(1, requires_grad=True)),
        (lambda x: x * torch.ones(1, requires_grad=True), torch.zeros(1)),
        (lambda x: torch.nn.Linear(1, 1), 1),
        (lambda x: iter([x]), 1),
        (lambda x: x, torch.zeros(1 << 19)),
        (lambda fn: fn(1), lambda value: value),
    ],
)
def test_of_what_is_no_function_of_its_arguments_nothing_is_kept(function: Callable[..., Any], argument: Any) -> None:
    """Chance, changes of arguments, graphs, objects, and what is large."""
    f, calls = _reference(function)
    f(argument)
    f(argument)
    assert len(calls) == 2


def test_an_exception_is_raised_each_time() -> None:
    """Nothing is kept of it."""
    f, calls = _reference(lambda x: 1 / x)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            f(0)
    assert len(calls) == 2


AUTOUSE = """
import pytest
import torch

@pytest.fixture(autouse=True)
def doubled():
    torch.doubled = 2
    yield
    del torch.doubled
"""
CHECK = '''
@check(points=1)
def test_f(student):
    """Gives two."""
    assert student.f() == torch.doubled
'''


def test_fixtures_of_the_author_are_set_up_all_the_same(tmp_path: Path) -> None:
    """A check that needs nothing but the submission is run without pytest; not one around which there is something."""
    assignment = small_course(tmp_path, {"f": CHECK}, "def f():\n    return 2\n")
    (assignment.visible / "conftest.py").write_text(AUTOUSE, encoding="utf-8")
    right, wrong = grade(assignment, "def f():\n    return 2\n", "def f():\n    return 3\n")
    assert checks_of(right)["Gives two"].verdict == "passed"
    assert checks_of(wrong)["Gives two"].verdict == "failed"
