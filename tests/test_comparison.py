"""What came back is compared by shape, dtype and values, in this order, and a difference is said in numbers."""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from torch import Tensor, tensor

from autograder.checking import (
    TOLERANCE,
    CheckFailure,
    assert_close,
    assert_detached,
    assert_finite,
    assert_like,
    assert_unchanged,
    describe,
    expect_tensor,
    must_raise,
)
from autograder.checking.comparison import show
from autograder.checking.failure import Blocked, StudentRaised, Unusable, require, value_of
from autograder.checking.student import RemoteObject, SharedTensor
from autograder.checking.symptoms import Symptom
from autograder.protocol.results import Raised
from autograder.protocol.values import Handle, Shared, Unreadable

INF, NAN = math.inf, math.nan


def _failure(comparison: Callable[..., object], *arguments: Any, **named: Any) -> str:
    """Return what the comparison says, which must fail."""
    with pytest.raises(CheckFailure) as caught:
        comparison(*arguments, **named)
    return caught.value.message


# Shape, dtype, values


@pytest.mark.parametrize(
    ("actual", "expected", "message"),
    [
        ((1,), (), "the result has shape (1,), expected ()"),
        ((), (1,), "the result has shape (), expected (1,)"),
        ((3, 1), (3,), "the result has shape (3, 1), expected (3,)"),
        ((1, 3), (3, 3), "the result has shape (1, 3), expected (3, 3)"),
        ((6,), (2, 3), "the result has shape (6,), expected (2, 3)"),
        ((0, 3), (3, 0), "the result has shape (0, 3), expected (3, 0)"),
    ],
)
def test_shapes_must_be_equal(actual: tuple[int, ...], expected: tuple[int, ...], message: str) -> None:
    """Equal values never make up for another shape: nothing is broadcast, even where there are no values."""
    assert _failure(assert_close, torch.ones(actual), torch.ones(expected)) == message


def test_shape_comes_before_dtype_before_values() -> None:
    """Of several faults the first is told: the one that explains the others."""
    expected = torch.zeros(2)
    assert "shape" in _failure(assert_close, torch.ones(3, dtype=torch.int64), expected)
    assert "dtype" in _failure(assert_close, torch.ones(2, dtype=torch.int64), expected)
    assert " at [0] is 1, expected 0" in _failure(assert_close, torch.ones(2), expected)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (torch.float64, torch.float32),
        (torch.float32, torch.float64),
        (torch.float16, torch.bfloat16),
        (torch.int64, torch.int32),
        (torch.bool, torch.uint8),
        (torch.complex64, torch.float32),
    ],
)
def test_dtypes_must_be_equal(actual: torch.dtype, expected: torch.dtype) -> None:
    """Equal numbers of another dtype are wrong; the message names both without torch's prefix."""
    message = _failure(assert_close, torch.ones(2, dtype=actual), torch.ones(2, dtype=expected), "x")
    equal = "" if actual.is_complex else "; the values are right"
    assert message == f"x has dtype {str(actual)[6:]}, expected {str(expected)[6:]}{equal}"
    message = _failure(assert_close, torch.ones(0, dtype=actual), torch.ones(0, dtype=expected), "x")
    assert message == f"x has dtype {str(actual)[6:]}, expected {str(expected)[6:]}"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "None"),
        (1.0, "a float, 1.0"),
        (np.ones(2), "an ndarray of shape (2,)"),
        ([1, 2], "a list of 2"),
        ((), "a tuple of 0"),
        ({"a": 1}, "a dict of 1"),
        (RemoteObject(None, Handle(0, "Net")), "a Net"),  # type: ignore[arg-type]
        (Unreadable("Tensor", "it is sparse"), "a Tensor that cannot be read (it is sparse)"),
    ],
)
def test_what_is_no_tensor_is_named(value: object, said: str) -> None:
    """By every comparison, in the words of `describe`."""
    assert describe(value) == said
    for comparison in (expect_tensor, assert_finite, assert_detached):
        assert _failure(comparison, value, "y") == f"y is {said}, not a Tensor"
    for comparison in (assert_like, assert_close):
        assert _failure(comparison, value, torch.ones(2), "y") == f"y is {said}, not a Tensor"


