"""NumPy's arrays and Python's own values as answers: what is right, and what is said of what is not."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import torch

from autograder.checking import CheckFailure, assert_close, assert_equal, assert_matches
from autograder.checking.arrays import assert_unchanged
from autograder.protocol.shared_memory import lay_out
from autograder.protocol.wire import SHARED_MEMORY_BYTES

ONES = np.ones(3)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (ONES, ONES + 1e-9),
        (ONES.astype(np.float32), ONES.astype(np.float32) + np.float32(5e-6)),
        (1e12 * ONES, 1e12 * ONES + 1000),
        (np.array([np.inf, -np.inf]), np.array([np.inf, -np.inf])),
        (np.array([1, 2]), np.array([1, 2])),
        (np.array([True, False]), np.array([True, False])),
        (np.array([1.0]), np.array([1.0], ">f8")),
        (np.array([1 + 1j]), np.array([1 + 1j])),
        (np.empty((0, 3)), np.empty((0, 3))),
        (np.asarray(2.0), np.asarray(2.0)),
        (2.0, np.asarray(2.0)),
        (2, np.asarray(2.0)),
        (2.00000001, np.asarray(2.0, np.float32)),
    ],
)
def test_right_answer_is_right(actual: Any, expected: Any) -> None:
    """To the tolerance of its dtype, relative or absolute; a number of Python's may stand for a 0-d array."""
    assert_close(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected", "message"),
    [
        ([1.0], ONES, "the result is a list of 1, not an ndarray"),
        (None, ONES, "the result is None, not an ndarray"),
        (torch.ones(3), ONES, "the result is a Tensor, not an ndarray"),
        (np.ones((3, 1)), ONES, "the result has shape (3, 1), expected (3,)"),
        (np.ones(1), ONES, "the result has shape (1,), expected (3,)"),
        (2.0, ONES, "the result has shape (), expected (3,)"),
        (True, ONES, "the result is a number, expected an ndarray of shape (3,)"),
        (True, np.asarray(1.0), "the result is True, expected 1"),
        (2.0, np.asarray(2), "the result is 2.0, expected 2"),
        (2.5, np.asarray(2.0), "the result is 2.5, expected 2"),
        (10**40, np.asarray(2), f"the result is {10**39}, expected 2"),
        (10**400, np.asarray(2.0), f"the result is {10**39}, expected 2"),
        (-1, np.asarray(2, np.uint8), "the result is -1, expected 2"),
        (np.ones(3, np.float32), ONES, "the result has dtype float32, expected float64; the values are right"),
        (2 * np.ones(3, np.float32), ONES, "the result has dtype float32, expected float64"),
        (np.ones(3), np.ones(3, int), "the result has dtype float64, expected int64; the values are right"),
        (
            np.array([1.0, 2.0, 1.0]),
            ONES,
            "the result at [1] is 2, expected 1 (1 of 3 elements differ)\ngot       [1, 2, 1]\nexpected  [1, 1, 1]",
        ),
        (
            np.array([[1, 2], [3, 4]]),
            np.array([[1, 2], [3, 5]]),
            "the result at [1, 1] is 4, expected 5 (1 of 4 elements differ)\n"
            "got       [[1, 2], [3, 4]]\nexpected  [[1, 2], [3, 5]]",
        ),
        (np.zeros(13), np.ones(13), "the result at [0] is 0, expected 1 (13 of 13 elements differ)"),
        (np.array([np.nan]), np.array([1.0]), "the result at [0] is nan, expected 1"),
        (np.array([np.nan]), np.array([np.nan]), "the result at [0] is nan, expected nan"),
        (np.asarray(1.00001), np.asarray(1.0), "the result is 1.00001, expected 1"),
        (np.array([255], np.uint8), np.array([0], np.uint8), "the result at [0] is 255, expected 0"),
    ],
)
def test_wrong_answer_is_told_in_words_of_numpy(actual: Any, expected: Any, message: str) -> None:
    """Type, shape, dtype, then values; nothing is broadcast."""
    with pytest.raises(CheckFailure) as failure:
        assert_close(actual, expected)
    assert failure.value.message == message


