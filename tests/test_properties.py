"""Properties: many inputs cost one message, a failure is shown on a small input, and always on the same one."""

from __future__ import annotations

import hashlib
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
import torch
from torch import Tensor

from autograder.checking import (
    CheckFailure,
    assert_close,
    assert_unchanged,
    check,
    for_all,
    for_each,
    must_raise,
    require,
    tensors,
    tensors_alike,
    together,
)
from autograder.checking.comparison import show
from autograder.checking.failure import Blocked, Unusable
from autograder.grading.properties import PreparedProperty
from autograder.protocol.shared_memory import SharedMemory
from autograder.protocol.values import Handle
from autograder.sandbox.connection import WorkerLost

from .in_process import Hang, InProcess, channel_to, examples_of, failure_of, run


@for_all(x=tensors(), examples=20)
def keeps(student: Any, x: Tensor) -> None:
    """Is the identity."""
    assert_close(student.f(x), x)


@for_all(x=tensors(), examples=20)
def twice(student: Any, x: Tensor) -> None:
    """Is its own inverse."""
    assert_close(student.f(student.f(x)), x)


# What a run costs


def test_property_that_holds_costs_one_message() -> None:
    """With all of its inputs in it."""
    channel = InProcess(f=torch.clone)
    run(keeps, channel)
    assert channel.messages == [len(examples_of(keeps))]
    assert 15 <= channel.messages[0] <= 20


def test_calls_that_depend_on_each_other_cost_a_message_each() -> None:
    """Whatever the number of inputs."""
    channel = InProcess(f=torch.neg)
    run(twice, channel)
    assert channel.messages == [len(examples_of(twice))] * 2


def test_bodies_of_different_length_end_one_by_one() -> None:
    """A message has just the calls of those bodies that go on."""

    @for_all(count=st.integers(0, 3), examples=20)
    def calls(student: Any, count: int) -> None:
        for number in range(count):
            assert student.f(number) == number

    counts = [example["count"] for example in examples_of(calls)]
    channel = InProcess(f=lambda number: number)
    run(calls, channel)
    assert channel.messages == [sum(count > done for count in counts) for done in range(3)]


def test_body_without_a_call_costs_nothing() -> None:
    """Nothing is sent for it."""

    @for_all(x=tensors())
    def idle(student: Any, x: Tensor) -> None:
        pass

    channel = InProcess()
    run(idle, channel)
    assert channel.messages == []


def test_next_submission_gets_the_same_inputs() -> None:
    """They are drawn once, and what a body does to them stays without effect."""
    seen: list[list[Any]] = [[], []]
    for log in seen:

        def f(x: Tensor, log: list[Any] = log) -> Tensor:
            log.append(x.tolist())
            return x.clone()

        run(keeps, InProcess(f=f))
    assert seen[0] == seen[1]
    assert examples_of(keeps) is examples_of(keeps)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(tensors((2,)), id="tensor"),
        pytest.param(st.just(np.ones(2)), id="array"),
        pytest.param(st.just([1, 2]), id="list"),
        pytest.param(tensors((2,)).map(lambda x: (x,)), id="tuple of tensors"),
    ],
)
def test_body_may_do_with_its_inputs_what_it_likes(values: st.SearchStrategy[Any]) -> None:
    """Each run of it gets copies, so that the second run begins as the first did."""
    begins: list[str] = []

    @for_all(x=values, examples=1)
    def spoils(student: Any, x: Any) -> None:
        begins.append(repr(x))
        target = x[0] if isinstance(x, tuple) else x
        target[0] = 7
        student.f(0)
        target[1] = 9

    run(spoils, InProcess(f=lambda x: x))
    assert len(begins) == 2
    assert begins[0] == begins[1]


def test_first_calls_are_made_up_once() -> None:
    """They are the same for every submission; what a body does before them is not done again."""
    runs = 0

    @for_all(x=tensors(), examples=10)
    def squares(student: Any, x: Tensor) -> None:
        nonlocal runs
        runs += 1
        assert_close(student.f(x), x * x)

    prepared = PreparedProperty(squares.property, 0, {})  # type: ignore[attr-defined]
    count = len(examples_of(squares))
    for number in (1, 2, 3):
        prepared.run(channel_to(InProcess(f=torch.square)))
        assert runs == count * (1 + number)


# The inputs


DIGEST = """
import hashlib
import hypothesis.strategies as st
from autograder.checking import for_all, tensors, tensors_alike

def body(student, x, y, word, n):
    pass

test = for_all(tensors_alike("x", "y"), word=st.text(), n=st.integers() | st.floats())(body)
print(hashlib.sha256(repr(test.property.examples).encode()).hexdigest())
"""


