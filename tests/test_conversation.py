"""Conversations: the same answers lead to the same end, without being read; other answers never do."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder.checking import assert_close, assert_unchanged, check, for_each
from autograder.checking.failure import CheckFailure
from autograder.grading.grader import replay as conversation_module
from autograder.grading.replay import Conversation
from autograder.protocol.shared_memory import SharedMemory

from .in_process import Hang, InProcess, run

INPUTS = [{"x": torch.tensor([value])} for value in (1.0, 2.0, 3.0)]


def twice(student: Any, x: Tensor) -> None:
    """Double, and double the double: two messages for all inputs."""
    double = student.f(x)
    assert_close(double, x * 2)
    assert_close(student.f(double), x * 4)


def hold(talk: Conversation, channel: InProcess, **fixtures: Any) -> tuple[Any, str] | None:
    """Return the input and the message of the first failure."""
    found = talk.hold(channel, fixtures)
    return (found[0]["x"].item(), found[1].message) if found else None


def double(x: Tensor) -> Tensor:
    """Do what is asked for."""
    return x * 2


def test_all_inputs_share_each_message() -> None:
    """As many messages as the body makes calls, whatever the number of inputs."""
    channel = InProcess(f=double)
    assert hold(Conversation(twice, INPUTS), channel) is None
    assert channel.messages == [3, 3]


def test_answers_given_before_are_not_read() -> None:
    """Nor does the body run; what comes out is the same."""
    ran = 0

    def body(student: Any, x: Tensor) -> None:
        nonlocal ran
        ran += 1
        twice(student, x)

    talk = Conversation(body, INPUTS)
    for function, expected in ((double, None), (lambda x: x + 1, (2.0, None))):
        first, second = InProcess(f=function), InProcess(f=function)
        found = hold(talk, first)
        before = ran
        assert hold(talk, second) == found
        assert (found is None) == (expected is None)
        assert ran == before
        assert (first.read > 0, second.read) == (True, 0)
        assert first.messages == second.messages


def test_one_other_answer_is_enough() -> None:
    """The same first answers, then another one: led the same way, and then its own."""
    talk = Conversation(twice, INPUTS)
    assert hold(talk, InProcess(f=double)) is None
    assert hold(talk, InProcess(f=lambda x: x * 2 if x < 6 else x))[0] == 3.0  # type: ignore[index]
    assert hold(talk, InProcess(f=lambda x: x * 2 if x < 4 else x))[0] == 2.0  # type: ignore[index]
    assert hold(talk, InProcess(f=lambda x: x + 0.0 if x == 1 else x * 2))[0] == 1.0  # type: ignore[index]
    assert hold(talk, InProcess(f=double)) is None


def test_what_one_student_gets_another_cannot_change() -> None:
    """Each gets a failure of their own: it is added to afterwards."""
    talk = Conversation(twice, INPUTS)
    found = [talk.hold(InProcess(f=torch.clone), {}) for _ in range(3)]
    failures = [each[1] for each in found if each is not None]
    failures[0].counterexample = failures[1].message = "mine"
    assert failures[2].message.startswith("the result at [0] is 1")
    assert failures[2].counterexample is None
    assert all(failure.__traceback__ is None for failure in failures)


def _raise_key_error(x: Tensor) -> Tensor:
    raise KeyError(int(x))


def test_raised_exceptions_keep_their_type() -> None:
    """A failure that is remembered is still an instance of what the student raised."""
    talk = Conversation(twice, INPUTS)
    for _ in range(2):
        found = talk.hold(InProcess(f=_raise_key_error), {})
        assert found is not None
        assert isinstance(found[1], KeyError)
        assert found[1].message == "raised KeyError: 1"


def untouched(student: Any, x: Tensor) -> None:
    """Look at the argument's memory after the call."""
    shared = student.share(x)
    assert_close(student.f(shared), x * 2)
    assert_unchanged(shared, "x")


def test_memory_is_part_of_the_answer(shared_memory: SharedMemory) -> None:
    """The same results, and another content of the shared memory: not the same answer."""
    talk = Conversation(untouched, INPUTS)

    def in_place(x: Tensor) -> Tensor:
        result = x * 2
        if x == 2:
            x += 1
        return result

    for _ in range(2):
        assert hold(talk, InProcess(shared_memory, f=double)) is None
        assert hold(talk, InProcess(shared_memory, f=in_place)) == (
            2.0,
            "the call modified x: x at [0] is 3, expected 2",
        )


