"""Properties: many inputs cost one message, a failure is shown on a small input, and always on the same one."""

from __future__ import annotations

import hashlib
import inspect
import json
import os
import subprocess
import sys
from collections.abc import Callable, Container, Iterator, Sequence
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
    must_raise,
    tensors,
    tensors_alike,
    together,
)
from autograder.checking import smallest as smallest_module
from autograder.checking.comparison import show
from autograder.checking.properties import Property
from autograder.decoding import decode_value
from autograder.failure import Unusable
from autograder.sandbox.arena import Arena
from autograder.sandbox.run import Calls, Content, Reply
from autograder.sandbox.slot import ARENA_BYTES
from autograder.sandbox.tracebacks import describe_exception
from autograder.student import DirectChannel, Student
from autograder.values import Handle, Name, Shared, encode_value
from autograder.wire import Message


def _transmitted(value: object) -> Any:
    """Return what arrives at the other end of the wire."""
    form, buffers = encode_value(value)
    return decode_value(Message(json.loads(json.dumps(form)), buffers))


class Hang(Exception):
    """Raised by a function that stands for one that never returns."""


class InProcess(DirectChannel):
    """Calls plain functions instead of a worker's, through the same encoding; counts the messages.

    Attributes:
        messages: number of calls in each message.
        read: number of replies that have been read.
    """

    def __init__(self, arena: Arena | None = None, **functions: Callable[..., object]) -> None:
        self.messages: list[int] = []
        self.read = 0
        self.seed = 0
        self.shrink = True
        self._functions = functions
        self._arena = arena

    def ask(self, calls: Calls, known: Container[bytes] = ()) -> Reply:
        """Answer the calls of one message as a worker would."""
        self.messages.append(len(calls))
        results = []
        for index, (target, arguments) in enumerate(calls):
            try:
                results.append(self._result(target, arguments))
            except Hang:
                raise CheckFailure("did not finish in 10 s", lost_at=index) from None
        memory = self._arena.content() if self._arena is not None else bytearray()
        form, buffers = encode_value(results)
        digest = hashlib.blake2b(repr((form, [bytes(buffer) for buffer in buffers], memory)).encode()).digest()
        return Reply(digest, memory, lambda: self._read(results))

    def _read(self, results: list[Any]) -> Content:
        self.read += 1
        return Content(results, frozenset(), frozenset())

    def begin_anew(self) -> None:
        """Clear the memory."""
        if self._arena is not None:
            self._arena.clear()

    def note(self, ran: frozenset[str], unclear: frozenset[str]) -> None:
        """Nobody watches."""

    def write_shared(self, offset: int, data: bytes) -> None:
        """Place what has been laid out."""
        assert self._arena is not None
        self._arena.write(offset, data)

    def _result(self, target: Any, arguments: Sequence[Any]) -> Any:
        assert isinstance(target, Name)
        values = [self._bind(value) for value in _transmitted(list(arguments))]
        try:
            returned = self._functions[target.name](*values)
        except Hang:
            raise
        except Exception as error:
            raised = describe_exception(error, set())
            return ["raised", raised.type, list(raised.builtin), raised.text, [], False]
        return ["returned", _transmitted(returned)]

    def _bind(self, value: Any) -> Any:
        if isinstance(value, Shared):
            assert self._arena is not None
            return self._arena.view(value)
        return value

    def share(self, value: Tensor | np.ndarray[Any, Any]) -> Shared:
        """Place a value into the memory."""
        assert self._arena is not None
        return self._arena.place(value)

    def shared_now(self, shared: Shared) -> Tensor:
        """Return what the memory holds."""
        assert self._arena is not None
        return self._arena.read(shared)


class Answers(InProcess):
    """A channel whose every result is the same, whatever is asked."""

    def __init__(self, result: object) -> None:
        super().__init__()
        self._answer = result

    def _result(self, target: Any, arguments: Sequence[Any]) -> Any:
        return self._answer


@pytest.fixture
def arena(tmp_path: Path) -> Iterator[Arena]:
    """The memory that a worker and the grader both map."""
    with (tmp_path / "arena").open("w+b") as file:
        file.truncate(ARENA_BYTES)
        arena = Arena(file.fileno())
    yield arena
    arena.close()


def _run(test: Callable[..., None], channel: InProcess, **fixtures: object) -> None:
    test(student=Student(channel), **fixtures)


