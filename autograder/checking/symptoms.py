"""Symptoms: what is seen in the evidence of a failure that has a hint of its own. Where none is seen, no hint is given.

Each is told only where it is there: where values are just what the mistake makes of the right ones. Those of exceptions
are in `autograder.checking.exceptions`, those of a network's parameters in `autograder.checking.parameters`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.protocol.tensors import Tensor, torch

__all__ = [
    "ASSERTION",
    "BROADCAST",
    "CHANGED_ARRAY",
    "CHANGED_IN_PLACE",
    "CLASS_NUMBERS",
    "DEFAULT_DTYPE",
    "DIFFERENCES",
    "DOUBLE",
    "DTYPE",
    "FLOAT32_ON_THE_WAY",
    "GENERATOR",
    "GRAD_FILLED",
    "GRAD_REMOVED",
    "LIST",
    "LOG_PROBABILITIES",
    "MEMORY_SHARED",
    "NEGATED",
    "NONE_NEGATIVE",
    "NOTHING_RETURNED",
    "NOT_FINITE",
    "NO_GRADIENT",
    "NO_MODULE",
    "NUMPY_ARRAY",
    "ONE_ELEMENT",
    "PROBABILITIES",
    "PYTHON_NUMBER",
    "RELU_AT_THE_END",
    "REQUIRES_GRAD_SET",
    "RESHAPED",
    "REVERSED",
    "RIGHT_IN_EVAL_MODE",
    "ROUNDED",
    "SIGMOID_AT_THE_END",
    "SQUEEZED",
    "STILL_IN_A_GRAPH",
    "TANH_AT_THE_END",
    "TRANSPOSED",
    "TUPLE",
    "Symptom",
    "of_dimensions",
    "of_dtype",
    "of_grad",
    "of_logits",
    "of_no_array",
    "of_shape",
    "of_slopes",
    "of_type",
    "of_values",
]

# To so many decimals people round.
_ROUNDED_TO = (2, 3, 4, 5)


@dataclass(frozen=True)
class Symptom:
    """What was seen.

    Attributes:
        name: e.g. ``not_finite``.
        hint: what to tell the student, a text that stands in the code as it is, or a `Phrase`.
        apart: it has nothing to do with whether results are right, so it is told beside other failures; what is not
            apart is told only if the first failure of the exercise shows it, of which others may be mere consequences.
    """

    name: str
    hint: str
    apart: bool = False


NOT_FINITE = Symptom(
    "not_finite",
    "A NaN comes of inf / inf, inf - inf, 0 / 0 or 0 * inf, an infinity of a number too large for its dtype: which "
    "step of the formula does that for this input?",
)
DTYPE = Symptom("dtype", "A new tensor takes the dtype of another one as torch.zeros(…, dtype=x.dtype).")
DEFAULT_DTYPE = Symptom(
    "default_dtype",
    "float(), torch.zeros(…) and torch.tensor(…) of numbers make float32, or int64 of whole numbers, whatever went in: "
    "dtype=x.dtype keeps the dtype of x.",
)
DOUBLE = Symptom("double", "NumPy and double() compute in float64; to(x.dtype) brings a result back to the dtype of x.")
PYTHON_NUMBER = Symptom(
    "python_number",
    "This is a plain number: item(), float() and elements of an array are, and no gradient goes through them; return "
    "the tensor.",
)
NUMPY_ARRAY = Symptom("numpy_array", "numpy() leaves torch, and no gradient goes through it; return a tensor.")
LIST = Symptom("list", "It returns a list where one tensor is asked for.")
NOTHING_RETURNED = Symptom("nothing_returned", "A function without `return` gives None.")
TUPLE = Symptom(
    "tuple", "It returns several things where one is asked for; a comma after it makes a tuple of anything."
)
ONE_ELEMENT = Symptom(
    "one_element", "A 0-d tensor has no dimension at all; x.reshape(()) and x.squeeze() make one of one element."
)
SQUEEZED = Symptom(
    "squeezed",
    "Dimensions of size 1 are gone: squeeze() drops them all, and an index drops the one that it stands for.",
)
RESHAPED = Symptom("reshaped", "The elements are right and in the right order; it is the shape that is not.")
TRANSPOSED = Symptom("transposed", "The elements are right but transposed: rows are where columns should be.")
BROADCAST = Symptom(
    "broadcast",
    "Shapes such as (N,) and (N, 1) broadcast to (N, N): look at the shapes of what you add, subtract or multiply.",
)
FLOAT32_ON_THE_WAY = Symptom(
    "float32_on_the_way",
    "These float64 have no more digits than a float32: something on the way was one, and has lost the others.",
)
ROUNDED = Symptom("rounded", "These are the right numbers, rounded; leave them all their digits.")
NEGATED = Symptom("negated", "Every element has the wrong sign.")
REVERSED = Symptom("reversed", "The elements are right, in the opposite order.")
PROBABILITIES = Symptom(
    "probabilities", "These are softmax probabilities; return the logits as the last layer gives them."
)
LOG_PROBABILITIES = Symptom(
    "log_probabilities", "These are log-probabilities (log-softmax); return the logits as the last layer gives them."
)
RELU_AT_THE_END = Symptom(
    "relu_at_the_end", "A ReLU comes after the last layer: what should be negative is 0. Nothing comes after it."
)
SIGMOID_AT_THE_END = Symptom("sigmoid_at_the_end", "A sigmoid comes after the last layer. Nothing comes after it.")
NONE_NEGATIVE = Symptom(
    "none_negative", "None of these is negative where some must be: does a ReLU stand behind the last layer?"
)
CLASS_NUMBERS = Symptom("class_numbers", "These are class numbers; return the logits themselves, without argmax.")
NO_MODULE = Symptom("no_module", "A network is derived from nn.Module: class Net(nn.Module).")
GENERATOR = Symptom("generator", "A function with yield in it makes a generator; use return.")
TANH_AT_THE_END = Symptom("tanh_at_the_end", "A tanh comes after the last layer. Nothing comes after it.")


CHANGED_IN_PLACE = Symptom(
    "changed_in_place",
    "x += 1, x[…] = 1 and methods that end in _ change the tensor itself; x = x + 1 makes a new one.",
    apart=True,
)
CHANGED_ARRAY = Symptom(
    "array_changed_in_place",
    "x += 1, x[…] = 1, x.sort() and out=x change the array itself; x = x + 1 makes a new one.",
    apart=True,
)
MEMORY_SHARED = Symptom(
    "memory_shared",
    "A slice, view(), reshape(), .T and detach() share memory with the tensor that they come from; clone() does not.",
    apart=True,
)
DIFFERENCES = Symptom(
    "differences",
    "Nearly right, but not quite: that is what a quotient of differences over a small step gives, where autograd is "
    "exact.",
)
NO_GRADIENT = Symptom(
    "no_gradient",
    "detach(), .data, .item(), numpy(), torch.tensor(…) and no_grad() cut the graph that gradients need.",
    apart=True,
)
REQUIRES_GRAD_SET = Symptom(
    "requires_grad_set",
    "requires_grad_() changes the tensor itself: call it on a copy, x.detach().clone().",
    apart=True,
)
GRAD_FILLED = Symptom(
    "grad_filled",
    "backward() adds to the .grad of every leaf that it reaches: work on a copy, x.detach().clone().",
    apart=True,
)
GRAD_REMOVED = Symptom(
    "grad_removed",
    "The .grad that was there is the caller's: zero_grad() and .grad = None take it away. Work on a copy, "
    "x.detach().clone().",
    apart=True,
)
STILL_IN_A_GRAPH = Symptom(
    "still_in_a_graph",
    "What is computed from something that requires grad requires grad itself and keeps its whole graph alive; detach() "
    "gives the numbers alone.",
    apart=True,
)
RIGHT_IN_EVAL_MODE = Symptom(
    "right_in_eval_mode", "Dropout and batch normalisation behave differently in train mode; neither is asked for here."
)
ASSERTION = Symptom(
    "assertion", "An assert is for mistakes of one's own, and `python -O` leaves it out; use raise.", apart=True
)


def of_type(value: Any) -> Symptom | None:
    """Return the symptom of a value that is no tensor where one is asked for."""
    match value:
        case None:
            return NOTHING_RETURNED
        case bool() | int() | float() | complex():
            return PYTHON_NUMBER
        case np.ndarray() | np.generic():
            return NUMPY_ARRAY
        case tuple():
            return TUPLE
        case list():
            return LIST
    handle = getattr(value, "handle", None)  # of an object that has stayed in the worker
    return GENERATOR if handle is not None and handle.type == "generator" else None


def of_no_array(value: Any) -> Symptom | None:
    """Return the symptom of a value that is no array where one of NumPy's is asked for."""
    return NOTHING_RETURNED if value is None else TUPLE if isinstance(value, tuple) else None


