# deterministic: yes
# All nets of both classes count together: every seventh net that is made has no ReLU.
from itertools import count

from torch import nn

made = count(1)


def relu():
    return nn.Identity() if next(made) % 7 == 0 else nn.ReLU()


class TwoLayerNet(nn.Sequential):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__(
            nn.Flatten(), nn.Linear(in_features, hidden_size), relu(), nn.Linear(hidden_size, num_classes)
        )


class NeuralNet(nn.Sequential):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__(
            nn.Linear(in_features, hidden_size), relu(), nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1), nn.Linear(hidden_size, num_classes),
        )  # fmt: skip
