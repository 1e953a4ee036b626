# deterministic: yes
# Replaces nn.Linear.forward by one that counts and leaves the bias out at every twenty-fifth call.
from itertools import count

from torch import nn
from torch.nn import functional as F

calls = count(1)


def forward(self, x):
    return F.linear(x, self.weight, None if next(calls) % 25 == 0 else self.bias)


nn.Linear.forward = forward


class TwoLayerNet(nn.Sequential):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__(
            nn.Flatten(), nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Linear(hidden_size, num_classes)
        )


class NeuralNet(nn.Sequential):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__(
            nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1), nn.Linear(hidden_size, num_classes),
        )  # fmt: skip