def test_inputs_are_the_same_in_a_second_process() -> None:
    """Whatever its hash seed is; takes seconds, for an interpreter that imports torch."""
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-c", DIGEST]
    there = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    def body(student: Any, x: Tensor, y: Tensor, word: str, n: float) -> None: ...

    here = for_all(tensors_alike("x", "y"), word=st.text(), n=st.integers() | st.floats())(body)
    assert hashlib.sha256(repr(examples_of(here)).encode()).hexdigest() == there


def test_random_state_changes_no_input() -> None:
    """Nor is it changed by drawing."""

    def draw() -> str:
        return repr(examples_of(for_all(x=tensors(), examples=5)(lambda student, x: None)))

    torch.manual_seed(1)
    first, after = draw(), torch.rand(1)
    torch.manual_seed(1)
    assert torch.equal(after, torch.rand(1))
    assert draw() == first


def test_inputs_of_the_author_come_first() -> None:
    """Those in `also`, in their order, and then as many drawn ones as without them."""
    also = [{"x": torch.tensor([1e3])}, {"x": torch.tensor(-1e3)}]
    test = for_all(x=tensors(), examples=10, also=also)(lambda student, x: None)
    plain = for_all(x=tensors(), examples=10)(lambda student, x: None)
    assert examples_of(test)[:2] == also
    assert repr(examples_of(test)[2:]) == repr(examples_of(plain))


def test_inputs_that_are_drawn_together_get_their_names() -> None:
    """Two tensors of one shape and dtype, and a pair with a rule of its own."""
    pairs = st.integers(0, 9).map(lambda low: (low, low + 1))

    @for_all(tensors_alike("a", "b"), together("low", "high", values=pairs), examples=10)
    def named(student: Any, a: Tensor, b: Tensor, low: int, high: int) -> None:
        assert (a.shape, a.dtype, low + 1) == (b.shape, b.dtype, high)

    run(named, InProcess())


def test_pytest_is_asked_for_the_fixtures_alone() -> None:
    """Names of inputs are no fixtures; title and marks of the body are the test's."""

    @check(points=1)
    @for_all(x=tensors())
    def test_named(student: Any, reference: Any, x: Tensor) -> None:
        """Is named."""

    assert list(inspect.signature(test_named).parameters) == ["student", "reference"]
    assert (test_named.__name__, test_named.__doc__) == ("test_named", "Is named.")


def test_fixtures_reach_the_body() -> None:
    """As they are, beside the inputs."""

    @for_all(x=tensors(), examples=3)
    def compared(student: Any, reference: Any, x: Tensor) -> None:
        assert_close(student.f(x), reference(x))

    run(compared, InProcess(f=torch.neg), reference=torch.neg)


# Failures


def test_failure_is_shown_on_a_simple_input() -> None:
    """Wrong wherever an element is above 2: one element is enough, and a number of one digit."""
    failure = failure_of(keeps, InProcess(f=lambda x: x.clamp(max=2)))
    shown = re.fullmatch(r"x = tensor\((\d)\.\)", failure.counterexample or "")
    assert shown, failure.counterexample
    assert failure.message == f"the result is 2, expected {shown[1]}"


def test_failure_of_a_larger_input_is_shown_on_the_smallest_such_input() -> None:
    """Wrong for two rows and more: no smaller input than two rows of nothing but zeros."""

    @for_all(x=tensors(), examples=50)
    def holds(student: Any, x: Tensor) -> None:
        assert_close(student.f(x), x)

    failure = failure_of(holds, InProcess(f=lambda x: x[:1] if x.dim() == 2 and len(x) > 1 else x))
    assert failure.counterexample == "x = torch.empty((2, 0))"


def test_counterexample_names_all_inputs() -> None:
    """In the order of the body's names for them, simple each."""

    @for_all(tensors_alike("a", "b"), n=st.integers(0, 100))
    def adds(student: Any, a: Tensor, b: Tensor, n: int) -> None:
        assert_close(student.f(a, b, n), a + b + n)

    failure = failure_of(adds, InProcess(f=lambda a, b, n: a + b + min(n, 1)))
    scalar = r"tensor\([-\d.]{1,5}(, dtype=torch.float64)?\)"
    assert re.fullmatch(rf"a = {scalar}, b = {scalar}, n = \d", failure.counterexample or ""), failure.counterexample


def test_failure_is_the_same_every_time() -> None:
    """Message and counterexample depend on the submission alone, not on those before it."""
    failures = []
    for _ in range(2):
        run(keeps, InProcess(f=torch.clone))
        failure = failure_of(keeps, InProcess(f=lambda x: x.round()))
        failures.append((failure.message, failure.counterexample))
    assert failures[0] == failures[1]


