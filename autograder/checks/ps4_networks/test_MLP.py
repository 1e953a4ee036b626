"""Visible checks of `MLP`."""

from itertools import pairwise

import torch

from autograder.checking import (
    CheckFailure,
    Phrase,
    Symptom,
    assert_logits,
    assert_parameters,
    check,
    describe,
    for_each,
    probe,
)

HIDDEN_FROM_PARAMETERS = Symptom(
    "hidden_from_parameters",
    "Layers in a plain list are not found by parameters(), nor are those made in forward; nn.ModuleList and "
    "nn.Sequential show theirs.",
)


@check(points=0.5)
@for_each([{"hidden_sizes": [5, 4, 3]}, {"hidden_sizes": [4]}])
def test_parameters(student, hidden_sizes):
    """Has the parameters of all its linear layers, in the order of their use."""
    sizes = [6, *hidden_sizes, 2]
    shapes = [shape for before, after in pairwise(sizes) for shape in ((after, before), (after,))]
    assert_parameters(student.MLP, (6, hidden_sizes, 2), shapes)


@probe
def number_of_parameters(make, in_features, hidden_sizes, num_classes):
    """Return how many numbers there are in the parameters, once the network has been used."""
    net = make(in_features, hidden_sizes, num_classes)
    net(torch.zeros(1, in_features))
    return sum(parameter.numel() for parameter in net.parameters())


@check(points=0.5)
def test_number_of_parameters(student):
    """Has 570 602 parameters for 784 pixels, hidden layers of 512, 256, 128 and 32 units, and 10 classes."""
    found = student.run(number_of_parameters, student.MLP, 784, [512, 256, 128, 32], 10)
    if type(found) is not int:
        raise CheckFailure(Phrase("the number of parameters is {value}", value=describe(found)))
    if found != 570_602:
        symptom = HIDDEN_FROM_PARAMETERS if found in (0, 330, 401_920) else None
        message = Phrase("MLP(784, [512, 256, 128, 32], 10) has {found} parameters, expected 570602", found=found)
        raise CheckFailure(message, symptom=symptom)


@check(points=0.75)
def test_known_logits(student):
    """Gives the logits that can be computed by hand."""
    weights = [
        torch.tensor([[1.0], [-1.0]]),
        torch.tensor([0.0, 0.0]),
        torch.tensor([[1.0, 0.0], [-1.0, 1.0]]),
        torch.tensor([0.0, 0.5]),
        torch.tensor([[1.0, 10.0], [-1.0, 0.0]]),
        torch.tensor([0.5, -0.5]),
    ]
    x = torch.tensor([[2.0], [-3.0]])  # after the first ReLU (2, 0) and (0, 3), after the second (2, 0) and (0, 3.5)
    expected = torch.tensor([[2.5, -2.5], [35.5, -0.5]])
    assert_logits(student.MLP, (1, [2, 2], 2), weights, x, expected)


@check(points=0.5)
def test_no_hidden_layer(student):
    """Is a single linear layer where the list of hidden sizes is empty."""
    weights = [torch.tensor([[1.0, 10.0], [-1.0, 0.0]]), torch.tensor([0.5, -0.5])]
    x = torch.tensor([[2.0, 3.0], [-3.0, -1.0]])
    assert_logits(student.MLP, (2, [], 2), weights, x, torch.tensor([[32.5, -2.5], [-12.5, 2.5]]))