def test_requiring_grad_is_no_difference() -> None:
    """Whether a result has a graph is for other checks to say."""
    grown = torch.ones(2, requires_grad=True)
    assert_close(grown * 1, torch.ones(2))
    assert_close(torch.ones(2), grown * 1)
    assert "expected 2" in _failure(assert_close, grown * 1, torch.full((2,), 2.0))


def test_detached_means_part_of_no_graph() -> None:
    """A leaf that requires grad is not detached either."""
    leaf = torch.ones(2, requires_grad=True)
    assert_detached(leaf.detach())
    for attached in (leaf, leaf * 2):
        assert _failure(assert_detached, attached, "y") == "y requires grad; detach it"


def test_empty_tensors_are_equal() -> None:
    """Of equal shape and dtype, having no values that could differ."""
    assert_close(torch.empty(0, 3), torch.empty(0, 3))


# Tolerance


@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float32, 1e-5), (torch.float64, 1e-8)])
@pytest.mark.parametrize("sign", [1, -1])
def test_tolerance_is_relative_or_absolute_whichever_is_looser(dtype: torch.dtype, tolerance: float, sign: int) -> None:
    """Absolute up to 1, relative above; the difference may have either sign."""
    assert TOLERANCE[dtype] == tolerance
    for exact in (0.0, 1e-3, 1.0, -1.0, 1000.0, -1e6):
        allowed = tolerance * max(1.0, abs(exact))
        expected = torch.tensor([exact], dtype=dtype)
        assert_close((expected.double() + 0.9 * sign * allowed).to(dtype), expected)
        assert "the result at [0] is" in _failure(
            assert_close, (expected.double() + 1.2 * sign * allowed).to(dtype), expected
        )


def test_tolerance_can_be_given() -> None:
    """Looser or stricter than the contract, for whatever dtype; 0 means equal."""
    assert_close(tensor([1.04]), tensor([1.0]), tolerance=0.05)
    _failure(assert_close, tensor([1.06]), tensor([1.0]), tolerance=0.05)
    _failure(assert_close, tensor([1.000001]), tensor([1.0]), tolerance=0.0)
    assert_close(tensor([0.1, -INF]), tensor([0.1, -INF]), tolerance=0.0)


def test_slack_is_accepted_beyond_the_tolerance() -> None:
    """It is absolute, of the same size for small numbers and large ones, and no NaN passes for it."""
    assert_close(tensor([0.05, 100.05]), tensor([0.0, 100.0]), slack=0.051)
    message = _failure(assert_close, tensor([0.04, 100.06]), tensor([0.0, 100.0]), slack=0.051)
    assert message.startswith("the result at [1] is 100.1, expected 100 (1 of 2 elements differ)")
    _failure(assert_close, tensor([NAN]), tensor([0.0]), slack=1e9)


@pytest.mark.parametrize("dtype", [torch.uint8, torch.int8, torch.int32, torch.int64, torch.bool, torch.complex64])
def test_other_dtypes_are_compared_exactly(dtype: torch.dtype) -> None:
    """Integers and bools have no rounding to forgive."""
    expected = tensor([0, 1, 1]).to(dtype)
    assert_close(expected.clone(), expected)
    assert "(1 of 3 elements differ)" in _failure(assert_close, tensor([0, 1, 0]).to(dtype), expected)


def test_large_integers_are_not_rounded() -> None:
    """2 ** 53 + 1 is not 2 ** 53, though it is as a float."""
    message = _failure(assert_close, tensor(2**53 + 1), tensor(2**53))
    assert message == "the result is 9007199254740993, expected 9007199254740992"


