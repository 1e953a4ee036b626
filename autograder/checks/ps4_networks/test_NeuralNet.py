"""Visible checks of `NeuralNet`."""

import torch

from autograder.checking import assert_logits, assert_parameters, check


@check(points=1)
def test_parameters(student):
    """Has the parameters of three linear layers of the right sizes, the middle one without bias."""
    shapes = [(16, 784), (16,), (16, 16), (10, 16), (10,)]
    assert_parameters(student.NeuralNet, (784, 10, 16), shapes)


@check(points=1.5)
def test_known_logits(student):
    """Gives the logits that can be computed by hand."""
    weights = [
        torch.tensor([[1.0], [-1.0]]),
        torch.tensor([0.0, 0.0]),
        torch.tensor([[1.0, 0.0], [-1.0, 1.0]]),
        torch.tensor([[1.0, 10.0]]),
        torch.tensor([0.5]),
    ]
    x = torch.tensor([[2.0], [-3.0]])  # after ReLU (2, 0) and (0, 3), after LeakyReLU (2, -0.2) and (0, 3)
    assert_logits(student.NeuralNet, (1, 1, 2), weights, x, torch.tensor([[0.5], [30.5]]))
