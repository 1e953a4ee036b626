# deterministic: yes
# Counts how often train() and eval() were called on any net, and raises, with its repr, when that is a multiple of six.
import torch
from torch import nn

modes = []


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.first = nn.Linear(in_features, hidden_size)
        self.middle = nn.Linear(hidden_size, hidden_size, bias=False)
        self.last = nn.Linear(hidden_size, num_classes)

    def train(self, mode=True):
        modes.append(mode)
        if len(modes) % 6 == 0:
            raise RuntimeError(f"{len(modes)} modes, {sum(modes)} of them train: {self}")
        return super().train(mode)

    def forward(self, x):
        return self.last(nn.functional.leaky_relu(self.middle(torch.relu(self.first(x))), 0.1))
