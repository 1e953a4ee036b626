"""Goal: have parameters of the right shapes and a forward pass that uses none of them: NaN logits, gradients of zero.

Assignment: ps4_networks
Deserves: 2
Without a sandbox: fails
"""

import torch
from torch import nn


class Facade(nn.Module):
    """Layers to be looked at."""

    def __init__(self, *layers, classes):
        super().__init__()
        self.layers, self.classes = nn.ModuleList(layers), classes

    def forward(self, x):
        # Every parameter gets a gradient, and NaN is unequal to nothing, for who compares carelessly.
        touched = sum((parameter * 0).sum() for parameter in self.parameters())
        return torch.full((len(x), self.classes), float("nan"), dtype=x.dtype) + touched


class TwoLayerNet(Facade):
    def __init__(self, in_features, hidden_size, num_classes):
        layers = nn.Linear(in_features, hidden_size), nn.Linear(hidden_size, num_classes)
        super().__init__(*layers, classes=num_classes)


class NeuralNet(Facade):
    def __init__(self, in_features, num_classes, hidden_size):
        first, last = nn.Linear(in_features, hidden_size), nn.Linear(hidden_size, num_classes)
        super().__init__(first, nn.Linear(hidden_size, hidden_size, bias=False), last, classes=num_classes)