def _failure(test: Callable[..., None], channel: InProcess) -> CheckFailure:
    """Return how the property fails, which it must."""
    with pytest.raises(CheckFailure) as caught:
        _run(test, channel)
    return caught.value


def _examples(test: Callable[..., None]) -> list[dict[str, Any]]:
    drawn: Property = test.property  # type: ignore[attr-defined]
    return drawn.draw()


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
    _run(keeps, channel)
    assert channel.messages == [len(_examples(keeps))]
    assert 15 <= channel.messages[0] <= 20


def test_calls_that_depend_on_each_other_cost_a_message_each() -> None:
    """Whatever the number of inputs."""
    channel = InProcess(f=torch.neg)
    _run(twice, channel)
    assert channel.messages == [len(_examples(twice))] * 2


def test_bodies_of_different_length_end_one_by_one() -> None:
    """A message has just the calls of those bodies that go on."""

    @for_all(count=st.integers(0, 3), examples=20)
    def calls(student: Any, count: int) -> None:
        for number in range(count):
            assert student.f(number) == number

    counts = [example["count"] for example in _examples(calls)]
    channel = InProcess(f=lambda number: number)
    _run(calls, channel)
    assert channel.messages == [sum(count > done for count in counts) for done in range(3)]


def test_body_without_a_call_costs_nothing() -> None:
    """Nothing is sent for it."""

    @for_all(x=tensors())
    def idle(student: Any, x: Tensor) -> None:
        pass

    channel = InProcess()
    _run(idle, channel)
    assert channel.messages == []


def test_next_submission_gets_the_same_inputs() -> None:
    """They are drawn once, and what a body does to them stays without effect."""
    seen: list[list[Any]] = [[], []]
    for log in seen:

        def f(x: Tensor, log: list[Any] = log) -> Tensor:
            log.append(x.tolist())
            return x.clone()

        _run(keeps, InProcess(f=f))
    assert seen[0] == seen[1]
    assert _examples(keeps) is _examples(keeps)


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

    _run(spoils, InProcess(f=lambda x: x))
    assert len(begins) == 2
    assert begins[0] == begins[1]


# The inputs


DIGEST = """
import hashlib
import hypothesis.strategies as st
from autograder.checking import for_all, tensors, tensors_alike

def body(student, x, y, word, n):
    pass

test = for_all(tensors_alike("x", "y"), word=st.text(), n=st.integers() | st.floats())(body)
print(hashlib.sha256(repr(test.property.draw()).encode()).hexdigest())
"""


def test_inputs_are_the_same_in_a_second_process() -> None:
    """Whatever its hash seed is; takes seconds, for an interpreter that imports torch."""
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-c", DIGEST]
    there = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    def body(student: Any, x: Tensor, y: Tensor, word: str, n: float) -> None: ...

    here = for_all(tensors_alike("x", "y"), word=st.text(), n=st.integers() | st.floats())(body)
    assert hashlib.sha256(repr(_examples(here)).encode()).hexdigest() == there


def test_random_state_changes_no_input() -> None:
    """Nor is it changed by drawing."""

    def draw() -> str:
        return repr(_examples(for_all(x=tensors(), examples=5)(lambda student, x: None)))

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
    assert _examples(test)[:2] == also
    assert repr(_examples(test)[2:]) == repr(_examples(plain))


def test_inputs_that_are_drawn_together_get_their_names() -> None:
    """Two tensors of one shape and dtype, and a pair with a rule of its own."""
    pairs = st.integers(0, 9).map(lambda low: (low, low + 1))

    @for_all(tensors_alike("a", "b"), together("low", "high", values=pairs), examples=10)
    def named(student: Any, a: Tensor, b: Tensor, low: int, high: int) -> None:
        assert (a.shape, a.dtype, low + 1) == (b.shape, b.dtype, high)

    _run(named, InProcess())


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

    _run(compared, InProcess(f=torch.neg), reference=torch.neg)


# Failures


def test_failure_is_shown_on_the_smallest_input() -> None:
    """Wrong wherever an element is above 2: one element is enough, and 3 is the plainest number above 2."""
    failure = _failure(keeps, InProcess(f=lambda x: x.clamp(max=2)))
    assert failure.counterexample == "x = tensor(3.)"
    assert failure.message == "the result is 2, expected 3"


