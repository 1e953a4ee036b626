"""Comparing what Python has by itself: numbers, text, and containers of these."""

from __future__ import annotations

from typing import Any

from autograder.checking.comparison import describe, show
from autograder.checking.failure import CheckFailure
from autograder.checking.symptoms import of_no_array

__all__ = ["assert_equal"]


def assert_equal(actual: Any, expected: Any, what: str = "the result") -> None:
    """Fail the check unless ``actual`` is ``expected``: the type, then what is in it.

    For text, numbers, bools, None, and lists, tuples and dicts of these; the order of a dict does not matter, and True
    is not 1. For floats there is `assert_close`, which knows a tolerance.

    Args:
        actual: what the student's code returned.
        expected: the answer.
        what: what to call ``actual`` in the message.
    """
    if type(actual) is not type(expected):
        symptom = of_no_array(actual)
        raise CheckFailure(f"{what} is {describe(actual)}, expected {show(expected)}", symptom=symptom)
    if isinstance(expected, dict):
        _assert_keys(actual, expected, what)
        for key, value in expected.items():
            assert_equal(actual[key], value, f"{what}[{key!r}]")
    elif isinstance(expected, (list, tuple)):
        if len(actual) != len(expected):
            raise CheckFailure(f"{what} is {show(actual)}, with {len(actual)} elements, expected {show(expected)}")
        for place, value in enumerate(expected):
            assert_equal(actual[place], value, f"{what}[{place}]")
    elif actual != expected:
        raise CheckFailure(f"{what} is {show(actual)}, expected {show(expected)}")


def _assert_keys(actual: dict[Any, Any], expected: dict[Any, Any], what: str) -> None:
    missing = [key for key in expected if key not in actual]
    if missing:
        raise CheckFailure(f"{what} has no key {missing[0]!r}: it is {show(actual)}, expected {show(expected)}")
    strange = [key for key in actual if key not in expected]
    if strange:
        message = f"{what} has a key {show(strange[0])} that it should not have: it is {show(actual)}"
        raise CheckFailure(f"{message}, expected {show(expected)}")
