"""Comparing what Python has by itself: numbers, text, and containers of these."""

from __future__ import annotations

from typing import Any

from autograder.checking.comparison import RESULT, describe, show
from autograder.checking.failure import CheckFailure
from autograder.checking.symptoms import of_no_array
from autograder.language import Phrase

__all__ = ["assert_equal"]


def assert_equal(actual: Any, expected: Any, what: str = RESULT) -> None:
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
        raise CheckFailure(_differs(describe(actual), expected, what), symptom=symptom)
    if isinstance(expected, dict):
        _assert_keys(actual, expected, what)
        for key, value in expected.items():
            assert_equal(actual[key], value, Phrase("{what}[{key!r}]", what=what, key=key))
    elif isinstance(expected, (list, tuple)):
        if len(actual) != len(expected):
            message = Phrase(
                "{what} is {got}, with {n} elements, expected {wanted}",
                what=what,
                got=show(actual),
                n=len(actual),
                wanted=show(expected),
            )
            raise CheckFailure(message)
        for place, value in enumerate(expected):
            assert_equal(actual[place], value, Phrase("{what}[{key!r}]", what=what, key=place))
    elif actual != expected:
        raise CheckFailure(_differs(show(actual), expected, what))


def _differs(got: str, expected: Any, what: str) -> Phrase:
    return Phrase("{what} is {got}, expected {wanted}", what=what, got=got, wanted=show(expected))


def _assert_keys(actual: dict[Any, Any], expected: dict[Any, Any], what: str) -> None:
    missing = [key for key in expected if key not in actual]
    if missing:
        message = Phrase(
            "{what} has no key {key!r}: it is {got}, expected {wanted}",
            what=what,
            key=missing[0],
            got=show(actual),
            wanted=show(expected),
        )
        raise CheckFailure(message)
    strange = [key for key in actual if key not in expected]
    if strange:
        message = Phrase(
            "{what} has a key {key} that it should not have: it is {got}, expected {wanted}",
            what=what,
            key=show(strange[0]),
            got=show(actual),
            wanted=show(expected),
        )
        raise CheckFailure(message)