def test_memory_is_the_same_for_every_submission(shared_memory: SharedMemory) -> None:
    """What is placed for one lies where it lay for the first, whatever has been placed between."""
    talk, other = Conversation(untouched, INPUTS), Conversation(untouched, INPUTS[1:])
    channel = InProcess(shared_memory, f=double)
    for each in (talk, other, talk, other):
        assert hold(each, channel) is None
    assert channel.read == 2


def test_lost_worker_blames_its_input_and_is_not_remembered() -> None:
    """It may have been the load; the answers before it count all the same."""
    talk = Conversation(twice, INPUTS)

    def hangs(x: Tensor) -> Tensor:
        if x == 4:
            raise Hang
        return x * 2

    for _ in range(2):
        found = talk.hold(InProcess(f=hangs), {})
        assert found is not None
        assert (found[0]["x"].item(), found[1].lost_at) == (2.0, 1)
    assert hold(talk, InProcess(f=double)) is None


def test_failures_before_a_lost_worker_come_first() -> None:
    """Of several inputs that fail, the first one is shown, whichever fails first in time."""

    def body(student: Any, x: Tensor) -> None:
        if x == 1:
            student.f(x * 10)
            raise CheckFailure("wrong")
        twice(student, x)

    def hangs(x: Tensor) -> Tensor:
        if x == 4:
            raise Hang
        return x * 2

    assert hold(Conversation(body, INPUTS), InProcess(f=hangs)) == (1.0, "wrong")


def test_other_fixtures_make_it_a_new_conversation() -> None:
    """What a body does with a fixture of its own may differ from one submission to the next."""

    def body(student: Any, factor: int, x: Tensor) -> None:
        assert_close(student.f(x), x * factor)

    talk = Conversation(body, INPUTS)
    assert hold(talk, InProcess(f=double), factor=2) is None
    assert hold(talk, InProcess(f=double), factor=3) is not None
    assert hold(talk, InProcess(f=double), factor=2) is None


def test_memory_of_answers_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A class in which everybody answers something else costs time, and no more memory than another."""
    monkeypatch.setattr(conversation_module, "_MAX_ANSWERS", 5)
    talk = Conversation(twice, INPUTS)
    for number in range(20):
        hold(talk, InProcess(f=lambda x, offset=number: x + offset))
    channel = InProcess(f=lambda x: x + 19)
    hold(talk, channel)
    assert channel.read == 0
    channel = InProcess(f=lambda x: x + 3)
    hold(talk, channel)
    assert channel.read > 0


def test_fault_of_the_check_is_no_end() -> None:
    """An exception of ours is remembered by nobody."""
    faults = iter([True, False])

    def body(student: Any, x: Tensor) -> None:
        student.f(x)
        if next(faults, False):
            raise RuntimeError("ours")

    talk = Conversation(body, INPUTS[:1])
    with pytest.raises(RuntimeError, match="ours"):
        talk.hold(InProcess(f=double), {})
    assert hold(talk, InProcess(f=double)) is None


@check(points=1)
def plain(student: Any) -> None:
    """Call twice, one after the other."""
    assert_close(student.f(torch.ones(1)), torch.full((1,), 2.0))
    assert_close(student.f(torch.zeros(1)), torch.zeros(1))


def test_plain_checks_hold_conversations() -> None:
    """Without any input: one call a message, and read only once."""
    channel = InProcess(f=double)
    run(plain, channel)
    assert (channel.messages, channel.read) == ([1, 1], 2)
    run(plain, channel)
    assert channel.read == 2
    with pytest.raises(CheckFailure) as raised:
        run(plain, InProcess(f=torch.clone))
    assert raised.value.message == "the result at [0] is 1, expected 2"
    assert raised.value.counterexample is None


@check(points=1)
@for_each([{"x": torch.ones(1), "n": 1}, {"x": torch.ones(2), "n": 2}])
def each(student: Any, x: Tensor, n: int) -> None:
    """Hold for each of these."""
    assert_close(student.f(x), x * n)


def test_for_each_shows_the_input_and_searches_for_no_smaller() -> None:
    """One message for all, and one only."""
    channel = InProcess(f=torch.clone)
    with pytest.raises(CheckFailure) as raised:
        run(each, channel)
    assert raised.value.counterexample == "x = tensor([1., 1.]), n = 2"
    assert channel.messages == [2]
