"""Drawing inputs with Hypothesis: always the same ones. The one module that uses what Hypothesis keeps private.

Tried with Hypothesis 6.136 and 6.170. Private are the two names that are imported below, and that constants of local
modules come from `_get_local_constants` and are kept in `CONSTANTS_CACHE`; backends (`PrimitiveProvider`) are
documented, as experimental.
"""

from __future__ import annotations

import math
import random
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from unittest import mock

import hypothesis
import hypothesis.strategies as st
from hypothesis.internal import constants_ast
from hypothesis.internal.conjecture import providers

__all__ = ["SimpleProvider", "draw", "draw_simple", "other_inputs", "seed_for"]

_number = ContextVar("_number", default=0)

# Numbers that are easy to calculate with, the easiest first.
_EASY_FLOATS = (0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 5, -5, 0.25, -0.25, 10, -10, 100, -100, 1000, -1000)
_EASY_INTEGERS = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 7, -7, 10, -10, 100, -100, 1000, -1000)


@contextmanager
def other_inputs(number: int) -> Iterator[None]:
    """Have checks get other inputs, as a number from 0 to 2³² - 1 says, where they are drawn in this context.

    They are added up where one context stands in another one.
    """
    token = _number.set((_number.get() + number) % 2**32)
    try:
        yield
    finally:
        _number.reset(token)


def seed_for(text: str) -> int:
    """Return a seed that is the same for the same text, but for `other_inputs`."""
    return (zlib.crc32(text.encode()) + _number.get()) % 2**32  # NumPy takes no more


def draw(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """Return so many values of a strategy, as Hypothesis generates them; fewer if there are no more."""
    return _drawn(strategy, count, "hypothesis")


def draw_simple(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """Return so many simple values of a strategy: small, and made of numbers that are easy to calculate with."""
    return _drawn(strategy, count, "autograder-simple")


def _drawn(strategy: st.SearchStrategy[Any], count: int, backend: str) -> list[Any]:
    values: list[Any] = []

    @hypothesis.settings(
        max_examples=count,
        phases=[hypothesis.Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=False,
        backend=backend,
        verbosity=hypothesis.Verbosity.quiet,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategy)
    def collect(value: Any) -> None:
        values.append(value)

    if _number.get():
        collect = hypothesis.seed(_number.get())(collect)
    # Hypothesis likes to draw constants that it finds in the source of whatever modules are imported, so what it
    # draws would depend on those, and on what others in this process have had it draw before.
    with (
        mock.patch.object(providers, "_get_local_constants", constants_ast.Constants),
        mock.patch.object(providers, "CONSTANTS_CACHE", type(providers.CONSTANTS_CACHE)(1024)),
    ):
        collect()
    return values


class SimpleProvider(providers.PrimitiveProvider):
    """A Hypothesis backend whose choices are simple ones."""

    lifetime = "test_function"

    def __init__(self, conjecturedata: Any, /) -> None:
        super().__init__(conjecturedata)
        self._random = random.Random(0)

    def draw_boolean(self, p: float = 0.5) -> bool:
        """Return False more often than True."""
        return self._random.random() < (p if p in (0, 1) else min(p, 0.5))

    def draw_integer(
        self,
        min_value: int | None = None,
        max_value: int | None = None,
        *,
        weights: dict[int, float] | None = None,
        shrink_towards: int = 0,
    ) -> int:
        """Return an integer near the simplest one, or one of the bounds."""
        low = -math.inf if min_value is None else min_value
        high = math.inf if max_value is None else max_value
        bounds = [bound for bound in (min_value, max_value) if bound is not None]
        near = [shrink_towards + easy for easy in _EASY_INTEGERS if low <= shrink_towards + easy <= high]
        return int(self._one_of(near or bounds, bounds))

    def draw_float(
        self,
        *,
        min_value: float = -math.inf,
        max_value: float = math.inf,
        allow_nan: bool = True,
        smallest_nonzero_magnitude: float,
    ) -> float:
        """Return an easy number, or one of the bounds."""
        bounds = [bound for bound in (min_value, max_value) if math.isfinite(bound)]
        easy = [
            float(value)
            for value in _EASY_FLOATS
            if min_value <= value <= max_value and (not value or abs(value) >= smallest_nonzero_magnitude)
        ]
        return float(self._one_of(easy or bounds, bounds))

    def draw_string(self, intervals: Any, *, min_size: int = 0, max_size: int = 1 << 30) -> str:
        """Return a short text of the simplest characters."""
        size = min(max_size, min_size + self._random.randrange(3))
        most = min(len(intervals), 4)
        return "".join(intervals.char_in_shrink_order(self._random.randrange(most)) for _ in range(size))

    def draw_bytes(self, min_size: int = 0, max_size: int = 1 << 30) -> bytes:
        """Return a few bytes."""
        return bytes(self._random.randrange(3) for _ in range(min(max_size, min_size + self._random.randrange(3))))

    def _one_of(self, values: Sequence[Any], bounds: Sequence[Any]) -> Any:
        """Return one of the first values most of the time."""
        if bounds and self._random.random() < 0.1:
            return self._random.choice(bounds)
        return values[int(len(values) * self._random.random() ** 2)]


providers.AVAILABLE_PROVIDERS["autograder-simple"] = f"{__name__}.{SimpleProvider.__name__}"
