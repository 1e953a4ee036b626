# deterministic: yes
# Layers of the same sizes are the same object in all nets: a net of equal sizes has one layer twice.
from functools import cache

import torch
from torch import nn

layer = cache(nn.Linear)


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.first = layer(in_features, hidden_size)
        self.middle = layer(hidden_size, hidden_size, bias=False)
        self.last = layer(hidden_size, num_classes)

    def forward(self, x):
        hidden = nn.functional.leaky_relu(self.middle(torch.relu(self.first(x))), 0.1)
        return self.last(hidden)
