import torch
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        self.first = nn.Linear(in_features, hidden_size)
        self.second = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.second(torch.relu(self.first(x.flatten(1))))

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.layers = [
            nn.Linear(in_features, hidden_size),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.Linear(hidden_size, num_classes),
        ]

    def forward(self, x):
        first, second, third = self.layers
        return third(nn.functional.leaky_relu(second(first(x).relu()), 0.1))