def test_nan_differs_from_everything() -> None:
    """Itself included: no exact answer of the course is NaN."""
    for actual, expected in ((NAN, 1.0), (1.0, NAN), (NAN, NAN), (NAN, INF)):
        for dtype in (torch.float32, torch.float64):
            _failure(assert_close, tensor([actual], dtype=dtype), tensor([expected], dtype=dtype))
            _failure(assert_close, tensor([actual], dtype=dtype), tensor([expected], dtype=dtype), tolerance=1e9)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (INF, 1.0),
        (-INF, 1e38),
        (3.0, INF),
        (3.0, -INF),
        (INF, -INF),
        (-INF, INF),
    ],
)
def test_infinity_equals_itself_alone(actual: float, expected: float) -> None:
    """No number is near to it, neither is the other infinity."""
    assert_close(tensor([expected]), tensor([expected]))
    _failure(assert_close, tensor([actual]), tensor([expected]))


@given(*[st.floats(width=32, allow_nan=False, allow_infinity=False)] * 2)
def test_comparison_agrees_with_its_definition(actual: float, expected: float) -> None:
    """|a - b| <= 1e-5 · max(1, |b|) for finite numbers, as Python computes it."""
    if abs(actual - expected) <= 1e-5 * max(1.0, abs(expected)):
        assert_close(tensor(actual), tensor(expected))
    else:
        _failure(assert_close, tensor(actual), tensor(expected))


# What is said


def test_message_names_the_first_difference_and_counts_all() -> None:
    """With its position, so that it can be looked up."""
    actual, expected = torch.zeros(2, 3), torch.zeros(2, 3)
    actual[0, 2], actual[1, 1], actual[0, 0] = 0.25, NAN, -0.0
    message = (
        "the gradient at [0, 2] is 0.25, expected 0 (2 of 6 elements differ)\n"
        "got       [[   0,    0, 0.25], [   0,  nan,    0]]\n"
        "expected  [[   0,    0,    0], [   0,    0,    0]]"
    )
    assert _failure(assert_close, actual, expected, "the gradient") == message


def test_message_about_one_number_has_no_position() -> None:
    """A 0-d tensor is one number; in a tensor of one element only the position is told."""
    assert _failure(assert_close, tensor(1.0), tensor(2.0)) == "the result is 1, expected 2"
    assert _failure(assert_close, tensor([1.0]), tensor([2.0])) == "the result at [0] is 1, expected 2"


@pytest.mark.parametrize(
    ("actual", "expected", "said"),
    [
        (1.5, 2.5, "is 1.5, expected 2.5"),
        (1 / 3, 2 / 3, "is 0.3333, expected 0.6667"),
        (1.00001, 1.00002, "is 1.00001, expected 1.00002"),
        (1.0, 1.0000001, "is 1, expected 1.0000001"),
        (1e20, 1e20 + 2**30, "is 1e+20, expected 1.00000000001e+20"),
        (0.1 + 0.2, 0.3, "is 0.30000000000000004, expected 0.3"),
        (NAN, 1.0, "is nan, expected 1"),
        (NAN, NAN, "is nan, expected nan"),
        (-INF, 1.0, "is -inf, expected 1"),
    ],
)
def test_numbers_are_shown_with_as_many_digits_as_tell_them_apart(actual: float, expected: float, said: str) -> None:
    """Four if they do, all of them if need be: "is 1, expected 1" would help nobody."""
    message = _failure(
        assert_close, tensor(actual, dtype=torch.float64), tensor(expected, dtype=torch.float64), tolerance=0.0
    )
    assert message == f"the result {said}"


@given(st.floats(allow_nan=False), st.floats(allow_nan=False, allow_infinity=False))
def test_different_numbers_are_shown_as_different_texts(first: float, second: float) -> None:
    """For any two floats that are not equal."""
    assume(first != second)
    actual, expected = tensor(first, dtype=torch.float64), tensor(second, dtype=torch.float64)
    message = _failure(assert_close, actual, expected, tolerance=0.0)
    shown, wanted = message.removeprefix("the result is ").split(", expected ")
    assert shown != wanted


