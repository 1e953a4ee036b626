"""Comparing NumPy's arrays, in NumPy's words: shape and dtype first, then values, never broadcasting."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checking.failure import CheckFailure
from autograder.checking.symptoms import CHANGED_ARRAY
from autograder.language import Phrase
from autograder.protocol.tensors import Tensor

__all__ = [
    "TOLERANCE",
    "assert_close",
    "assert_unchanged",
    "difference",
    "differs",
    "other_dtype",
    "other_shape",
    "place",
    "side_by_side",
]

# Results agree with the exact answer to this, relative or absolute, whichever is looser: by the course contract for
# float32 and float64, four times the distance from 1 to the next number for the half types, one of which NumPy lacks.
TOLERANCE = {"float32": 1e-5, "float64": 1e-8, "float16": 4e-3, "bfloat16": 3.2e-2}

# Arrays and tensors of so many elements are shown whole where they differ.
_MAX_WHOLE = 12


def assert_close(
    actual: NDArray[Any] | float,
    expected: NDArray[Any] | np.generic | float,
    what: str,
    *,
    tolerance: float | None = None,
    slack: float = 0.0,
    equal_nan: bool = False,
) -> None:
    """Fail the check unless ``actual`` is like ``expected``: shape, dtype, then values.

    A number of Python's where one is expected has no dtype: an integer will do for a float, but for nothing else.
    """
    wanted = np.asarray(expected)
    got = actual if isinstance(actual, np.ndarray) else _of_number(actual, wanted, what)
    if got.shape != wanted.shape:
        raise CheckFailure(other_shape(got, wanted, what))
    if got.dtype.name != wanted.dtype.name:
        raise CheckFailure(other_dtype(got.dtype, wanted.dtype, what, right=_is_right_but_for_dtype(got, wanted)))
    limit = TOLERANCE.get(wanted.dtype.name, 0.0) if tolerance is None else tolerance
    wrong = differs(got, wanted, limit, slack)
    if equal_nan and wanted.dtype.kind in "fc":
        wrong &= ~(np.isnan(got) & np.isnan(wanted))
    if wrong.any():
        raise CheckFailure(difference(got, wanted, wrong, what), details=partial(side_by_side, got, wanted))


def assert_unchanged(now: NDArray[Any], before: NDArray[Any], what: str) -> None:
    """Fail the check if an argument is not what it was."""
    wrong = now != before
    if before.dtype.kind in "fc":
        wrong &= ~(np.isnan(now) & np.isnan(before))
    if wrong.any():
        line = difference(now, before, wrong, what, was=True)
        message = Phrase("the call modified {what}: {difference}", what=what, difference=line)
        raise CheckFailure(message, details=partial(side_by_side, now, before, was=True), symptom=CHANGED_ARRAY)


def _of_number(actual: float, wanted: NDArray[Any], what: str) -> NDArray[Any]:
    """Return a number of Python's in the dtype that is wanted, if that can hold it."""
    kinds = "b" if isinstance(actual, bool) else "fc" if isinstance(actual, float) else "iufc"
    try:
        if wanted.dtype.kind in kinds:
            return np.asarray(actual, wanted.dtype)
    except OverflowError:
        pass
    text = f"{actual!r:.40}" if not wanted.ndim else Phrase("a number")
    raise CheckFailure(Phrase("{what} is {got}, expected {wanted}", what=what, got=text, wanted=_said(wanted)))


def _said(wanted: NDArray[Any]) -> str:
    """Say in a few words what is wanted."""
    return _number(wanted.item()) if not wanted.ndim else Phrase("an ndarray of shape {shape}", shape=wanted.shape)


def _is_right_but_for_dtype(got: NDArray[Any], wanted: NDArray[Any]) -> bool:
    """Say whether another dtype is all that is wrong; of no elements at all there is nothing to say."""
    both = {got.dtype.kind, wanted.dtype.kind}
    coarser = max((TOLERANCE.get(each.dtype.name, 0.0) for each in (got, wanted)), default=0.0)
    if not got.size or not both <= set("fiub"):
        return False
    return not differs(got.astype(float), wanted.astype(float), coarser, 0.0).any()


def other_shape(got: NDArray[Any] | Tensor, wanted: NDArray[Any] | Tensor, what: str) -> Phrase:
    """Say which shape there is."""
    shapes = {"got": tuple(got.shape), "wanted": tuple(wanted.shape)}
    return Phrase("{what} has shape {got}, expected {wanted}", what=what, **shapes)


