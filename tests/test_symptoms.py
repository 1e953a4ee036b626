"""Symptoms are told when they are there, and never when they are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from autograder.checking import CheckFailure, assert_close, assert_finite, exceptions, parameters, symptoms
from autograder.checking.failure import value_of
from autograder.protocol.results import Raised

X = torch.tensor([1.5, -2.0, 0.25])
TABLE = torch.tensor([[1.0, 2.0], [3.0, 5.0]])
LOGITS = torch.tensor([[2.0, -1.0, 0.5], [-0.5, 0.25, -3.0]])
PLACE = ("a.py:1 in f: pass",)


def symptom_of(check: Callable[[], object]) -> str | None:
    """Return the name of the symptom with which a check fails, as it must."""
    with pytest.raises(CheckFailure) as caught:
        check()
    return caught.value.symptom.name if caught.value.symptom is not None else None


@pytest.mark.parametrize(
    ("got", "expected", "name"),
    [
        (None, X, "nothing_returned"),
        (1.5, torch.tensor(1.5), "python_number"),
        (X.numpy(), X, "numpy_array"),
        (X.tolist(), X, "list"),
        ((X,), X, "tuple"),
        ("1.5", torch.tensor(1.5), None),
        (X.double(), X, "double"),
        (2 * X.double(), X, "double"),
        (X.to(torch.complex64), X, None),
        (torch.tensor([2.5]), torch.tensor(2.5), "one_element"),
        (torch.tensor([2.0]), torch.tensor(2.5), "one_element"),
        (torch.tensor([2.5, 2.5]), torch.tensor(2.5), None),
        (X, X.reshape(3, 1), "squeezed"),
        (X[:1].reshape(()), X[:1], "squeezed"),
        (X[:2], X.reshape(3, 1), None),
        (X.half(), X, "dtype"),
        (X / 3, X.double() / 3, "default_dtype"),
        (X.reshape(3, 1), X, "reshaped"),
        (X.flip(0).reshape(3, 1), X, None),
        (torch.ones(2, 3), torch.ones(3, 2) * 2, None),
        (torch.arange(6.0).reshape(2, 3), torch.arange(6.0).reshape(2, 3).T, "transposed"),
        (X - X.reshape(3, 1), X, "broadcast"),
        (X[:2], X, None),
        (torch.tensor([1.5, float("nan"), 0.25]), X, "not_finite"),
        (torch.tensor([float("inf"), -2.0, 0.25]), X, "not_finite"),
        (-X, X, "negated"),
        (TABLE.T, TABLE, "transposed"),
        (X.flip(0), X, "reversed"),
        (X + 1, X, None),
        (2 * X, X, None),
        (torch.tensor(-1.5), torch.tensor(1.5), None),
        (torch.tensor([True, False]), torch.tensor([False, False]), None),
    ],
)
def test_values(got: Any, expected: Tensor, name: str | None) -> None:
    """Of what came back in the place of something else."""
    assert symptom_of(lambda: assert_close(got, expected)) == name


@pytest.mark.parametrize(
    ("got", "name"),
    [
        (LOGITS.softmax(1), "probabilities"),
        (LOGITS.softmax(0), None),
        (LOGITS.log_softmax(1), "log_probabilities"),
        (LOGITS.relu(), "relu_at_the_end"),
        (LOGITS.relu() + LOGITS.gt(0), "none_negative"),
        (LOGITS.abs() + 1, None),
        (LOGITS.sigmoid(), "sigmoid_at_the_end"),
        (LOGITS.tanh(), "tanh_at_the_end"),
        (-LOGITS, "negated"),
        (LOGITS + 0.1, None),
        (LOGITS * float("nan"), "not_finite"),
    ],
)
def test_logits(got: Tensor, name: str | None) -> None:
    """Of what comes after the last layer."""
    assert symptom_of(lambda: assert_close(got, LOGITS, look=symptoms.of_logits)) == name


def test_a_relu_is_not_seen_where_it_does_nothing() -> None:
    """Logits that are positive anyway are those of another network."""
    positive = LOGITS.abs() + 1
    assert symptom_of(lambda: assert_close(positive + 1, positive, look=symptoms.of_logits)) is None


THREE = [(16, 784), (16,), (16, 16), (10, 16), (10,)]


@pytest.mark.parametrize(
    ("got", "name"),
    [
        ([], "no_parameters"),
        ([(10, 16), (10,), (16, 784), (16,), (16, 16)], "order_of_layers"),
        ([(784, 16), (16,), (16, 16), (16, 10), (10,)], "weight_transposed"),
        ([(16, 784), (16,), (16, 16), (16,), (10, 16), (10,)], "bias_too_many"),
        ([(16, 784), (16, 16), (10, 16)], "bias_missing"),
        ([(16, 784), (16,), (10, 16), (10,)], "layers_missing"),
        ([(16, 784), (16,), (16, 16), (16, 16), (10, 16), (10,)], "layers_too_many"),
        ([(10, 784), (10,), (10, 10), (16, 10), (16,)], "sizes_swapped"),
        ([(16, 784), (16,), (16, 16), (11, 16), (11,)], "sizes_of_its_own"),
        ([(16, 784), (16,), (10, 16), (16, 16), (16,)], None),
        ([(16, 784), (16,), (16, 16), (1,), (10, 16), (10,)], None),
        ([(16, 784), (16,), (16, 16), (16,), (10, 16)], "bias_too_many"),
        ([(16, 784), (16, 16), (16,), (10, 16), (10,)], "bias_missing"),
    ],
)
def test_parameters(got: list[tuple[int, ...]], name: str | None) -> None:
    """Of a network's layers."""
    found = parameters.of_parameters(got, THREE)
    assert (found.name if found is not None else None) == name


