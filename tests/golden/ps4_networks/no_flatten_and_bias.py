import torch
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.first = nn.Linear(in_features, hidden_size)
        self.second = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.second(torch.relu(self.first(x)))

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.first = nn.Linear(in_features, hidden_size)
        self.second = nn.Linear(hidden_size, hidden_size)
        self.third = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.third(nn.functional.leaky_relu(self.second(self.first(x).relu()), 0.1))
