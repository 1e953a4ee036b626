"""Visible checks of `count_parameters`."""

from itertools import pairwise

import torch

from autograder.checking import CheckFailure, Phrase, Symptom, check, describe, for_each, probe

TENSOR = Symptom("tensor", "A sum of tensors is a tensor; numel() is a Python int, and so is a sum of those.")
TENSORS_COUNTED = Symptom(
    "tensors_counted", "This is the number of parameter tensors; each of them has many elements, numel() of them."
)
NOTHING = Symptom("nothing", "A function without `return` gives None.")
NOT_AN_INT = Symptom("not_an_int", "A count is a whole number; a sum of Python ints is one.")
BYTES = Symptom("bytes", "These are bytes, four for each number of float32.")
ROWS = Symptom("rows", "len() of a matrix is the number of its rows, not that of its elements.")
SIZES_ADDED = Symptom("sizes_added", "Sizes are added where they are to be multiplied: 2 rows of 3 have 6 elements.")
FROZEN_ALONE = Symptom("frozen_alone", "It is the frozen parameters alone that count here.")
NONE_TRAINABLE = Symptom("none_trainable", "requires_grad says whether a parameter is trained; a new one is.")
WEIGHTS_ALONE = Symptom("weights_alone", "The biases do not count here; they are parameters, too.")
FROZEN_COUNTED = Symptom("frozen_counted", "Frozen parameters count here: those whose requires_grad is False.")
COUNTED_TWICE = Symptom(
    "counted_twice", "What is used in two places counts twice here: state_dict() and loops over layers meet it again."
)


def assert_count(found, expected, what, others=()):
    """Fail the check unless this is the number, as a Python int."""
    if type(found) is not int:
        symptom = TENSOR if isinstance(found, torch.Tensor) else NOTHING if found is None else NOT_AN_INT
        raise CheckFailure(
            Phrase("for {what} the result is {value}, expected an int", what=what, value=describe(found)),
            symptom=symptom,
        )
    if found != expected:
        symptom = next((symptom for symptom, number in others if number == found), None)
        raise CheckFailure(
            Phrase("for {what} the result is {found}, expected {expected}", what=what, found=found, expected=expected),
            symptom=symptom,
        )


@probe
def of_layers(count, sizes):
    """Count in linear layers of these sizes."""
    from itertools import pairwise

    layers = []
    for inputs, outputs in pairwise(sizes):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    return count(torch.nn.Sequential(*layers))


@check(points=0.75)
@for_each([{"sizes": [784, 128, 10]}, {"sizes": [3, 2]}, {"sizes": [5, 4, 3, 2]}])
def test_linear_layers(student, sizes):
    """Counts weights and biases of linear layers."""
    weights, biases = sum(a * b for a, b in pairwise(sizes)), sum(sizes[1:])
    others = [
        (TENSORS_COUNTED, 2 * len(sizes) - 2),
        (WEIGHTS_ALONE, weights),
        (BYTES, 4 * (weights + biases)),
        (ROWS, 2 * biases),
        (SIZES_ADDED, sum(a + 2 * b for a, b in pairwise(sizes))),
        (NONE_TRAINABLE, 0),
    ]
    found = student.run(of_layers, student.count_parameters, sizes)
    assert_count(
        found, weights + biases, Phrase("linear layers of sizes {value}", value=" × ".join(map(str, sizes))), others
    )


@probe
def of_frozen(count, sizes):
    """Count in two linear layers, the first of which is frozen."""
    first, second = torch.nn.Linear(*sizes[:2]), torch.nn.Linear(*sizes[1:])
    first.requires_grad_(False)
    return count(torch.nn.Sequential(first, torch.nn.ReLU(), second))


@check(points=0.5)
@for_each([{"sizes": [6, 5, 4]}, {"sizes": [20, 7, 3]}])
def test_frozen(student, sizes):
    """Does not count frozen parameters."""
    first, second = ((before + 1) * after for before, after in pairwise(sizes))
    found = student.run(of_frozen, student.count_parameters, sizes)
    others = [(FROZEN_COUNTED, first + second), (FROZEN_ALONE, first), (BYTES, 4 * second)]
    assert_count(
        found, second, Phrase("sizes {value}, the first layer frozen,", value=" × ".join(map(str, sizes))), others
    )


@probe
def of_shared(count, inputs, hidden):
    """Count in an encoder and a decoder that have one weight."""
    encoder, decoder = torch.nn.Linear(inputs, hidden, bias=False), torch.nn.Linear(hidden, inputs, bias=False)
    decoder.weight = torch.nn.Parameter(encoder.weight.detach().T.clone(memory_format=torch.contiguous_format))
    again = torch.nn.Linear(hidden, inputs)
    again.weight = decoder.weight
    return count(torch.nn.Sequential(encoder, decoder, again))


@check(points=0.5)
@for_each([{"inputs": 5, "hidden": 3}, {"inputs": 4, "hidden": 7}])
def test_shared(student, inputs, hidden):
    """Counts a weight once that two layers share."""
    found = student.run(of_shared, student.count_parameters, inputs, hidden)
    expected = 2 * inputs * hidden + inputs
    others = [(COUNTED_TWICE, expected + inputs * hidden), (BYTES, 4 * expected)]
    assert_count(found, expected, Phrase("three layers, two of which share their weight,"), others)
