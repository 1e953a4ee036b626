"""Results: what a worker says came of a call is read, cut to size and rid of addresses, or it is no message."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.protocol.results import NoValue, Raised, Returned, cut, from_form, to_form
from autograder.protocol.wire import BadMessage


@pytest.mark.parametrize(
    "result",
    [
        Raised("MyError", ("ValueError", "Exception"), "why", ("ps1.py:3 in f: raise",), False),
        Raised("E", (), "", (), True),
        NoValue("missing", "f"),
        NoValue("misfit", "f() takes 1 positional argument but 2 were given"),
        NoValue("unsendable", "ValueError: too deep"),
    ],
    ids=str,
)
def test_result_comes_back_as_it_was(result: Raised | NoValue) -> None:
    """What is short and has no address in it."""
    assert from_form(to_form(result)) == result


def test_value_is_passed_on() -> None:
    """Whatever it is."""
    value = [object()]
    assert from_form(["returned", value]) == Returned(value)


@pytest.mark.parametrize(
    "form",
    [None, [], "returned", ["returned"], ["returned", 1, 2], ["raised", 1, [], "", [], False],
     ["raised", "E", "", "", [], False], ["raised", "E", [], "", "", False], ["raised", "E", [], "", [], None],
     ["raised", "E", [1], "", [], False], ["raised", "E", [], "", [1], False], ["raised", "E", [], 1, [], False],
     ["raised", "E", [], "", []], ["missing"], ["misfit", 3], ["passed", True], ["passed", "f"],
     ["breach", "used more than 4 MiB"], {"returned": 1}, True, [["returned"], 1]],
    ids=repr,
)  # fmt: skip
def test_what_describes_no_result_is_no_message(form: Any) -> None:
    """Nor does a worker tell that a limit was reached: the grader alone knows."""
    with pytest.raises(BadMessage, match="it describes no result"):
        from_form(form)


def test_texts_are_cut() -> None:
    """Whatever a worker says, some KiB of it are kept: the end of the traceback, the beginning of the rest."""
    huge = "x" * 100_000
    lines = [f"{number} {huge}" for number in range(100)]
    raised = from_form(["raised", huge, [huge] * 1000, huge, lines, False])
    assert isinstance(raised, Raised)
    assert sum(map(len, [raised.kind, *raised.builtin, raised.text, *raised.lines])) < 10_000
    assert raised.lines[-1].startswith("99 x")
    assert raised.text.endswith("x …")
    missing = from_form(["missing", huge])
    assert isinstance(missing, NoValue)
    assert len(missing.text) < 1000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<object object at 0x7f5decac1760>", "<object object at 0x…>"),
        ("<C at 0x000001A2B3C4D5E6>, <C at 0x55d0a1b2c3d4>", "<C at 0x…>, <C at 0x…>"),
        ("0xff is 255, 0xFFFF is 65535", "0xff is 255, 0xFFFF is 65535"),
        ("plain", "plain"),
    ],
)
def test_addresses_are_masked(text: str, shown: str) -> None:
    """They differ from process to process; short numbers in hex are no addresses."""
    assert cut(text) == shown
    raised = from_form(["raised", "E", [], text, [text], False])
    assert isinstance(raised, Raised)
    assert (raised.text, raised.lines) == (shown, (shown,))
