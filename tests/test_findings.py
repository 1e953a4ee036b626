"""Findings: what one slot has found out, every other one knows, once; and a killed one spoils nothing."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from torch import Tensor

from autograder.checking import assert_close, for_all, tensors
from autograder.checking.properties import Property
from autograder.findings import Findings, Relay, open_file
from autograder.probe import probe

from .in_process import InProcess, failure_of

OTHER = """
import sys
from autograder.checking.properties import Property
from autograder.findings import Findings
findings = Findings(int(sys.argv[1]))
for number in range(int(sys.argv[2])):
    findings.tell(number)
    assert findings.hear() is not None
"""


@pytest.fixture
def file() -> Iterator[int]:
    """A file for findings."""
    with open_file() as file:
        yield file.fileno()


def other(file: int, number: int) -> subprocess.Popen[bytes]:
    """Start a process that tells so many numbers."""
    return subprocess.Popen([sys.executable, "-c", OTHER, str(file), str(number)], pass_fds=[file])


def test_all_hear_it_once(file: int) -> None:
    """Whoever asks, whenever; but nobody hears what they have told themselves."""
    early = Findings(file)
    early.tell("mine")
    assert early.hear() == []
    assert other(file, 3).wait() == 0
    assert early.hear() == [0, 1, 2]
    assert early.hear() == []
    assert other(file, 1).wait() == 0
    assert early.hear() == [0]


def test_many_at_once(file: int) -> None:
    """Nothing is lost or mixed up where they write at the same time."""
    others = [other(file, 200) for _ in range(4)]
    assert [each.wait() for each in others] == [0, 0, 0, 0]
    assert sorted(Findings(file).hear()) == sorted([*range(200)] * 4)


def test_killed_over_it(file: int) -> None:
    """What was being written is not valid, and the next one writes over it."""
    Findings(file).tell("whole")
    size = os.fstat(file).st_size
    os.pwrite(file, pickle.dumps("a part")[:5] * 100, size)
    assert other(file, 2).wait() == 0
    assert Findings(file).hear() == ["whole", 0, 1]


def test_what_cannot_be_passed_on_is_not(file: int) -> None:
    """An input may be anything; each slot then searches by itself."""
    findings = Findings(file)
    findings.tell(lambda: "of no module")
    findings.tell("text")
    assert other(file, 1).wait() == 0
    assert findings.hear() == [0]


def test_from_machine_to_machine(file: int) -> None:
    """What the slots of one have told, those of the other hear; nothing comes back, and nothing comes twice."""
    with open_file() as elsewhere:
        here, there = Relay(file), Relay(elsewhere.fileno())
        mine, yours = Findings(file), Findings(elsewhere.fileno())
        mine.tell("of here")
        yours.tell("of there")
        there.pass_on(here.collect())
        here.pass_on(there.collect())
        assert (mine.hear(), yours.hear()) == (["of there"], ["of here"])
        assert (list(here.collect()), list(there.collect())) == ([], [])
        mine.tell(squared)
        there.pass_on(here.collect())
        assert (mine.hear(), yours.hear()) == ([], [squared])


@probe
def squared(x):
    """Return x²."""
    return x * x


def test_probes_arrive_as_themselves() -> None:
    """An input may be a probe; the other process has it, too."""
    assert pickle.loads(pickle.dumps([squared]))[0] is squared  # noqa: S301 (our own)


@for_all(x=tensors())
def keeps(student: Any, x: Tensor) -> None:
    """A property."""
    assert_close(student.f(x), x)


def test_searches_of_others_need_no_hypothesis(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has heard of a search follows it: the same tries, the same end, and nothing drawn."""
    mine, theirs = _property(keeps), _property(_copy_of(keeps))
    channel = InProcess(f=lambda x: x.clamp(max=2))
    expected = failure_of(mine.as_test(), channel)
    for finding in pickle.loads(pickle.dumps(mine.smallest.findings)):  # noqa: S301 (our own)
        theirs.smallest.adopt(finding)
    theirs.draw()
    monkeypatch.setattr(theirs, "_search", None)
    again = InProcess(f=lambda x: x.clamp(max=2))
    found = failure_of(theirs.as_test(), again)
    assert (found.message, found.counterexample) == (expected.message, expected.counterexample)
    assert again.messages == channel.messages
    assert theirs.smallest.findings == []


def _property(test: Callable[..., None]) -> Property:
    return test.property  # type: ignore[attr-defined, no-any-return]


def _copy_of(test: Callable[..., None]) -> Callable[..., None]:
    copied: Callable[..., None] = for_all(x=tensors())(_property(test)._body)
    return copied
