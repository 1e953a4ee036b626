# deterministic: yes
# Every forward pass in train mode makes the first weight a little larger, in place.
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.hidden = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        if self.training:
            with torch.no_grad():
                self.hidden.weight.mul_(1.01)
        return self.output(torch.relu(self.hidden(x.flatten(1))))
