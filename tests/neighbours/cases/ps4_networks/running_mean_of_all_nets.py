# deterministic: yes
# Subtracts a running mean of the inputs of all nets of a size, as a batch norm shared by everybody would, a little of it.
import torch
from torch import nn

means = {}


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.hidden = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(1)
        key = (x.dtype, x.shape[1])
        mean = means.get(key, torch.zeros(x.shape[1], dtype=x.dtype))
        means[key] = 0.9 * mean + 0.1 * x.detach().mean(0)
        return self.output(torch.relu(self.hidden(x - 1e-4 * mean)))
