"""Contrast: what inputs for which a submission is right have in common, and those for which it is wrong have not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.language import Phrase
from autograder.protocol.tensors import torch

__all__ = ["contrast"]

# So many values of a feature are named; where there are more, they have nothing in common.
_MAX_NAMED = 3
# Numbers are in the order of their sizes.
_NUMBER = re.compile(r"-?\d+")
# Of fewer inputs on a side, what they have in common is no pattern, but for what the author has put in by hand.
_LEAST = 2
_EMPTY = Phrase("empty tensors")
_OTHERS = Phrase("others")


def contrast(right: Sequence[Mapping[str, Any]], wrong: Sequence[Mapping[str, Any]]) -> str:
    """Return a sentence such as ``right for float32, wrong for float64``; an empty text where nothing tells them apart.

    Where one side is all the others, it says ``wrong only for empty tensors``.

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
            good, bad = (_sorted({feature(example[name]) for example in side}) for side in (right, wrong))
            # To be right for what is empty is nothing to speak of.
            if not {*good} & {*bad} and "" not in (*good, *bad) and len(bad) <= _MAX_NAMED and good != [_EMPTY]:
                return _told("" if isinstance(value, torch.Tensor) else name, good, bad)
    return ""


def _dtype(tensor: torch.Tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")


def _dimensions(tensor: torch.Tensor) -> str:
    return Phrase("{n}-d", n=tensor.dim())


def _emptiness(tensor: torch.Tensor) -> str:
    return _EMPTY if tensor.numel() == 0 else _OTHERS


def _elements(tensor: torch.Tensor) -> str:
    return Phrase("tensors of one element") if tensor.numel() == 1 else _OTHERS


def _columns(tensor: torch.Tensor) -> str:
    if tensor.dim() != 2:
        return ""
    return Phrase("square tables") if tensor.shape[0] == tensor.shape[1] else Phrase("tables that are not square")


_FEATURES: tuple[Callable[[Any], str], ...] = (_dtype, _dimensions, _emptiness, _elements, _columns)


def _of_plain_value(value: Any) -> str:
    """Return a number, a word or a probe's name; nothing of what is long or has parts."""
    if isinstance(value, (bool, int, str)):
        return repr(value)
    return repr(value) if callable(value) else ""


def _sorted(values: set[str]) -> list[str]:
    """Sort texts, those of numbers by their size."""
    return sorted(values, key=lambda text: (float(text) if _NUMBER.fullmatch(text) else 0.0, text))


def _told(name: str, good: Sequence[str], bad: Sequence[str]) -> Phrase:
    """Say for what it is right and wrong; a tensor goes by what it is like, anything else by its name and value."""
    only_wrong = len(good) > _MAX_NAMED or [*good] == [_OTHERS]
    only_right = not only_wrong and [*bad] == [_OTHERS]
    right, wrong = "" if only_wrong else _listed(good), "" if only_right else _listed(bad)
    if only_wrong and name:
        return Phrase("wrong only for {name} = {wrong}", name=name, wrong=wrong)
    if only_wrong:
        return Phrase("wrong only for {wrong}", wrong=wrong)
    if only_right and name:
        return Phrase("right only for {name} = {right}", name=name, right=right)
    if only_right:
        return Phrase("right only for {right}", right=right)
    if name:
        return Phrase("right for {name} = {right}, wrong for {name} = {wrong}", name=name, right=right, wrong=wrong)
    return Phrase("right for {right}, wrong for {wrong}", right=right, wrong=wrong)


def _listed(values: Sequence[str]) -> str:
    if len(values) == 1:
        return values[0]
    *others, last = values
    first = others[0] if len(others) == 1 else Phrase("{first}, {second}", first=others[0], second=others[1])
    return Phrase("{first} and {last}", first=first, last=last)
