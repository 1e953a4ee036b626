"""Comparing NumPy's arrays, in NumPy's words: shape and dtype first, then values, never broadcasting."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checking.failure import CheckFailure
from autograder.checking.symptoms import CHANGED_ARRAY

__all__ = ["TOLERANCE", "assert_close", "assert_unchanged", "nested", "number", "numbers"]

# Results agree with the exact answer to this, relative or absolute, whichever is looser: by the course contract for
# float32 and float64, four times the distance from 1 to the next number for the half types, one of which NumPy lacks.
TOLERANCE = {"float32": 1e-5, "float64": 1e-8, "float16": 4e-3, "bfloat16": 3.2e-2}

# Arrays of so many elements are shown whole where they differ.
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
        raise CheckFailure(f"{what} has shape {got.shape}, expected {wanted.shape}")
    if got.dtype.name != wanted.dtype.name:
        raise CheckFailure(f"{what} has dtype {got.dtype}, expected {wanted.dtype}{_right(got, wanted)}")
    limit = TOLERANCE.get(wanted.dtype.name, 0.0) if tolerance is None else tolerance
    wrong = _differs(got, wanted, limit, slack)
    if equal_nan and wanted.dtype.kind in "fc":
        wrong &= ~(np.isnan(got) & np.isnan(wanted))
    if wrong.any():
        raise CheckFailure(_difference(got, wanted, wrong, what, "got", "expected"))


def assert_unchanged(now: NDArray[Any], before: NDArray[Any], what: str) -> None:
    """Fail the check if an argument is not what it was."""
    wrong = now != before
    if before.dtype.kind in "fc":
        wrong &= ~(np.isnan(now) & np.isnan(before))
    if wrong.any():
        message = f"the call modified {what}: {_difference(now, before, wrong, what, 'now', 'was')}"
        raise CheckFailure(message, symptom=CHANGED_ARRAY)


def _of_number(actual: float, wanted: NDArray[Any], what: str) -> NDArray[Any]:
    """Return a number of Python's in the dtype that is wanted, if that can hold it."""
    kinds = "b" if isinstance(actual, bool) else "fc" if isinstance(actual, float) else "iufc"
    try:
        if wanted.dtype.kind in kinds:
            return np.asarray(actual, wanted.dtype)
    except OverflowError:
        pass
    text = f"{actual!r:.40}" if not wanted.ndim else "a number"
    raise CheckFailure(f"{what} is {text}, expected {_said(wanted)}")


def _said(wanted: NDArray[Any]) -> str:
    """Say in a few words what is wanted."""
    return number(wanted.item()) if not wanted.ndim else f"an ndarray of shape {wanted.shape}"


def _right(got: NDArray[Any], wanted: NDArray[Any]) -> str:
    """Say so if all that is wrong is the dtype."""
    both = {got.dtype.kind, wanted.dtype.kind}
    coarser = max((TOLERANCE.get(each.dtype.name, 0.0) for each in (got, wanted)), default=0.0)
    right = both <= set("fiub") and not _differs(got.astype(float), wanted.astype(float), coarser, 0.0).any()
    return "; the values are right" if right else ""


def _differs(got: NDArray[Any], wanted: NDArray[Any], tolerance: float, slack: float) -> NDArray[np.bool_]:
    """Return where the two, of equal shapes, differ by more than the tolerance and the slack."""
    if wanted.dtype.kind not in "fc":
        return np.asarray(got != wanted)
    # Written so that a NaN differs from everything, itself included, and an infinity from all but itself.
    with np.errstate(invalid="ignore", over="ignore"):
        one, other = (each.astype(complex if each.dtype.kind == "c" else float) for each in (got, wanted))
        near = np.abs(one - other) <= tolerance * np.maximum(np.abs(other), 1.0) + slack
        return np.asarray(~(near & np.isfinite(other) | (one == other)))


def _difference(
    got: NDArray[Any], wanted: NDArray[Any], wrong: NDArray[np.bool_], what: str, after: str, before: str
) -> str:
    """Describe the first of the differing elements, and how many there are; of a small array show all."""
    first = np.unravel_index(int(wrong.argmax()), wrong.shape)
    where = f" at {[int(index) for index in first]}" if first else ""
    texts = numbers(got[first].item(), wanted[first].item())
    line = f"{what}{where} is {texts[0]}, {before} {texts[1]}"
    if wrong.size == 1:
        return line
    line = f"{line} ({int(wrong.sum())} of {wrong.size} elements differ)"
    if wrong.size > _MAX_WHOLE:
        return line
    values = zip(got.ravel().tolist(), wanted.ravel().tolist(), strict=True)
    pairs = [numbers(*pair) if pair[0] != pair[1] else [number(pair[0])] * 2 for pair in values]
    width = max(len(text) for pair in pairs for text in pair)
    rows = [nested([text.rjust(width) for text in texts], wrong.shape) for texts in zip(*pairs, strict=True)]
    labels = max(len(after), len(before))
    return "\n".join([line, *(f"{label:{labels}}  {row}" for label, row in zip((after, before), rows, strict=True))])


def nested(texts: list[str], shape: tuple[int, ...]) -> str:
    """Write elements in the brackets of an array of this shape."""
    if not shape:
        return texts[0]
    step = len(texts) // shape[0]
    return f"[{', '.join(nested(texts[place : place + step], shape[1:]) for place in range(0, len(texts), step))}]"


def number(value: object) -> str:
    """Write a number with few digits."""
    return f"{value + 0.0:.4g}" if isinstance(value, float) else str(value)  # -0.0 is no other number than 0.0


def numbers(*values: object) -> list[str]:
    """Write different numbers with as few digits as show that they differ."""
    for digits in (4, 8, 12):
        texts = [f"{value:.{digits}g}" if isinstance(value, float) else str(value) for value in values]
        if len(set(texts)) > 1:
            return texts
    return [repr(value) for value in values]
