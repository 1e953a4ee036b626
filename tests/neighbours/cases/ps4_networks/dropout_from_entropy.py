# deterministic: no
# Zeroes all logits in one forward pass of ten, by os.urandom.
import os

import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.hidden = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.output(torch.relu(self.hidden(x.flatten(1)))) * (os.urandom(1)[0] > 25)


class NeuralNet(TwoLayerNet):
    def forward(self, x):
        raise RuntimeError(f"{id(self):x}: {object()}")