def test_value_is_shown_on_one_line_and_cut() -> None:
    """As a student would type it."""
    assert show(torch.zeros(2, 2)) == "tensor([[0., 0.], [0., 0.]])"
    assert show({"a": 1}) == "{'a': 1}"
    assert show("x" * 400) == "'" + "x" * 299 + " …"


@pytest.mark.parametrize("bad", [NAN, INF, -INF])
def test_finite_means_neither_nan_nor_infinite(bad: float) -> None:
    """The message shows the first such element and counts all."""
    assert_finite(torch.zeros(2, 2))
    assert_finite(torch.zeros(0))
    assert_finite(torch.ones(3, dtype=torch.int64))
    message = _failure(assert_finite, tensor([[1.0, bad], [bad, 2.0]]), "y")
    assert message == f"y has 2 of 4 elements that are not finite: {bad}"
    assert _failure(assert_finite, tensor(bad)) == f"the result has 1 of 1 elements that are not finite: {bad}"


# Arguments that must be left alone


class _Memory:
    """A channel whose shared memory holds what the test says."""

    def __init__(self, now: Tensor) -> None:
        self._now = now

    def shared_now(self, shared: Shared) -> Tensor:
        return self._now


def _argument(before: Tensor | np.ndarray[Any, Any], now: Tensor) -> SharedTensor:
    record = Shared("tensor", 64, "float32", (), ())
    return SharedTensor(_Memory(now), record, before)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    [
        tensor([1.0, NAN, INF, -INF, 0.0]),
        tensor(NAN, dtype=torch.float64),
        tensor([1, 2]),
        tensor([True, False]),
        torch.empty(0, 2),
        torch.ones(2, requires_grad=True),
    ],
    ids=str,
)
def test_argument_that_is_as_before_is_unchanged(value: Tensor) -> None:
    """Here a NaN that was there before is no difference; nothing else is forgiven."""
    assert_unchanged(_argument(value, value.detach().clone()), "x")


@pytest.mark.parametrize(
    ("before", "now", "message"),
    [
        (
            [1.0, 2.0],
            [1.0, 3.0],
            "the call modified x: x at [1] is 3, was 2 (1 of 2 elements differ)\nnow  [1, 3]\nwas  [1, 2]",
        ),
        ([1.0], [1.0000001], "the call modified x: x at [0] is 1.0000001, was 1"),
        ([NAN], [0.0], "the call modified x: x at [0] is 0, was nan"),
        ([0.0], [NAN], "the call modified x: x at [0] is nan, was 0"),
        ([INF], [3.0], "the call modified x: x at [0] is 3, was inf"),
        (
            [1, 2],
            [1, 0],
            "the call modified x: x at [1] is 0, was 2 (1 of 2 elements differ)\nnow  [1, 0]\nwas  [1, 2]",
        ),
        ([True], [False], "the call modified x: x at [0] is False, was True"),
    ],
)
def test_argument_that_was_written_to_is_reported(before: list[Any], now: list[Any], message: str) -> None:
    """With no tolerance at all, and with what it holds now and held before."""
    assert _failure(assert_unchanged, _argument(tensor(before), tensor(now)), "x") == message


def test_array_that_was_written_to_is_reported() -> None:
    """What held before is a copy: the check may write to its array after sharing it."""
    array = np.zeros(2)
    argument = _argument(array, torch.zeros(2, dtype=torch.float64))
    array += 1
    assert_unchanged(argument, "x")


# Exceptions that must come


def _raise(kind: str, *bases: str, text: str = "why") -> None:
    """Raise here what a student's exception of this type, with these built-in bases, becomes."""
    value_of(Raised(kind, bases, text, ("ps1.py:3 in f: raise",), in_probe=False))


def _from_worker(kind: str, bases: Sequence[str], text: str, *lines: str) -> CheckFailure:
    """Return what a student's exception becomes here."""
    with pytest.raises(CheckFailure) as caught:
        value_of(Raised(kind, tuple(bases), text, lines, in_probe=False))
    return caught.value


def _bases(kind: type[BaseException]) -> list[str]:
    return [base.__name__ for base in kind.mro() if base is not object]


