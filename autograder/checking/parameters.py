"""The symptom of a network whose parameters have other shapes than expected: which layer it is, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

from autograder.checking.symptoms import Symptom
from autograder.language import Phrase

__all__ = ["of_parameters"]

# Of so many numbers at most the permutations are tried.
_MAX_PERMUTED = 5
_WEIGHT_DIMENSIONS = 2


def of_parameters(got: Sequence[Sequence[int]], expected: Sequence[Sequence[int]]) -> Symptom | None:
    """Return the symptom of a network whose parameters have other shapes than expected."""
    found, wanted = [tuple(shape) for shape in got], [tuple(shape) for shape in expected]
    if not found:
        return Symptom(
            "no_parameters",
            "A network has the parameters of the layers that are its attributes: self.layer = nn.Linear(…). Those in a "
            "plain list are not found (nn.ModuleList is), nor those made in forward.",
        )
    layers, asked = _layers(found), _layers(wanted)
    if layers is not None and asked is not None and [each[0] for each in layers] == [each[0] for each in asked]:
        return _of_biases([has for _, has in layers], [has for _, has in asked])
    if sorted(found) == sorted(wanted):
        return Symptom("order_of_layers", "Parameters come in the order in which __init__ assigns the layers.")
    if [shape[::-1] for shape in found] == wanted:
        return Symptom("weight_transposed", "The weights are transposed: that of nn.Linear(a, b) has the shape (b, a).")
    if layers is None or asked is None:
        return None
    if len(layers) != len(asked):
        more = abs(len(layers) - len(asked))
        if len(layers) > len(asked):
            hint = Phrase(
                "There is one layer with weights too many.", "There are {n} layers with weights too many.", n=more
            )
            return Symptom("layers_too_many", hint)
        hint = Phrase("There is one layer with weights too few.", "There are {n} layers with weights too few.", n=more)
        return Symptom("layers_missing", hint)
    swapped = _swapped(found, wanted)
    if swapped:
        hint = Phrase(
            "The sizes {first} and {last} have changed places: look at the order of the arguments.",
            first=", ".join(swapped[:-1]),
            last=swapped[-1],
        )
        return Symptom("sizes_swapped", hint)
    strange = {size for shape in found for size in shape} - {size for shape in wanted for size in shape}
    if strange:
        return Symptom(
            "sizes_of_its_own",
            "A layer here has a size that is not asked for: each size is one of the arguments, or is in the docstring.",
        )
    return None


def _layers(shapes: Sequence[tuple[int, ...]]) -> list[tuple[tuple[int, ...], bool]] | None:
    """Return the weight of each linear layer and whether it has a bias; None if these are not just linear layers."""
    layers: list[tuple[tuple[int, ...], bool]] = []
    for shape in shapes:
        if len(shape) == _WEIGHT_DIMENSIONS:
            layers.append((shape, False))
        elif layers and not layers[-1][1] and shape == layers[-1][0][:1]:
            layers[-1] = layers[-1][0], True
        else:
            return None
    return layers


def _of_biases(has: Sequence[bool], asked: Sequence[bool]) -> Symptom:
    """Return the symptom of linear layers of the right sizes, some of which have a bias that others should have."""
    for number, (one, other) in enumerate(zip(has, asked, strict=True), start=1):
        if one and not other:
            hint = Phrase(
                "{layer} has a bias where none is asked for: nn.Linear(…, bias=False) has none.",
                layer=_which(number, has),
            )
            return Symptom("bias_too_many", hint)
        if other and not one:
            hint = Phrase(
                "{layer} has no bias where one is asked for: nn.Linear has one unless bias=False.",
                layer=_which(number, has),
            )
            return Symptom("bias_missing", hint)
    raise AssertionError("they are equal")


def _which(number: int, layers: Sequence[Any]) -> str:
    """Return what to call a layer: the same for networks of all depths, where it is the last one."""
    return Phrase("The last layer") if number == len(layers) else Phrase("Layer {number}", number=number)


def _swapped(found: Sequence[tuple[int, ...]], wanted: Sequence[tuple[int, ...]]) -> list[str]:
    """Return the sizes that have changed places, if that is all that is wrong."""
    sizes = sorted({size for shape in wanted for size in shape})
    if len(sizes) > _MAX_PERMUTED:
        return []
    for places in permutations(sizes):
        renamed = dict(zip(sizes, places, strict=True))
        if [tuple(renamed[size] for size in shape) for shape in wanted] == list(found):
            return [str(size) for size in sizes if renamed[size] != size]
    return []
