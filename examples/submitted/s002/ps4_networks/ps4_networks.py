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


# %%
import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, in_features, hidden_sizes, num_classes):
        super().__init__()
        self.body = nn.Sequential()
        match len(hidden_sizes):
            case 0:
                width = in_features
            case _:
                width = hidden_sizes[-1]
                for i in range(len(hidden_sizes)):
                    self.body.append(nn.Linear(in_features if i == 0 else hidden_sizes[i - 1], hidden_sizes[i]))
                    self.body.append(nn.ReLU())
        self.classifier = nn.Linear(width, num_classes)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        flat = images.flatten(start_dim=1)
        return self.classifier(self.body(flat))


# %%
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = h * (torch.rand_like(h) >= self.dropout.p) if self.training else h * (1 - self.dropout.p)
        return self.output(h)


# %%
import math


def count_parameters(model):
    total = 0
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        total += math.prod(p.shape)
    return int(total)