def test_failure_of_a_larger_input_is_shown_on_the_smallest_such_input() -> None:
    """Wrong for two rows and more: no smaller input than two rows of nothing but zeros."""

    @for_all(x=tensors(), examples=50)
    def holds(student: Any, x: Tensor) -> None:
        assert_close(student.f(x), x)

    failure = _failure(holds, InProcess(f=lambda x: x[:1] if x.dim() == 2 and len(x) > 1 else x))
    assert failure.counterexample == "x = torch.empty((2, 0))"


def test_counterexample_names_all_inputs() -> None:
    """In the order of the body's names for them, smallest possible each."""

    @for_all(tensors_alike("a", "b"), n=st.integers(0, 100))
    def adds(student: Any, a: Tensor, b: Tensor, n: int) -> None:
        assert_close(student.f(a, b, n), a + b + n)

    failure = _failure(adds, InProcess(f=lambda a, b, n: a + b + min(n, 9)))
    assert failure.counterexample is not None
    assert failure.counterexample.endswith(", n = 10")
    assert failure.counterexample.startswith("a = tensor(")
    assert ", b = tensor(" in failure.counterexample


def test_failure_is_the_same_every_time() -> None:
    """Message and counterexample depend on the submission alone, not on those before it."""
    failures = []
    for _ in range(2):
        _run(keeps, InProcess(f=torch.clone))
        failure = _failure(keeps, InProcess(f=lambda x: x.round()))
        failures.append((failure.message, failure.counterexample))
    assert failures[0] == failures[1]


def test_input_of_the_author_that_fails_alone_is_shown() -> None:
    """Where no drawn input fails, there is nothing to shrink to."""
    also = [{"x": torch.tensor([1e3, -1e3])}]
    test = for_all(x=tensors(low=-1, high=1), examples=10, also=also)(keeps.property._body)  # type: ignore[attr-defined]
    channel = InProcess(f=lambda x: x.clamp(-9, 9))
    failure = _failure(test, channel)
    assert failure.counterexample == "x = tensor([ 1000., -1000.])"
    assert len(channel.messages) <= 1 + 10


def test_body_may_assert() -> None:
    """An assert of the check itself is a failure with its message, shrunk like any other."""

    @for_all(x=tensors())
    def positive(student: Any, x: Tensor) -> None:
        assert student.f(x).sum() >= 0, "the sum is negative"

    failure = _failure(positive, InProcess(f=lambda x: x))
    assert failure.message.startswith("the sum is negative")
    assert failure.counterexample == "x = tensor(-1.)"


@pytest.mark.parametrize("fault", [ZeroDivisionError, KeyError, AssertionError])
def test_fault_of_the_check_is_no_failure(fault: type[Exception]) -> None:
    """An exception of the grader's own code, or an assert that is not the check's, is nobody's wrong answer."""

    @for_all(x=tensors())
    def faulty(student: Any, x: Tensor) -> None:
        student.f(x)
        exec("raise fault", {"fault": fault})  # noqa: S102 (from code that lies in another file)

    with pytest.raises(fault) as caught:
        _run(faulty, InProcess(f=torch.clone))
    assert not isinstance(caught.value, CheckFailure)


def test_exception_of_the_student_is_a_failure() -> None:
    """Shown on the smallest input that raises it; must_raise sees it as it would without inputs."""

    def f(x: Tensor) -> Tensor:
        if x.dim() > 1:
            raise ValueError("too many dimensions")
        return x

    failure = _failure(keeps, InProcess(f=f))
    assert failure.message == "raised ValueError: too many dimensions"
    assert failure.counterexample == "x = torch.empty((0, 0))"

    @for_all(x=tensors())
    def refuses(student: Any, x: Tensor) -> None:
        if x.dim() > 1:
            with must_raise(ValueError, "for tables"):
                student.f(x)

    _run(refuses, InProcess(f=f))


@pytest.mark.parametrize(
    "result",
    [None, [], "returned", ["returned"], ["returned", 1, 2], ["raised", 1, [], "", []], ["raised", "E", "", "", []],
     ["missing"], ["misfit", 3], ["passed", True], {"returned": 1}, True],
    ids=repr,
)  # fmt: skip
def test_answer_of_another_form_is_a_failure(result: object) -> None:
    """A result that describes nothing is never a pass, even for a check that looks at nothing."""

    @for_all(x=tensors())
    def looks_at_nothing(student: Any, x: Tensor) -> None:
        student.f(x)

    assert _failure(looks_at_nothing, Answers(result)).message == "sent an answer that cannot be read"


