"""Comparing what came back with what should have: shape and dtype first, then values, never broadcasting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import numpy as np

from autograder.checking import arrays, symptoms
from autograder.checking.failure import CheckError, CheckFailure, StudentRaised, Unusable, can_be_told
from autograder.checking.student import RemoteObject, SharedTensor
from autograder.checking.symptoms import Symptom
from autograder.language import Phrase
from autograder.protocol.results import line_of
from autograder.protocol.tensors import HAS_TORCH, Tensor, torch
from autograder.protocol.values import DTYPES, Unreadable

__all__ = [
    "RESULT",
    "TOLERANCE",
    "assert_close",
    "assert_detached",
    "assert_finite",
    "assert_like",
    "assert_unchanged",
    "describe",
    "expect_object",
    "expect_tensor",
    "must_raise",
    "show",
    "unreadable",
]

# Results agree with the exact answer to this, relative or absolute, whichever is looser: by the course contract for
# float32 and float64, four times the distance from 1 to the next number for the half types.
TOLERANCE = {DTYPES[name]: tolerance for name, tolerance in arrays.TOLERANCE.items() if HAS_TORCH}

_MAX_SHOWN = 300
# Numbers that are shorter to write are shown beside their type.
_MAX_NUMBER = 24
# That a student's line raises an exception itself, at the end of what is said of it.
_OWN_RAISE = re.compile(r"\n  [^\n]*:\d+ in [^\n:]*: raise\b[^\n]*$")

# Of what is called so by default.
RESULT = Phrase("the result")


def expect_tensor(value: Any, what: str = RESULT) -> Tensor:
    """Return ``value`` if it is a tensor; fail the check if it is not."""
    if not isinstance(value, Tensor):
        raise Unusable(
            Phrase("{what} is {value}, not a Tensor", what=what, value=describe(value)), symptom=symptoms.of_type(value)
        )
    return value


def expect_object(value: Any, what: str = RESULT) -> RemoteObject:
    """Return ``value`` if it is an object that stays in the worker, e.g. a network; fail the check if it is not."""
    if not isinstance(value, RemoteObject):
        message = Phrase("{what} is {value}, not an object that can be asked", what=what, value=describe(value))
        raise Unusable(message, symptom=symptoms.of_type(value))
    return value


def assert_close(
    actual: Any,
    expected: Tensor | np.ndarray[Any, Any] | float,
    what: str = RESULT,
    *,
    tolerance: float | None = None,
    slack: float = 0.0,
    equal_nan: bool = False,
    look: Callable[[Tensor, Tensor, Callable[[Tensor, Tensor], bool]], Symptom | None] = symptoms.of_values,
) -> None:
    """Fail the check unless ``actual`` is a tensor (or array) like ``expected``: shape, dtype, then values.

    Args:
        actual: what the student's code returned.
        expected: the exact answer, a tensor or an array, or a number; compute it in float64 and cast it, so that its
            own rounding does not count.
        what: what to call ``actual`` in the message.
        tolerance: largest difference, relative or absolute, whichever is looser. By default that of the course
            contract for the dtype: 1e-5 for float32, 1e-8 for float64, 4e-3 for float16, 3.2e-2 for bfloat16, none for
            integers and bools.
        slack: absolute difference that is accepted beyond the tolerance, however small or large the numbers are.
        equal_nan: a NaN is like a NaN.
        look: looks for a symptom in wrong values, see `autograder.checking.symptoms`.
    """
    if not HAS_TORCH or (isinstance(expected, (np.ndarray, np.generic)) and not isinstance(expected, float)):
        if not isinstance(actual, (np.ndarray, bool, int, float)):
            message = Phrase("{what} is {value}, not an ndarray", what=what, value=describe(actual))
            raise Unusable(message, symptom=symptoms.of_no_array(actual))
        exact_array: Any = expected
        arrays.assert_close(actual, exact_array, what, tolerance=tolerance, slack=slack, equal_nan=equal_nan)
        return
    if not isinstance(expected, Tensor):
        number = torch.tensor(expected, dtype=actual.dtype if isinstance(actual, Tensor) else None)
        if type(actual) in (bool, int, float):  # a number where a number is expected
            if isinstance(actual, int) and not -(2**63) <= actual < 2**63:
                raise CheckFailure(
                    Phrase("{what} is {got}, expected {wanted}", what=what, got=describe(actual), wanted=expected)
                )
            actual = torch.tensor(actual).to(number.dtype if isinstance(actual, int) else torch.float32)
        expected = number
    exact = expected.detach()

    def differs(one: Tensor, other: Tensor) -> Tensor:
        return _differs(one, other, TOLERANCE.get(other.dtype, 0.0) if tolerance is None else tolerance, slack)

    def near(one: Tensor, other: Tensor) -> bool:
        """Say whether two tensors of one shape and dtype agree."""
        return not differs(one, other).any()

    tensor = expect_tensor(actual, what)
    got = tensor.detach()
    if tensor.shape != expected.shape:
        raise _wrong_shape(tensor, expected, what, symptoms.of_shape(got, exact, near))
    if tensor.dtype != expected.dtype:
        right = _same_but_for_dtype(got, exact, near)
        symptom = symptoms.of_dtype(tensor.dtype, expected.dtype, right=right)
        told = right and tensor.numel() > 0  # of no elements at all there is nothing to say
        raise _wrong_dtype(tensor, expected, what, symptom, right=told)
    if torch.equal(got, exact):  # as most of what is right is, and told at once
        return
    wrong = differs(got, exact)
    if equal_nan:
        wrong &= ~(got.isnan() & exact.isnan())
    if wrong.any():
        message = arrays.difference(got, exact, wrong.numpy(), what)
        details = partial(arrays.side_by_side, got, exact)
        raise CheckFailure(message, details=details, symptom=partial(look, got, exact, near))


def assert_unchanged(argument: SharedTensor, what: str) -> None:
    """Fail the check if the call has written to an argument; the grader looks at the memory itself."""
    now, before = argument.now(), argument.before
    if isinstance(before, np.ndarray):  # where there is no torch
        arrays.assert_unchanged(now, before, what)
        return
    wrong = now.ne(before) & ~(now.isnan() & before.isnan())
    if wrong.any():
        difference = arrays.difference(now, before, wrong.numpy(), what, was=True)
        message = Phrase("the call modified {what}: {difference}", what=what, difference=difference)
        details = partial(arrays.side_by_side, now, before, was=True)
        raise CheckFailure(message, details=details, symptom=symptoms.CHANGED_IN_PLACE)


def assert_like(actual: Any, expected: Tensor, what: str = RESULT) -> Tensor:
    """Return ``actual`` if it is a tensor of the shape and dtype of ``expected``; fail the check if it is not."""
    tensor = expect_tensor(actual, what)
    if tensor.shape != expected.shape:
        raise _wrong_shape(tensor, expected, what, symptoms.of_dimensions(tensor.shape, expected.shape))
    if tensor.dtype != expected.dtype:
        raise _wrong_dtype(tensor, expected, what, symptoms.of_dtype(tensor.dtype, expected.dtype))
    return tensor


def assert_finite(actual: Any, what: str = RESULT, *, symptom: Symptom = symptoms.NOT_FINITE) -> None:
    """Fail the check unless ``actual`` is a tensor with no NaN and no infinity in it; the ``symptom`` says why so."""
    wrong = ~expect_tensor(actual, what).isfinite()
    if wrong.any():
        first = actual[arrays.place(wrong.numpy())].item()
        message = Phrase(
            "{what} has {wrong} of {n} elements that are not finite: {first}",
            what=what,
            wrong=int(wrong.sum()),
            n=wrong.numel(),
            first=first,
        )
        raise CheckFailure(message, symptom=symptom)


def assert_detached(actual: Any, what: str = RESULT) -> None:
    """Fail the check unless ``actual`` is a tensor that is part of no graph."""
    if expect_tensor(actual, what).requires_grad:
        message = Phrase("{what} requires grad; detach it", what=what)
        raise CheckFailure(message, symptom=symptoms.STILL_IN_A_GRAPH)


@contextmanager
def must_raise(kind: type[Exception], when: str, *, hint: str = "") -> Iterator[None]:
    """Fail the check unless the student's code raises ``kind`` (or a subclass) inside the block.

    Args:
        kind: a built-in exception; others cannot be told apart from here.
        when: completes the sentence "it must raise ValueError …", e.g. ``for shapes (3,) and (3, 1)``.
        hint: what to tell whoever raises nothing, or has torch raise something.

    Raises:
        CheckError: ``kind`` is no built-in exception, or is Exception itself.
    """
    if not can_be_told(kind):
        raise CheckError(f"must_raise cannot tell {kind.__name__} from other exceptions; name a built-in one.")
    name = kind.__name__
    try:
        yield
    except CheckFailure as failure:
        if isinstance(failure, kind):
            return
        if isinstance(failure, StudentRaised):
            symptom = _of_another_exception(failure, name, hint)
            expected = Phrase("where {name} is expected {when}", name=name, when=when)
            raise CheckFailure(Phrase.lines(failure.message, expected), symptom=symptom) from None
        raise
    raise CheckFailure(Phrase("did not raise {name} {when}", name=name, when=when), symptom=_not_raised(hint))


def _of_another_exception(failure: StudentRaised, name: str, hint: str) -> Symptom | None:
    """Return the symptom of an exception where ``name`` should have been raised."""
    if isinstance(failure, AssertionError):
        return symptoms.ASSERTION
    if _OWN_RAISE.search(failure.message):
        said = Phrase(
            "The case is noticed, but the exception is of another type than {name}, which is asked for.", name=name
        )
        return Symptom("another_exception", said, apart=True)
    # So torch says that something does not fit: the case itself was not noticed.
    by_torch = isinstance(failure, (RuntimeError, IndexError)) and not isinstance(failure, RecursionError)
    return _not_raised(hint) or failure.symptom if by_torch else failure.symptom


def _not_raised(hint: str) -> Symptom | None:
    return Symptom("not_raised", hint, apart=True) if hint else None


def describe(value: Any) -> str:
    """Say in a few words what a value is: ``a float``, ``a tuple of 2``, ``None``; mostly a `Phrase`."""
    match value:
        case None:
            return "None"
        case Unreadable():
            return Phrase(
                "{a} that cannot be read ({reason})", a=_a(line_of(value.type, 100)), reason=line_of(value.reason)
            )
        case RemoteObject():
            return _a(line_of(value.handle.type, 100))
        case bool() | int() | float() if (text := repr(value)) and len(text) < _MAX_NUMBER:
            return Phrase("{a}, {text}", a=_a(type(value).__name__), text=text)
        case list() | tuple() | dict():
            return Phrase("{a} of {n}", a=_a(type(value).__name__), n=len(value))
        case np.ndarray() if not value.ndim:
            shown = repr(value.item())[:_MAX_SHOWN]
            return Phrase("a {dtype} of NumPy's, {value}", dtype=value.dtype, value=shown)
        case np.ndarray():
            return Phrase("an ndarray of shape {shape}", shape=value.shape)
    return _a(type(value).__name__)


def unreadable(answer: Any) -> CheckFailure:
    """Return the failure of a worker that has sent something else than it was asked for."""
    return CheckFailure(Phrase("sent an answer that cannot be read: {value}", value=describe(answer)))


def _a(noun: str) -> str:
    begins_with_vowel = noun[:1].lower() in "aeiou" or noun == "ndarray"
    return Phrase("an {noun}", noun=noun) if begins_with_vowel else Phrase("a {noun}", noun=noun)


def show(value: Any) -> str:
    """Write a value as a student would type it, on one line, with all digits that matter, cut where it is long."""
    text = _tensor_as_code(value) if isinstance(value, Tensor) else repr(value)
    text = " ".join(text.split())
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + " …"


def _tensor_as_code(tensor: Tensor) -> str:
    dtype = "" if tensor.dtype in (torch.float32, torch.int64, torch.bool) else f", dtype={tensor.dtype}"
    if tensor.numel() == 0:
        return f"torch.empty({_shape(tensor)}{dtype})"
    values = tensor.detach().float() if tensor.dtype == torch.bfloat16 else tensor.detach()
    digits = np.array2string(values.numpy(), separator=", ", floatmode="unique", threshold=200)
    return f"tensor({digits}{dtype})"


def _wrong_shape(got: Tensor, expected: Tensor, what: str, symptom: Symptom | None = None) -> CheckFailure:
    return CheckFailure(arrays.other_shape(got, expected, what), symptom=symptom)


def _wrong_dtype(
    got: Tensor, expected: Tensor, what: str, symptom: Symptom | None, *, right: bool = False
) -> CheckFailure:
    return CheckFailure(arrays.other_dtype(_dtype(got), _dtype(expected), what, right=right), symptom=symptom)


def _same_but_for_dtype(got: Tensor, expected: Tensor, near: Callable[[Tensor, Tensor], bool]) -> bool:
    """Say whether two tensors of one shape agree: floating-point numbers as far as the coarser ones can."""
    if got.is_complex() or expected.is_complex():
        return False
    both_float = got.is_floating_point() and expected.is_floating_point()
    if both_float and torch.finfo(got.dtype).eps > torch.finfo(expected.dtype).eps:
        return near(got, expected.to(got.dtype))
    return near(got.to(expected.dtype), expected)


def _differs(actual: Tensor, expected: Tensor, tolerance: float, slack: float) -> Tensor:
    """Return a bool tensor: where the two, of equal shapes, differ by more than the tolerance and the slack."""
    if not expected.dtype.is_floating_point:
        return actual.ne(expected)
    # NumPy is faster where little is compared.
    return torch.from_numpy(arrays.differs(actual.double().numpy(), expected.double().numpy(), tolerance, slack))


def _shape(tensor: Tensor) -> str:
    return str(tuple(tensor.shape))


def _dtype(tensor: Tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")