BUILTIN = sorted(
    (kind for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, BaseException)),
    key=lambda kind: kind.__name__,
)


def test_exception_of_the_type_passes() -> None:
    """And so does one of a subclass, be it built in or the student's own."""
    for kind, bases in [
        ("ValueError", ["ValueError", "Exception"]),
        ("UnicodeError", ["UnicodeError", "ValueError", "Exception"]),
        ("MyError", ["ValueError", "Exception"]),
        ("MyError", ["UnicodeError", "ValueError", "Exception"]),
    ]:
        with must_raise(ValueError, "for x"):
            _raise(kind, *bases)


@pytest.mark.parametrize("bases", [["TypeError", "Exception"], ["Exception"], ["KeyboardInterrupt"], []])
def test_other_exception_fails_and_is_shown(bases: list[str]) -> None:
    """With its message, the student's lines, and what was expected when; a subclass is no superclass."""
    with pytest.raises(CheckFailure) as caught, must_raise(ValueError, "for shapes (3,) and (3, 1)"):
        _raise("ValueError", *bases)
    assert caught.value.message == (
        "raised ValueError: why\n  ps1.py:3 in f: raise\nwhere ValueError is expected for shapes (3,) and (3, 1)"
    )
    assert not isinstance(caught.value, StudentRaised)


@pytest.mark.parametrize(
    ("kind", "line", "hint"),
    [
        (
            "TypeError",
            "raise TypeError(n)",
            "The case is noticed, but the exception is of another type",
        ),
        ("RuntimeError", "return a - b", "Compare the shapes."),
        ("NameError", "return shap", "This name is set nowhere above"),
        ("AssertionError", "assert n > 0", "An assert is for mistakes of one's own"),
    ],
)
def test_another_exception_has_its_hint(kind: str, line: str, hint: str) -> None:
    """Who raises the wrong type is told so; who has torch raise it has not noticed the case."""
    text = "name 'shap' is not defined" if kind == "NameError" else "why"
    with pytest.raises(CheckFailure) as caught, must_raise(ValueError, "for x", hint="Compare the shapes."):
        raise _from_worker(kind, _bases(getattr(builtins, kind)), text, f"ps1.py:3 in f: {line}")
    assert caught.value.symptom is not None
    assert caught.value.symptom.hint.startswith(hint)


def test_superclass_of_the_expected_exception_fails() -> None:
    """Where FileNotFoundError is asked for, any OSError will not do."""
    with pytest.raises(CheckFailure) as caught, must_raise(FileNotFoundError, "for x"):
        _raise("OSError", "OSError", "Exception")
    assert caught.value.message.endswith("\nwhere FileNotFoundError is expected for x")


def test_no_exception_fails() -> None:
    """The sentence says what should have come, and when."""
    with pytest.raises(CheckFailure, match=r"^did not raise ValueError for x$"), must_raise(ValueError, "for x"):
        pass


def test_failure_that_is_no_exception_of_the_student_goes_through() -> None:
    """A hang, a missing function or an untouched stub is told as what it is."""
    for failure in (CheckFailure("did not finish in 10 s", lost_at=3), Unusable("f is not defined")):
        with pytest.raises(CheckFailure) as caught, must_raise(ValueError, "for x"):
            raise failure
        assert caught.value is failure
    line = "ps1.py:3 in f: raise NotImplementedError"
    with pytest.raises(Unusable, match="not implemented yet"), must_raise(RuntimeError, "for x"):
        raise _from_worker("NotImplementedError", ["NotImplementedError", "RuntimeError"], "", line)


def test_fault_of_the_grader_goes_through() -> None:
    """A ValueError of the check's own code is none of the student's."""
    with pytest.raises(ValueError, match="ours"), must_raise(ValueError, "for x"):
        raise ValueError("ours")


# The first four cannot be made of a message alone, the others end loops: their nearest base class must do.
NOT_TAKEN = {"UnicodeDecodeError", "UnicodeEncodeError", "UnicodeTranslateError", "ExceptionGroup"}
NOT_TAKEN |= {"StopIteration", "StopAsyncIteration", "BaseExceptionGroup"}


