"""Contrast: what inputs for which a submission is right have in common, and those for which it is wrong have not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch

__all__ = ["contrast"]

# So many values of a feature are named; where there are more, they have nothing in common.
_MAX_NAMED = 3
# Of fewer inputs on a side, what they have in common is no pattern, but for what the author has put in by hand.
_LEAST = 2
_EMPTY = "empty tensors"


def contrast(right: Sequence[Mapping[str, Any]], wrong: Sequence[Mapping[str, Any]]) -> str:
    """Return a sentence such as ``right for float32, wrong for float64``; an empty text where nothing tells them apart.

    Args:
        right: the inputs for which it is right.
        wrong: those for which it is wrong.
    """
    if len(right) < _LEAST or len(wrong) < _LEAST:
        return ""
    for name, value in wrong[0].items():
        values = [example[name] for example in (*right, *wrong)]
        if any(isinstance(each, torch.Tensor) is not isinstance(value, torch.Tensor) for each in values):
            continue
        for feature in _FEATURES if isinstance(value, torch.Tensor) else (_of_plain_value,):
            good, bad = (sorted({feature(example[name]) for example in side}) for side in (right, wrong))
            # To be right for what is empty is nothing to speak of.
            if not {*good} & {*bad} and "" not in (*good, *bad) and len(bad) <= _MAX_NAMED and good != [_EMPTY]:
                of = "" if isinstance(value, torch.Tensor) else f"{name} = "
                return f"right for {of}{_listed(good)}, wrong for {of}{_listed(bad)}"
    return ""


def _dtype(tensor: torch.Tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")


def _dimensions(tensor: torch.Tensor) -> str:
    return f"{tensor.dim()}-d"


def _emptiness(tensor: torch.Tensor) -> str:
    return _EMPTY if tensor.numel() == 0 else "others"


def _elements(tensor: torch.Tensor) -> str:
    return "one element" if tensor.numel() == 1 else "none or several"


def _columns(tensor: torch.Tensor) -> str:
    return (
        ""
        if tensor.dim() != 2
        else "square tables"
        if tensor.shape[0] == tensor.shape[1]
        else "tables that are not square"
    )


_FEATURES: tuple[Callable[[Any], str], ...] = (_dtype, _dimensions, _emptiness, _elements, _columns)


def _of_plain_value(value: Any) -> str:
    """Return a number, a word or a probe's name; nothing of what is long or has parts."""
    if isinstance(value, (bool, int, str)):
        return repr(value)
    return repr(value) if callable(value) else ""


def _listed(values: Sequence[str]) -> str:
    if len(values) > _MAX_NAMED:
        return "others"
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} and {values[-1]}"
