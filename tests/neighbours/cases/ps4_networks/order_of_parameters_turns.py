# deterministic: yes
# The order of parameters() is another at every second call, in all nets together.
from itertools import count

import torch
from torch import nn

calls = count()


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.hidden = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)

    def parameters(self, recurse=True):
        found = list(super().parameters(recurse))
        return iter(found[::-1] if next(calls) % 2 else found)

    def forward(self, x):
        return self.output(torch.relu(self.hidden(x.flatten(1))))
