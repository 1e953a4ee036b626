"""The search for the smallest input: how far it goes, and that a search made once is followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from autograder.checking import assert_close, for_all, tensors
from autograder.checking.comparison import show
from autograder.grading.grader import smallest as smallest_module

from .in_process import Hang, InProcess, examples_of, failure_of


@for_all(x=tensors(), examples=20)
def keeps(student: Any, x: Tensor) -> None:
    """Is the identity."""
    assert_close(student.f(x), x)


# How far the search goes


drawn_tables = 0


def _counted(x: Tensor) -> Tensor:
    global drawn_tables
    drawn_tables += 1
    return x


@for_all(x=tensors((3, 3), dtypes=(torch.float32,)).map(_counted), examples=5)
def keeps_tables(student: Any, x: Tensor) -> None:
    """Is the identity for tables of nine elements."""
    assert_close(student.f(x), x)


@pytest.fixture(autouse=True)
def _no_search_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test follow the search of another, made under another limit."""
    monkeypatch.setattr(vars(keeps_tables)["property"].smallest, "_roots", {})


def _adds(x: Tensor) -> Tensor:
    """Is wrong wherever an element is not zero."""
    return x + x.ne(0).sum()


@pytest.mark.parametrize("limit", [0, 1, 5])
def test_search_for_a_smaller_input_is_limited(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    """To so many more messages of one call, however much there is to shrink: a count and not a time."""
    assert smallest_module._MAX_TRIES <= 200
    monkeypatch.setattr(smallest_module, "_MAX_TRIES", limit)
    channel = InProcess(f=_adds)
    failure_of(keeps_tables, channel)
    assert channel.messages == [len(examples_of(keeps_tables))] + [1] * limit


def test_limit_that_is_reached_shows_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """After five tries the input is not the smallest, but it is one that fails in the way that is told."""
    monkeypatch.setattr(smallest_module, "_MAX_TRIES", 5)
    failing: list[str] = []

    def f(x: Tensor) -> Tensor:
        if x.ne(0).any():
            failing.append(f"x = {show(x)}")
        return _adds(x)

    assert failure_of(keeps_tables, InProcess(f=f)).counterexample in failing


def test_limit_that_is_reached_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may not be tried need not be drawn either: it costs the grader time and shows nothing."""
    examples_of(keeps_tables)
    before = drawn_tables
    monkeypatch.setattr(smallest_module, "_MAX_TRIES", 5)
    failure_of(keeps_tables, InProcess(f=_adds))
    assert drawn_tables - before <= 20


WRONG = {
    "adds": _adds,
    "cuts": lambda x: x.clamp(max=2),
    "negates": lambda x: torch.where(x > 0, -x, x),
    "falls over": lambda x: x if x.sum() < 5 else x[7],
}


def test_search_that_was_made_before_is_followed() -> None:
    """It asks the same questions in the same order and finds the same, and Hypothesis need not think again."""
    asked: list[str] = []

    def tell(name: str) -> Callable[..., Any]:
        def f(x: Tensor) -> Any:
            asked.append(repr(x))
            return WRONG[name](x)

        return f

    def outcome(name: str) -> tuple[Any, ...]:
        asked.clear()
        failure = failure_of(keeps_tables, InProcess(f=tell(name)))
        return failure.message, failure.counterexample, failure.original, list(asked)

    property_ = vars(keeps_tables)["property"]
    alone = {}
    for name in WRONG:
        property_.smallest._roots.clear()
        alone[name] = outcome(name)
    property_.smallest._roots.clear()
    for name in WRONG:
        assert outcome(name) == alone[name], "other searches have been made before"
    drawn = drawn_tables
    for name in WRONG:
        assert outcome(name) == alone[name], "this very search has been made before"
    assert drawn_tables == drawn


def test_followed_search_ends_where_the_worker_is_lost() -> None:
    """How far it came may depend on the load, so the first failure is told."""
    failure_of(keeps_tables, InProcess(f=_adds))
    calls, first = 0, len(examples_of(keeps_tables))

    def f(x: Tensor) -> Tensor:
        nonlocal calls
        calls += 1
        if calls > first + 3:
            raise Hang
        return _adds(x)

    failure = failure_of(keeps_tables, InProcess(f=f))
    assert failure.original is not None
    assert (failure.message.split("\n")[0], failure.counterexample) == failure.original


def test_no_input_is_tried_twice() -> None:
    """What has been answered is known: neither the first inputs nor those of the search are sent again."""
    calls: list[str] = []

    def f(x: Tensor) -> Tensor:
        calls.append(repr((x, x.dtype)))
        return x.clamp(max=2)

    drawn = len(examples_of(keeps))
    failure_of(keeps, InProcess(f=f))
    later = calls[drawn:]
    passed = [call for call in calls[:drawn] if "nan" not in call]
    first_failure = next(index for index, example in enumerate(examples_of(keeps)) if example["x"].gt(2).any())
    assert len(later) == len(set(later))
    assert not set(later) & set(passed[: first_failure + 1])


def test_hang_during_the_search_ends_it() -> None:
    """Each costs a time limit: what has been found until then is shown."""
    calls, hangs, first = 0, 0, len(examples_of(keeps_tables))

    def f(x: Tensor) -> Tensor:
        nonlocal calls, hangs
        calls += 1
        if calls > first + 3:
            hangs += 1
            raise Hang
        return _adds(x)

    failure = failure_of(keeps_tables, InProcess(f=f))
    assert hangs == 1
    assert failure.message.startswith("the result at [")
    assert failure.counterexample is not None