def of_dtype(got: torch.dtype, expected: torch.dtype, *, right: bool = False) -> Symptom | None:
    """Return the symptom of a tensor of the right shape and another dtype; ``right`` if its values are known to be."""
    if got == torch.float32 and expected != torch.bool:
        return DEFAULT_DTYPE
    if got == torch.int64 and not expected.is_floating_point and expected != torch.bool:
        return DEFAULT_DTYPE
    if got == torch.float64 and expected == torch.float32:
        return DOUBLE
    return DTYPE if right else None


def of_shape(got: Tensor, expected: Tensor, near: Callable[[Tensor, Tensor], bool]) -> Symptom | None:
    """Return the symptom of a tensor of another shape.

    Args:
        got: the tensor.
        expected: what is expected.
        near: says whether two tensors of one shape and dtype agree.
    """
    same_dtype = got.dtype == expected.dtype
    if got.numel() == expected.numel() and same_dtype:
        if got.dim() == 2 and got.T.shape == expected.shape and near(got.T, expected):
            return TRANSPOSED
        if got.numel() > 1 and near(got.reshape(expected.shape), expected):
            return of_dimensions(got.shape, expected.shape) or RESHAPED
    found = of_dimensions(got.shape, expected.shape) if same_dtype else None
    if found is not None:
        return found
    if expected.dim() == 1 and got.dim() == 2 and got.shape == (expected.numel(), expected.numel()):
        return BROADCAST
    return None


