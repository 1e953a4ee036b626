"""Hypothesis strategies for tensors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import hypothesis.extra.numpy as npst
import hypothesis.strategies as st
import numpy as np

from autograder.checking.properties import Example, Together, together
from autograder.protocol.tensors import HAS_TORCH, Tensor, torch

__all__ = ["FLOATS", "edges", "floats_away_from_zero", "shapes", "tensors", "tensors_alike"]

FLOATS = (torch.float32, torch.float64) if HAS_TORCH else ()


def shapes(
    min_dims: int = 0, max_dims: int = 3, min_side: int = 0, max_side: int = 4
) -> st.SearchStrategy[tuple[int, ...]]:
    """Shapes, 0-d and empty ones included unless the arguments say otherwise."""
    return npst.array_shapes(min_dims=min_dims, max_dims=max_dims, min_side=min_side, max_side=max_side)


@st.composite
def tensors(
    draw: st.DrawFn,
    shape: st.SearchStrategy[tuple[int, ...]] | tuple[int, ...] | None = None,
    dtypes: Sequence[torch.dtype] = FLOATS,
    low: float = -10.0,
    high: float = 10.0,
    elements: st.SearchStrategy[float] | None = None,
) -> Tensor:
    """Tensors of a shape (by default any, see `shapes`), of one of the dtypes, with values from low to high.

    Args:
        draw: given by Hypothesis.
        shape: a strategy for shapes, or one shape.
        dtypes: what to choose the dtype from; the first is the simplest.
        low: smallest value; 0 and 1 are the values of a bool.
        high: largest value.
        elements: a strategy for the values of floating-point tensors, instead of ``low`` and ``high``.
    """
    dtype = draw(_one_of(tuple(dtypes)))
    if shape is None:
        shape = shapes()
    size = shape if isinstance(shape, tuple) else draw(shape)
    numpy_dtype = np.dtype(str(dtype).removeprefix("torch."))
    array = draw(_arrays(numpy_dtype, size, _elements(numpy_dtype, low, high) if elements is None else elements))
    return torch.from_numpy(np.ascontiguousarray(array).reshape(size))


def tensors_alike(
    *names: str,
    shape: st.SearchStrategy[tuple[int, ...]] | None = None,
    dtypes: Sequence[torch.dtype] = FLOATS,
    low: float = -10.0,
    high: float = 10.0,
) -> Together:
    """Several tensors of one shape and dtype, by name; see `tensors` for the arguments."""

    @cache
    def alike(pair: tuple[tuple[int, ...], torch.dtype]) -> st.SearchStrategy[tuple[Tensor, ...]]:
        return st.tuples(*(tensors(pair[0], [pair[1]], low, high) for _ in names))

    values = st.tuples(shapes() if shape is None else shape, st.sampled_from(dtypes)).flatmap(alike)
    return together(*names, values=values)


def edges(*names: str, shapes: Sequence[tuple[int, ...]], dtypes: Sequence[torch.dtype] = FLOATS) -> list[Example]:
    """Inputs that must not be left to chance, for ``also=`` of `for_all`: each shape in each dtype.

    The first of the named inputs is 1 everywhere, all others are 0.
    """
    return [
        {name: torch.full(size, 1 if name == names[0] else 0, dtype=dtype) for name in names}
        for dtype in dtypes
        for size in shapes
    ]


def floats_away_from_zero(smallest: float, largest: float) -> st.SearchStrategy[float]:
    """Numbers of both signs with ``smallest <= abs(number) <= largest``, exact in float32."""
    low, high = float(np.float32(smallest * (1 + 1e-6))), float(np.float32(largest * (1 - 1e-6)))
    magnitudes = st.floats(low, high, width=32)
    return st.builds(lambda magnitude, sign: magnitude * sign, magnitudes, st.sampled_from((1.0, -1.0)))


# What is made for a draw is kept for the next ones: Hypothesis looks through every strategy that it has not met before,
# which takes longer than to draw from it.


@cache
def _one_of(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


@cache
def _arrays(
    dtype: np.dtype[Any], shape: tuple[int, ...], elements: st.SearchStrategy[float]
) -> st.SearchStrategy[np.ndarray[Any, Any]]:
    # No fill: elements that are all alike hide mistakes.
    return npst.arrays(dtype, shape, elements=elements, fill=st.nothing())


@cache
def _elements(dtype: np.dtype[Any], low: float, high: float) -> st.SearchStrategy[float]:
    if dtype.kind == "b":
        return st.booleans()
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        return st.integers(max(int(low), limits.min), min(int(high), limits.max))
    return st.floats(low, high, width=32, allow_subnormal=False)  # exact in float32 and float64 alike
