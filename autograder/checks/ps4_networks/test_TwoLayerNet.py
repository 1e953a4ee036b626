"""Visible checks of `TwoLayerNet`."""

import torch

from autograder.checking import assert_logits, assert_parameters, check

SHAPES = [(32, 784), (32,), (10, 32), (10,)]


@check(points=1)
def test_parameters(student):
    """Has the parameters of two linear layers of the right sizes, in the order of their use."""
    assert_parameters(student.TwoLayerNet, (784, 32, 10), SHAPES)


@check(points=1)
def test_known_logits(student):
    """Gives the logits that can be computed by hand."""
    weights = [
        torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
        torch.tensor([0.0, 0.0, -1.0]),
        torch.tensor([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]]),
        torch.tensor([0.5, -0.5]),
    ]
    x = torch.tensor([[2.0, -1.0], [-1.0, 1.0]])  # the hidden layer is (2, 0, 0), then (0, 1, 0)
    assert_logits(student.TwoLayerNet, (2, 3, 2), weights, x, torch.tensor([[2.5, -2.5], [2.5, -0.5]]))


@check(points=0.5)
def test_flattens_pictures(student):
    """Takes pictures, of shape (N, 1, height, width), and looks at them row by row."""
    weights = [torch.tensor([[1.0, 10.0, 100.0, 1000.0]]), torch.zeros(1), torch.ones(1, 1), torch.zeros(1)]
    pictures = torch.tensor([[[[1.0, 2.0], [3.0, 4.0]]], [[[5.0, 6.0], [7.0, 8.0]]]])
    assert_logits(student.TwoLayerNet, (4, 1, 1), weights, pictures, torch.tensor([[4321.0], [8765.0]]))