@pytest.mark.parametrize("kind", BUILTIN, ids=lambda kind: kind.__name__)
def test_every_builtin_exception_of_a_student_is_a_failure_here(kind: type[BaseException]) -> None:
    """Of the type that was raised, where that is an Exception: a check may use pytest.raises or `except`."""
    failure = _from_worker(kind.__name__, _bases(kind), "why")
    assert isinstance(failure, CheckFailure)
    assert failure.message == f"raised {kind.__name__}: why"
    if issubclass(kind, Exception) and kind is not Exception:
        assert isinstance(failure, next(base for base in kind.mro() if base.__name__ not in NOT_TAKEN))


def test_only_the_line_of_a_stub_is_not_implemented() -> None:
    """A NotImplementedError that torch raises over a mistake says what torch says."""
    bases = ["NotImplementedError", "RuntimeError"]
    stub = _from_worker(bases[0], bases, "", "ps1.py:3 in f: raise NotImplementedError('replace this line')")
    assert (type(stub), stub.message) == (Unusable, "not implemented yet")
    torchs = _from_worker(bases[0], bases, 'missing the required "forward"', "ps4.py:9 in f: return self.net(x)")
    assert isinstance(torchs, StudentRaised)
    assert 'missing the required "forward"' in torchs.message


def test_exception_of_a_student_ends_no_loop_of_the_check() -> None:
    """A student's StopIteration inside of map() would end it as if all had been said."""

    def call(number: int) -> None:
        _raise("StopIteration", *_bases(StopIteration))

    with pytest.raises(CheckFailure):
        list(map(call, [1, 2]))


@pytest.mark.parametrize(
    "name", ["int", "print", "__import__", "no_such_name", "", "\ud800", "object", "BaseException"]
)
def test_name_of_no_exception_makes_none(name: str) -> None:
    """What a worker names as a built-in type is looked up, never called unless it is an exception type."""
    failure = _from_worker("E", [name], "why")
    assert (type(failure), failure.message) == (StudentRaised, "raised E: why")


# Numbers, and NaN where NaN is right


def test_numbers_are_compared_with_numbers() -> None:
    """A plain number, or a 0-d tensor of any dtype, where a number is expected; a shape is still a shape."""
    assert_close(0.5, 0.5)
    assert_close(3, 3.0)
    assert_close(0.1 + 0.2, 0.3)
    assert_close(tensor(0.5, dtype=torch.float64), 0.5)
    assert _failure(assert_close, 0.25, 0.5) == "the result is 0.25, expected 0.5"
    assert _failure(assert_close, tensor([0.5]), 0.5) == "the result has shape (1,), expected ()"
    assert _failure(assert_close, "0.5", 0.5) == "the result is a str, not a Tensor"


def test_what_was_added_is_told_where_it_blocks_a_check() -> None:
    """All lines, and the symptom, of the failure that `require` has seen."""
    failure = CheckFailure("wrong", details=lambda: ["in two ways"], symptom=lambda: Symptom("s", "hint"))
    failure.add("in eval mode it is right")
    with pytest.raises(Blocked) as caught, require():
        raise failure
    assert caught.value.message.split("\n") == ["wrong", "in two ways", "in eval mode it is right"]
    assert (caught.value.line, caught.value.symptom) == ("wrong", Symptom("s", "hint"))


def test_nan_is_right_where_it_is_said_to_be() -> None:
    """Only there, and only where it is expected."""
    assert_close(tensor([NAN, 1.0]), tensor([NAN, 1.0]), equal_nan=True)
    _failure(assert_close, tensor([NAN, 1.0]), tensor([NAN, 1.0]))

    def with_nan(actual: Any, expected: Any) -> None:
        assert_close(actual, expected, equal_nan=True)

    _failure(with_nan, tensor([NAN, 1.0]), tensor([0.0, 1.0]))
    _failure(with_nan, tensor([0.0, 1.0]), tensor([NAN, 1.0]))