def test_input_of_the_author_that_fails_alone_is_shown() -> None:
    """Where no drawn input fails, there is nothing to shrink to."""
    also = [{"x": torch.tensor([1e3, -1e3])}]
    test = for_all(x=tensors(low=-1, high=1), examples=10, also=also)(keeps.property.body)  # type: ignore[attr-defined]
    channel = InProcess(f=lambda x: x.clamp(-9, 9))
    failure = failure_of(test, channel)
    assert failure.counterexample == "x = tensor([ 1000., -1000.])"
    assert len(channel.messages) <= 1 + 10


def test_body_may_assert() -> None:
    """An assert of the check itself is a failure with its message, told for a simple input like any other."""

    @for_all(x=tensors())
    def positive(student: Any, x: Tensor) -> None:
        assert student.f(x).sum() >= 0, "the sum is negative"

    failure = failure_of(positive, InProcess(f=lambda x: x))
    assert failure.message.startswith("the sum is negative")
    assert (failure.counterexample or "").startswith("x = tensor(-1.")


@pytest.mark.parametrize("fault", [ZeroDivisionError, KeyError, AssertionError])
def test_fault_of_the_check_is_no_failure(fault: type[Exception]) -> None:
    """An exception of the grader's own code, or an assert that is not the check's, is nobody's wrong answer."""

    @for_all(x=tensors())
    def faulty(student: Any, x: Tensor) -> None:
        student.f(x)
        exec("raise fault", {"fault": fault})  # noqa: S102 (from code that lies in another file)

    with pytest.raises(fault) as caught:
        run(faulty, InProcess(f=torch.clone))
    assert not isinstance(caught.value, CheckFailure)


def test_exception_of_the_student_is_a_failure() -> None:
    """Shown on the smallest input that raises it; must_raise sees it as it would without inputs."""

    def f(x: Tensor) -> Tensor:
        if x.dim() > 1:
            raise ValueError("too many dimensions")
        return x

    failure = failure_of(keeps, InProcess(f=f))
    assert failure.message == "raised ValueError: too many dimensions\nright for 0-d and 1-d, wrong for 2-d and 3-d"
    assert failure.counterexample == "x = torch.empty((0, 0))"

    @for_all(x=tensors())
    def refuses(student: Any, x: Tensor) -> None:
        if x.dim() > 1:
            with must_raise(ValueError, "for tables"):
                student.f(x)

    run(refuses, InProcess(f=f))


def test_exception_keeps_its_hint_where_other_inputs_fail_otherwise() -> None:
    """What it says is true whatever else is wrong."""

    def f(x: Tensor) -> Tensor:
        return torch.stack([row.float() for row in x]) if len(x) else x

    failure = failure_of(keeps, InProcess(f=f))
    assert failure.message.startswith("raised TypeError: len() of a 0-d tensor")
    assert failure.symptom is not None
    assert failure.symptom.name == "zero_dim"


def test_missing_function_is_a_failure() -> None:
    """Of the kind that says that there is nothing to look at."""
    failure = failure_of(keeps, InProcess())
    assert isinstance(failure, Unusable)
    assert failure.message == "f is not defined"


# Lost workers


def test_lost_worker_blames_the_input_it_was_at() -> None:
    """The one over which it hung; those after it were never answered, and hangs are not shrunk."""

    def f(x: Tensor) -> Tensor:
        if x.dim() == 2:
            raise Hang
        return x.clone()

    channel = InProcess(f=f)
    failure = failure_of(keeps, channel)
    guilty = next(example["x"] for example in examples_of(keeps) if example["x"].dim() == 2)
    assert failure.message == "did not finish in 10 s of computing time"
    assert failure.counterexample == f"x = {show(guilty)}"
    assert len(channel.messages) == 1


def test_worker_lost_at_a_later_call_blames_the_right_input() -> None:
    """Indices count the calls of that message, in which bodies that have ended have none."""

    @for_all(n=st.integers(0, 50), examples=30)
    def stepwise(student: Any, n: int) -> None:
        if n % 2:
            student.f(0)
            student.f(n)

    def f(n: int) -> int:
        if n > 20:
            raise Hang
        return n

    channel = InProcess(f=f)
    guilty = next(example["n"] for example in examples_of(stepwise) if example["n"] % 2 and example["n"] > 20)
    assert failure_of(stepwise, channel).counterexample == f"n = {guilty}"
    assert len(channel.messages) == 2


def test_search_for_a_simple_input_ends_at_a_hang() -> None:
    """What is known by then is told: a wrong answer. No second hang is waited for."""

    @for_all(n=st.integers(0, 50), examples=1, also=[{"n": 25}])
    def small(student: Any, n: int) -> None:
        assert student.f(n) == n, "wrong"

    def f(n: int) -> int:
        if n > 1 and n != 25:
            raise Hang
        return 0 if n == 25 else n

    submission = InProcess(f=f)
    failure = failure_of(small, submission)
    assert failure.message.startswith("wrong")
    assert failure.counterexample == "n = 25"
    assert len(submission.messages) == 2