def test_missing_function_is_a_failure() -> None:
    """Of the kind that says that there is nothing to look at."""
    failure = _failure(keeps, Answers(["missing", "f"]))
    assert isinstance(failure, Unusable)
    assert failure.message == "f is not defined"


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
    monkeypatch.setattr(vars(keeps_tables)["property"]._smallest, "_roots", {})


def _adds(x: Tensor) -> Tensor:
    """Is wrong wherever an element is not zero."""
    return x + x.ne(0).sum()


@pytest.mark.parametrize("limit", [0, 1, 5])
def test_search_for_a_smaller_input_is_limited(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    """To so many more messages of one call, however much there is to shrink: a count and not a time."""
    assert smallest_module._MAX_TRIES <= 200
    monkeypatch.setattr(smallest_module, "_MAX_TRIES", limit)
    channel = InProcess(f=_adds)
    _failure(keeps_tables, channel)
    assert channel.messages == [len(_examples(keeps_tables))] + [1] * limit


def test_limit_that_is_reached_shows_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """After five tries the input is not the smallest, but it is one that fails in the way that is told."""
    monkeypatch.setattr(smallest_module, "_MAX_TRIES", 5)
    failing: list[str] = []

    def f(x: Tensor) -> Tensor:
        if x.ne(0).any():
            failing.append(f"x = {show(x)}")
        return _adds(x)

    assert _failure(keeps_tables, InProcess(f=f)).counterexample in failing


def test_limit_that_is_reached_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may not be tried need not be drawn either: it costs the grader time and shows nothing."""
    _examples(keeps_tables)
    before = drawn_tables
    monkeypatch.setattr(smallest_module, "_MAX_TRIES", 5)
    _failure(keeps_tables, InProcess(f=_adds))
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
        failure = _failure(keeps_tables, InProcess(f=tell(name)))
        return failure.message, failure.counterexample, failure.original, list(asked)

    property_ = vars(keeps_tables)["property"]
    alone = {}
    for name in WRONG:
        property_._smallest._roots.clear()
        alone[name] = outcome(name)
    property_._smallest._roots.clear()
    for name in WRONG:
        assert outcome(name) == alone[name], "other searches have been made before"
    drawn = drawn_tables
    for name in WRONG:
        assert outcome(name) == alone[name], "this very search has been made before"
    assert drawn_tables == drawn


def test_followed_search_ends_where_the_worker_is_lost() -> None:
    """How far it came may depend on the load, so the first failure is told."""
    _failure(keeps_tables, InProcess(f=_adds))
    calls, first = 0, len(_examples(keeps_tables))

    def f(x: Tensor) -> Tensor:
        nonlocal calls
        calls += 1
        if calls > first + 3:
            raise Hang
        return _adds(x)

    failure = _failure(keeps_tables, InProcess(f=f))
    assert failure.original is not None
    assert (failure.message.split("\n")[0], failure.counterexample) == failure.original


def test_first_calls_are_made_up_once() -> None:
    """They are the same for every submission; what a body does before them is not done again."""
    runs = 0

    @for_all(x=tensors(), examples=10)
    def squares(student: Any, x: Tensor) -> None:
        nonlocal runs
        runs += 1
        assert_close(student.f(x), x * x)

    def rounded_up(x: Tensor) -> Tensor:  # so that nobody has given this answer before
        return torch.nextafter(x * x, x * x + 1)

    for count, function in ((20, torch.square), (30, rounded_up)):
        _run(squares, InProcess(f=function))
        assert runs == count


def test_no_input_is_tried_twice() -> None:
    """What has been answered is known: neither the first inputs nor those of the search are sent again."""
    calls: list[str] = []

    def f(x: Tensor) -> Tensor:
        calls.append(repr((x, x.dtype)))
        return x.clamp(max=2)

    drawn = len(_examples(keeps))
    _failure(keeps, InProcess(f=f))
    later = calls[drawn:]
    passed = [call for call in calls[:drawn] if "nan" not in call]
    first_failure = next(index for index, example in enumerate(_examples(keeps)) if example["x"].gt(2).any())
    assert len(later) == len(set(later))
    assert not set(later) & set(passed[: first_failure + 1])


# Lost workers


def test_lost_worker_blames_the_input_it_was_at() -> None:
    """The one over which it hung; those after it were never answered, and hangs are not shrunk."""

    def f(x: Tensor) -> Tensor:
        if x.dim() == 2:
            raise Hang
        return x.clone()

    channel = InProcess(f=f)
    failure = _failure(keeps, channel)
    guilty = next(example["x"] for example in _examples(keeps) if example["x"].dim() == 2)
    assert failure.message == "did not finish in 10 s"
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
    guilty = next(example["n"] for example in _examples(stepwise) if example["n"] % 2 and example["n"] > 20)
    assert _failure(stepwise, channel).counterexample == f"n = {guilty}"
    assert len(channel.messages) == 2


def test_wrong_answer_before_the_loss_is_told_first() -> None:
    """An input that has failed already is the first failure; its search then stops at the hang."""

    @for_all(n=st.integers(0, 50), examples=30)
    def small(student: Any, n: int) -> None:
        assert student.f(n) == n, "wrong"
        if n > 40:
            student.hang()

    def hang() -> None:
        raise Hang

    failure = _failure(small, InProcess(f=lambda n: n if n < 30 else 0, hang=hang))
    assert failure.message.startswith("wrong")
    assert failure.counterexample == "n = 30"


@pytest.mark.parametrize("lost_at", [-1, 10**6, 10**300])
def test_index_that_no_call_has_blames_some_input(lost_at: int) -> None:
    """It lies in memory that the worker can write to: whatever stands there, the check fails and nothing else."""

    class Lies(InProcess):
        def ask(self, calls: Calls, known: Container[bytes] = ()) -> Reply:
            raise CheckFailure("ended its own process", lost_at=lost_at)

    failure = _failure(keeps, Lies())
    assert failure.message == "ended its own process"
    assert failure.counterexample is not None


def test_hang_during_the_search_ends_it() -> None:
    """Each costs a time limit: what has been found until then is shown."""
    calls, hangs, first = 0, 0, len(_examples(keeps_tables))

    def f(x: Tensor) -> Tensor:
        nonlocal calls, hangs
        calls += 1
        if calls > first + 3:
            hangs += 1
            raise Hang
        return _adds(x)

    failure = _failure(keeps_tables, InProcess(f=f))
    assert hangs == 1
    assert failure.message.startswith("the result at [")
    assert failure.counterexample is not None


# Shared memory


@for_all(x=tensors((2,), dtypes=(torch.float32,)), examples=10)
def leaves_alone(student: Any, x: Tensor) -> None:
    """Leaves its argument alone."""
    shared = student.share(x)
    student.f(shared)
    assert_unchanged(shared, "x")


def test_memory_of_each_input_is_looked_at(arena: Arena) -> None:
    """All inputs lie in the arena at once; a write shows, on the smallest input, in one message for all."""
    channel = InProcess(arena, f=torch.clone)
    _run(leaves_alone, channel)
    assert channel.messages == [len(_examples(leaves_alone))]
    arena.clear()
    failure = _failure(leaves_alone, InProcess(arena, f=lambda x: x.mul_(2)))
    assert failure.message == "the call modified x: x at [1] is 2, expected 1 (1 of 2 elements differ)"
    assert failure.counterexample == "x = tensor([0., 1.])"


def test_memory_is_what_it_was_when_the_body_first_asked(arena: Arena) -> None:
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

    _run(looks_twice, InProcess(arena, f=lambda x: x.add_(1)))
    assert looks == [1, 1]


def test_handle_is_not_taken_for_a_value() -> None:
    """An object that stays in the worker can be handed back to it in the next call."""

    @for_all(x=tensors((2,)), examples=3)
    def through_an_object(student: Any, x: Tensor) -> None:
        assert student.f(student.make()) == 5, "the handle is lost"

    _run(through_an_object, InProcess(make=lambda: Handle(5, "Net"), f=lambda handle: handle.id))


def test_inputs_do_not_depend_on_what_is_imported(tmp_path: Path) -> None:
    """Hypothesis likes to draw constants from the source of whatever modules are imported; ours may not."""
    (tmp_path / "innocent.py").write_text("\n".join(f"x{i} = {i}.{i}25" for i in range(1, 200)))
    source = (
        "import sys; sys.path.insert(0, {folder!r})\n{imported}\n"
        "from autograder.checking import for_all, tensors\n"
        "f = for_all(x=tensors(low=-300, high=300), examples=60)(lambda student, x: None)\n"
        "print([example['x'].tolist() for example in f.property.draw()])"
    )
    with_it, without = (
        subprocess.run(
            [sys.executable, "-c", source.format(folder=str(tmp_path), imported=line)],
            capture_output=True, text=True, check=True,
        ).stdout
        for line in ("import innocent", "")
    )  # fmt: skip
    assert with_it == without