def other_dtype(got: object, wanted: object, what: str, *, right: bool = False) -> Phrase:
    """Say which dtype there is, and so if that is all that is wrong."""
    if right:
        return Phrase(
            "{what} has dtype {got}, expected {wanted}; the values are right", what=what, got=got, wanted=wanted
        )
    return Phrase("{what} has dtype {got}, expected {wanted}", what=what, got=got, wanted=wanted)


def differs(got: NDArray[Any], wanted: NDArray[Any], tolerance: float, slack: float) -> NDArray[np.bool_]:
    """Return where the two, of equal shapes, differ by more than the tolerance and the slack."""
    if wanted.dtype.kind not in "fc":
        return np.asarray(got != wanted)
    # Written so that a NaN differs from everything, itself included, and an infinity from all but itself.
    with np.errstate(invalid="ignore", over="ignore"):
        one, other = (each.astype(complex if each.dtype.kind == "c" else float, copy=False) for each in (got, wanted))
        near = np.abs(one - other) <= tolerance * np.maximum(np.abs(other), 1.0) + slack
        return np.asarray(~(near & np.isfinite(other) | (one == other)))


def difference(
    actual: NDArray[Any] | Tensor,
    expected: NDArray[Any] | Tensor,
    wrong: NDArray[np.bool_],
    what: str,
    *,
    was: bool = False,
) -> Phrase:
    """Describe the first of the differing elements of two arrays or tensors, and how many there are.

    Args:
        actual: the one.
        expected: the other.
        wrong: where they differ.
        what: what to call the one.
        was: the other is what the one was.
    """
    first = place(wrong)
    got, wanted = _numbers(actual[first].item(), expected[first].item())
    values = {"what": what, "place": list(first), "got": got, "wanted": wanted}
    if first and was:
        line = Phrase("{what} at {place} is {got}, was {wanted}", **values)
    elif first:
        line = Phrase("{what} at {place} is {got}, expected {wanted}", **values)
    elif was:
        line = Phrase("{what} is {got}, was {wanted}", **values)
    else:
        line = Phrase("{what} is {got}, expected {wanted}", **values)
    if wrong.size == 1:
        return line
    return Phrase("{line} ({wrong} of {n} elements differ)", line=line, wrong=int(wrong.sum()), n=wrong.size)


def place(wrong: NDArray[np.bool_]) -> tuple[int, ...]:
    """Return where the first True is; `nonzero` would need memory for the places of all of them."""
    return tuple(int(index) for index in np.unravel_index(int(wrong.argmax()), wrong.shape))


def side_by_side(actual: NDArray[Any] | Tensor, expected: NDArray[Any] | Tensor, *, was: bool = False) -> list[str]:
    """Write two small ones of one shape whole, element below element, with as few digits as show what differs."""
    shape = tuple(expected.shape)
    if not 1 < math.prod(shape) <= _MAX_WHOLE:
        return []
    values = zip(*(each.reshape(-1).tolist() for each in (actual, expected)), strict=True)
    pairs = [_numbers(*pair) if pair[0] != pair[1] else [_number(pair[0])] * 2 for pair in values]
    width = max(len(text) for pair in pairs for text in pair)
    got, wanted = (_nested([text.rjust(width) for text in texts], shape) for texts in zip(*pairs, strict=True))
    if was:
        return [Phrase("now  {got}\nwas  {wanted}", got=got, wanted=wanted)]
    return [Phrase("got       {got}\nexpected  {wanted}", got=got, wanted=wanted)]


def _nested(texts: list[str], shape: tuple[int, ...]) -> str:
    """Write elements in the brackets of an array of this shape."""
    if not shape:
        return texts[0]
    step = len(texts) // shape[0]
    return f"[{', '.join(_nested(texts[place : place + step], shape[1:]) for place in range(0, len(texts), step))}]"


def _number(value: object) -> str:
    """Write a number with few digits."""
    return f"{value + 0.0:.4g}" if isinstance(value, float) else str(value)  # -0.0 is no other number than 0.0


def _numbers(*values: object) -> list[str]:
    """Write different numbers with as few digits as show that they differ."""
    for digits in (4, 8, 12):
        texts = [f"{value:.{digits}g}" if isinstance(value, float) else str(value) for value in values]
        if len(set(texts)) > 1:
            return texts
    return [repr(value) for value in values]