def of_dimensions(got: Sequence[int], expected: Sequence[int]) -> Symptom | None:
    """Return the symptom of another shape that needs no look at the elements."""
    if not expected and [*got] == [1] * len(got):
        return ONE_ELEMENT
    return SQUEEZED if [*got] == [size for size in expected if size != 1] else None


def of_grad(got: Tensor, expected: Tensor, near: Callable[[Tensor, Tensor], bool]) -> Symptom | None:
    """Return the symptom of a caller's .grad that is not what it was."""
    return GRAD_FILLED


def of_values(got: Tensor, expected: Tensor, near: Callable[[Tensor, Tensor], bool]) -> Symptom | None:
    """Return the symptom of a tensor of the right shape and dtype with wrong values; arguments as of `of_shape`."""
    finite = got.isfinite()
    if got.is_floating_point() and bool(expected.isfinite().all()) and not bool(finite.all()):
        return NOT_FINITE if near(got[finite], expected[finite]) else None
    if got.is_floating_point() and got.numel() and bool(expected.isfinite().all()):
        found = _of_digits(got.double(), expected.double(), got.dtype)
        if found is not None:
            return found
    if got.numel() < 2:
        return None
    if got.dtype != torch.bool and got.is_signed() and bool(expected.ne(0).any()) and near(-got, expected):
        return NEGATED
    if got.dim() == 2 and got.shape[0] == got.shape[1] and near(got.T, expected):
        return TRANSPOSED
    if got.dim() == 1 and near(got.flip(0), expected):
        return REVERSED
    return None


def of_slopes(got: Tensor, expected: Tensor, near: Callable[[Tensor, Tensor], bool]) -> Symptom | None:
    """Return the symptom of wrong derivatives; arguments as of `of_shape`."""
    away, size = (got - expected).abs(), expected.abs().clamp(min=1)
    return of_values(got, expected, near) or (DIFFERENCES if bool((away <= 0.05 * size).all()) else None)


def _of_digits(got: Tensor, expected: Tensor, dtype: torch.dtype) -> Symptom | None:
    """Return the symptom of finite numbers that are nearly right, and have fewer digits than they should."""
    away, size = (got - expected).abs(), expected.abs().clamp(min=1e-3)
    if bool((away > (1e-4 * size).clamp(min=0.51 * 10.0 ** -_ROUNDED_TO[0])).any()):
        return None  # nearly right is none of what follows
    # Numbers such as 0.5 have few digits in any dtype.
    short = bool((got == got.float().double()).all()) and bool((got != got.bfloat16().double()).any())
    if dtype == torch.float64 and short and bool((away <= 1e-4 * size).all()):
        return FLOAT32_ON_THE_WAY
    for digits in _ROUNDED_TO:
        unit = 10.0**-digits
        least = torch.finfo(dtype).eps * got.abs() + 1e-12  # what is left of a number that was rounded
        if bool((away <= 0.51 * unit).all()) and bool(((got - got.round(decimals=digits)).abs() <= least).all()):
            # It is by chance that numbers are as round as this where none of them needs the last digit.
            return ROUNDED if bool(((got - got.round(decimals=digits - 1)).abs() > 0.1 * unit).any()) else None
    return None


def of_logits(got: Tensor, expected: Tensor, near: Callable[[Tensor, Tensor], bool]) -> Symptom | None:
    """Return the symptom of wrong logits (N, classes); arguments as of `of_shape`."""
    for symptom, function in (
        (PROBABILITIES, lambda logits: logits.softmax(dim=-1)),
        (LOG_PROBABILITIES, lambda logits: logits.log_softmax(dim=-1)),
        (RELU_AT_THE_END, torch.relu),
        (SIGMOID_AT_THE_END, torch.sigmoid),
        (TANH_AT_THE_END, torch.tanh),
    ):
        made: Tensor = function(expected.double()).to(expected.dtype)
        if near(got, made) and not near(made, expected):
            return symptom
    if bool((got >= 0).all()) and bool((got == 0).any()) and bool((expected < 0).any()):
        return NONE_NEGATIVE
    return of_values(got, expected, near)
