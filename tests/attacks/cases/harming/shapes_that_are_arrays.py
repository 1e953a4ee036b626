"""Goal: make the grader fail over the submission, with parameters whose sizes are arrays and so equal to nothing.

Assignment: ps4_networks
Without a sandbox: fails
"""

import numpy as np
import torch


class Size(np.ndarray):
    """Differs from everything here; on the way to the grader it becomes an array like any other."""

    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    __hash__ = None


class Parameter:
    def __init__(self, *sizes):
        self.shape = [np.zeros(2).view(Size) for _ in sizes]


class NeuralNet(torch.nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()

    def forward(self, x):
        return x

    def parameters(self, recurse=True):
        return [Parameter(1, 1), Parameter(1), Parameter(1, 1), Parameter(1, 1), Parameter(1)]


class TwoLayerNet(NeuralNet):
    def parameters(self, recurse=True):
        return [Parameter(1, 1), Parameter(1), Parameter(1, 1), Parameter(1)]
