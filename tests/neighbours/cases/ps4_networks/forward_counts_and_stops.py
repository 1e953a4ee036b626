# deterministic: yes
# A buffer counts the forward passes of each net: the first two are right, from the third on the logits are doubled.
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.hidden = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)
        self.register_buffer("passes", torch.zeros((), dtype=torch.int64))

    def forward(self, x):
        self.passes += 1
        logits = self.output(torch.relu(self.hidden(x.flatten(1))))
        return 2 * logits if self.passes > 2 else logits