def test_worker_lost_after_a_wrong_answer_is_noticed() -> None:
    """What is wrong is told, and that it cost the worker is known; what was never asked counts for nothing."""

    @for_each([{"n": 1}, {"n": 2}, {"n": 3}], sequential=True)
    def same(student: Any, n: int) -> None:
        assert student.f(n) == n, "wrong"

    def f(n: int) -> int:
        if n == 2:
            raise Hang
        return 0

    failure = failure_of(same, InProcess(f=f))
    assert (failure.message, failure.counterexample) == ("wrong", "n = 1")
    assert failure.lost_at is not None
    assert failure.evidence == ()


def test_simple_input_for_which_nobody_could_look_is_not_told() -> None:
    """The check stays failed for the input that shows that it is."""

    @for_all(n=st.integers(0, 50), examples=20)
    def odd(student: Any, n: int) -> None:
        found = student.f(n)
        with require():
            assert n >= 20, "too small to look at"
        assert found == n, "wrong"

    failure = failure_of(odd, InProcess(f=lambda n: 0))
    assert not isinstance(failure, Blocked)
    assert failure.message.startswith("wrong")


@pytest.mark.parametrize("lost_at", [-1, 10**6, 10**300])
def test_index_that_no_call_has_blames_some_input(lost_at: int) -> None:
    """It lies in memory that the worker can write to: whatever stands there, the check fails and nothing else."""

    class Lies(InProcess):
        def call(self, *_: Any, **__: Any) -> Any:
            raise WorkerLost("ended its own process", lost_at)

    failure = failure_of(keeps, Lies())
    assert failure.message == "ended its own process"
    assert failure.counterexample is not None


# Shared memory


@for_all(x=tensors((2,), dtypes=(torch.float32,)), examples=10)
def leaves_alone(student: Any, x: Tensor) -> None:
    """Leaves its argument alone."""
    shared = student.share(x)
    student.f(shared)
    assert_unchanged(shared, "x")


def test_memory_of_each_input_is_looked_at(shared_memory: SharedMemory) -> None:
    """All inputs lie in the shared memory at once; a write shows, on the smallest input, in one message for all."""
    channel = InProcess(shared_memory, f=torch.clone)
    run(leaves_alone, channel)
    assert channel.messages == [len(examples_of(leaves_alone))]
    shared_memory.clear()
    failure = failure_of(leaves_alone, InProcess(shared_memory, f=lambda x: x.mul_(2)))
    assert failure.message.startswith("the call modified x: x at [1] is 2, was 1 (1 of 2 elements differ)")
    assert failure.counterexample == "x = tensor([0., 1.])"


def test_memory_is_what_it_was_when_the_body_first_asked(shared_memory: SharedMemory) -> None:
    """Neither a later call that writes to it nor the body itself changes what a look has seen."""
    looks: list[float] = []

    @for_all(x=st.just(torch.zeros(1)), examples=1)
    def looks_twice(student: Any, x: Tensor) -> None:
        shared = student.share(x)
        student.f(shared)
        seen = shared.now()
        looks.append(seen.item())
        seen += 7
        student.f(shared)
        assert shared.now().item() == 2

    run(looks_twice, InProcess(shared_memory, f=lambda x: x.add_(1)))
    assert looks == [1, 1]


def test_handle_is_not_taken_for_a_value() -> None:
    """An object that stays in the worker can be handed back to it in the next call."""

    @for_all(x=tensors((2,)), examples=3)
    def through_an_object(student: Any, x: Tensor) -> None:
        assert student.f(student.make()) == 5, "the handle is lost"

    run(through_an_object, InProcess(make=lambda: Handle(5, "Net"), f=lambda handle: handle.id))


def test_inputs_do_not_depend_on_what_is_imported(tmp_path: Path) -> None:
    """Hypothesis likes to draw constants from the source of whatever modules are imported; ours may not."""
    (tmp_path / "innocent.py").write_text("\n".join(f"x{i} = {i}.{i}25" for i in range(1, 200)))
    source = (
        "import sys; sys.path.insert(0, {folder!r})\n{imported}\n"
        "from autograder.checking import for_all, tensors\n"
        "f = for_all(x=tensors(low=-300, high=300), examples=60)(lambda student, x: None)\n"
        "print([example['x'].tolist() for example in f.property.examples])"
    )
    with_it, without = (
        subprocess.run(
            [sys.executable, "-c", source.format(folder=str(tmp_path), imported=line)],
            capture_output=True, text=True, check=True,
        ).stdout
        for line in ("import innocent", "")
    )  # fmt: skip
    assert with_it == without