def test_nan_is_like_a_nan_where_that_is_asked_for() -> None:
    """And like nothing else."""
    assert_close(np.array([np.nan, 1.0]), np.array([np.nan, 1.0]), equal_nan=True)
    with pytest.raises(CheckFailure, match="nan, expected 1"):
        assert_close(np.array([np.nan]), np.array([1.0]), equal_nan=True)


def test_tolerance_and_slack_are_the_authors() -> None:
    """As they are for tensors."""
    assert_close(ONES + 0.01, ONES, tolerance=0.02)
    assert_close(ONES + 0.01, ONES, slack=0.02)
    with pytest.raises(CheckFailure):
        assert_close(ONES + 0.01, ONES, tolerance=0.001)


def test_reference_computes_in_float64() -> None:
    """What it returns is cast back, so that its own rounding does not count."""
    seen = []

    def reference(x: Any) -> Any:
        seen.append(x.dtype)
        return x + 1

    x: Any = np.ones(2, np.float32)
    assert_matches(lambda x: x + 1, reference, x)  # type: ignore[arg-type]
    assert seen == [np.float64]
    with pytest.raises(CheckFailure, match="dtype float64, expected float32"):
        assert_matches(lambda x: x.astype(float) + 1, reference, x)  # type: ignore[arg-type]


def test_argument_that_was_written_to_is_told() -> None:
    """A NaN that was there is no change."""
    before = np.array([np.nan, 1.0])
    assert_unchanged(before.copy(), before, "x")
    with pytest.raises(CheckFailure, match=re.escape("the call modified x: x at [1] is 2, was 1")):
        assert_unchanged(np.array([np.nan, 2.0]), before, "x")


@pytest.mark.parametrize("array", [ONES, np.arange(12).reshape(3, 4).T, np.empty((0, 2)), np.asarray(True), ONES[::2]])
def test_array_lies_in_shared_memory_as_it_was(array: Any) -> None:
    """Its dtype, shape and strides, wherever it lies."""
    shared, data = lay_out(array, 128)
    assert (shared.kind, shared.dtype, shared.shape) == ("array", array.dtype.name, array.shape)
    found = np.ndarray(array.shape, array.dtype, bytes(data) + b"\0" * 64, 0, array.strides)
    assert (found == array).all()
    assert len(data) % 64 == 0


def test_array_that_cannot_lie_in_shared_memory_is_refused() -> None:
    """Too large a one, and one that goes backwards."""
    with pytest.raises(ValueError, match="negative strides"):
        lay_out(ONES[::-1], 0)
    with pytest.raises(ValueError, match="do not fit"):
        lay_out(ONES, SHARED_MEMORY_BYTES - 8)


# Python's own values


@pytest.mark.parametrize("value", [1, "a", True, None, [], [1, [2]], (1, "a"), {"a": [1], 2: None}, {}])
def test_equal_values_are_equal(value: Any) -> None:
    """Whatever is in them."""
    assert_equal(value, value)
    assert_equal({"b": 1, "a": 2}, {"a": 2, "b": 1})


@pytest.mark.parametrize(
    ("actual", "expected", "message"),
    [
        (None, {}, "the result is None, expected {}"),
        ([1], (1,), "the result is a list of 1, expected (1,)"),
        (1, True, "the result is an int, 1, expected True"),
        (1.0, 1, "the result is a float, 1.0, expected 1"),
        ("a", "b", "the result is 'a', expected 'b'"),
        ([1], [1, 2], "the result is [1], with 1 elements, expected [1, 2]"),
        ([1, 3], [1, 2], "the result[1] is 3, expected 2"),
        ({"a": 1}, {"a": 1, "b": 2}, "the result has no key 'b': it is {'a': 1}, expected {'a': 1, 'b': 2}"),
        ({"a": 1, "b": 2}, {"a": 1},
         "the result has a key 'b' that it should not have: it is {'a': 1, 'b': 2}, expected {'a': 1}"),
        ({"a": [1, 2]}, {"a": [1, 3]}, "the result['a'][1] is 2, expected 3"),
    ],
)  # fmt: skip
def test_other_values_are_told_where_they_differ(actual: Any, expected: Any, message: str) -> None:
    """The type first: True is not 1, and a list no tuple."""
    with pytest.raises(CheckFailure) as failure:
        assert_equal(actual, expected)
    assert failure.value.message == message