def _raised_by(code: str) -> Raised:
    """Return what a worker says of the exception that code raises."""
    names: dict[str, Any] = {"torch": torch, "nn": torch.nn}
    try:
        exec(code, names)  # noqa: S102 (what students write)
    except BaseException as error:
        kinds = tuple(kind.__name__ for kind in type(error).__mro__)
        return Raised(type(error).__name__, kinds, str(error), PLACE, in_probe=False)
    raise AssertionError(f"{code} raises nothing")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("torch.ones(2).copy()", "numpy_habit"),
        ("torch.ones(2, requires_grad=True).numpy()", "numpy_inside"),
        ("import numpy as np\nnp.exp(torch.ones(2, requires_grad=True))", "numpy_inside"),
        ("class N(nn.Module):\n def __init__(self): self.a = nn.Linear(1, 1)\nN()", "super_init"),
        ("torch.ones(()).backward()", "no_graph"),
        ("w = torch.ones(2, requires_grad=True)\nw -= 1", "leaf_in_place"),
        ("w = torch.ones(2, requires_grad=True)\ny = (w * w).sum()\ny.backward()\ny.backward()", "second_backward"),
        ("torch.ones(2, requires_grad=True).backward()", "not_scalar"),
        ("w = torch.ones(2, requires_grad=True)\ny = w.exp()\ny += 1\ny.sum().backward()", "changed_in_graph"),
        ("nn.Linear(3, 2)(torch.ones(1, 4))", "sizes_of_layers"),
        ("nn.Linear(3, 2)(torch.ones(4, 3).flatten())", "batch_flattened"),
        ("nn.Linear(3, 2)(torch.ones(1, 2))", "sizes_of_layers"),
        ("nn.Linear(3, 2)(torch.ones(1, 3).double())", "dtypes_mixed"),
        ("0.1 * torch.ones(2, requires_grad=True).grad", "none_used"),
        ("def f(): return f()\nf()", "recursion"),
        ("np.zeros(3)", "not_defined"),
        ("undefined", "not_defined"),
        ("if torch.ones(2): pass", "truth_of_tensor"),
        ("torch.ones(2).item()", "one_number_wanted"),
        ("import math\nmath.exp(torch.ones(2))", "one_number_wanted"),
        ("torch.ones(0).max()", "empty"),
        ("torch.stack([])", "empty"),
        ("len(torch.tensor(1.0))", "zero_dim"),
        ("list(torch.tensor(1.0))", "zero_dim"),
        ("torch.tensor(1.0)[0]", "zero_dim"),
        ("torch.tensor(1.0).shape[0]", None),
        ("torch.ones(2) ^ 2", "xor"),
        ("1.0 ^ 2", "xor"),
        ("torch.ones(2).clone + 1", "not_called"),
        ("x = torch.ones(2).clone\nx[0] = 1", "not_called"),
        ("0.1 * (torch.ones(2),)", "tuple_used"),
        ("(torch.ones(2),) - 1", "tuple_used"),
        ("(1.0).backward()", "number_used"),
        ("torch.ones(2)[2]", "out_of_bounds"),
        ("def f():\n  for i in []: y = 1\n  return y\nf()", "not_set"),
        ("torch.cat([torch.ones(2, 2), torch.ones(2)])", "cat_dimensions"),
        ("torch.ones(2) + torch.ones(3)", "sizes_differ"),
        ("torch.cat([torch.ones(2, 2), torch.ones(3, 3)])", "sizes_differ"),
        ("torch.ones(1) + torch.ones(1, device='meta')", None),
        ("def f(x): pass\nf(1, 2)", "arguments"),
        ("None.grad", "none_used"),
        ("torch.ones(2).view(-1, 784)", "view_of_another_size"),
        ("a, b, c = torch.ones(2).unbind()", "unpacked"),
        ("a, b = (1, 2, 3)", "unpacked"),
        ("nn.Linear(1, 1)(nn.ReLU())", "layer_not_called"),
        ("torch.ones(2, dtype=torch.bool) - torch.ones(2, dtype=torch.bool)", "minus_of_bools"),
        ("nn.Module()(1)", "no_forward"),
        ("torch.nn.Linear(in_feature=1, out_features=1)", "keyword"),
        ("nn.ReLU().fc1", "attribute_missing"),
        ("torch.ones(2).lenght", "attribute_missing"),
        ("import sklearn_that_is_not_here", "not_installed"),
        ("1 / 0", None),
        ("[].copy(1)", None),
        ("raise ValueError('shapes differ')", None),
        ("None + 1 if False else {}['a']", None),
    ],
)
def test_exceptions(code: str, name: str | None) -> None:
    """As torch and Python word them today; where they come to be worded otherwise, this test says so."""
    with pytest.raises(CheckFailure) as caught:
        value_of(_raised_by(code))
    assert (caught.value.symptom.name if caught.value.symptom is not None else None) == name


def test_not_finite_is_told_of_values_that_are_not() -> None:
    """By the check that asks for it alone."""
    assert symptom_of(lambda: assert_finite(torch.tensor([1.0, float("nan")]))) == "not_finite"


def test_every_hint_is_a_sentence() -> None:
    """None is empty, and none is torch's own."""
    every = [value for value in vars(symptoms).values() if isinstance(value, symptoms.Symptom)]
    every += [symptom for _, _, symptom in exceptions._EXCEPTIONS]
    assert len({each.name for each in every}) == len(every)
    for each in every:
        assert each.hint[-1] in ".?"
        assert "Hint:" not in each.hint
