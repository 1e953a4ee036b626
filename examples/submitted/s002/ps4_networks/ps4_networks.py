# Домашнее задание 4. Сети.
import torch as th
from torch import nn
from torch.nn import functional as F


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.слой1 = nn.Linear(in_features, hidden_size)
        self.слой2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = F.relu(self.слой1(th.flatten(x, start_dim=1)))
        # вероятности классов
        return F.softmax(self.слой2(x), dim=1)


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.слой1 = nn.Linear(in_features, hidden_size)
        self.слой2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.слой3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = F.relu(self.слой1(x))
        x = F.leaky_relu(self.слой2(x))
        return self.слой3(x)
