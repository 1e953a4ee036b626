"""Assignment 4, networks: modules, layers, parameters."""

import torch
from torch import Tensor, nn


# %%
class TwoLayerNet(nn.Module):
    """Flatten, linear layer, ReLU, linear layer: in_features to hidden_size to num_classes."""

    def __init__(self, in_features: int, hidden_size: int, num_classes: int) -> None:
        """Create the layers."""
        super().__init__()
        self.hidden = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)

    def forward(self, x: Tensor) -> Tensor:
        """Map a batch to its logits: no softmax."""
        x = x.view(x.shape[0], -1)
        x = self.hidden(x)
        x = torch.clamp(x, min=0)  # this is ReLU
        return self.output(x)


# %%
class NeuralNet(nn.Module):
    """Three linear layers: in_features to hidden_size to hidden_size to num_classes."""

    def __init__(self, in_features: int, num_classes: int, hidden_size: int) -> None:
        """Create the layers."""
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.leaky = nn.LeakyReLU(0.1)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x: Tensor) -> Tensor:
        """Map a batch to its logits: no softmax."""
        return self.fc3(self.leaky(self.fc2(self.relu(self.fc1(x)))))


net = TwoLayerNet(784, 128, 10)
print(sum(p.numel() for p in net.parameters()), "parameters")


# %%
from torch import nn


class MLP(nn.Module):
    def __init__(self, in_features, hidden_sizes, num_classes):
        super().__init__()
        layers = [nn.Flatten()]
        last = in_features
        for size in hidden_sizes:
            layers.append(nn.Linear(last, size))
            layers.append(nn.ReLU())
            last = size
        layers.append(nn.Linear(last, num_classes))
        self.net = nn.Sequential(*layers)

    def forward(self, x):
        return self.net(x)


# %%
import torch
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.dropout = dropout
        self.hidden = nn.Linear(784, 128)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = self.hidden(x.flatten(1)).relu()
        if self.training and self.dropout > 0:
            mask = torch.rand(h.shape) >= self.dropout
            h = h * mask / (1 - self.dropout)
        return self.output(h)


# %%
def count_parameters(model):
    total = 0
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        print(f"{name:30} {tuple(parameter.shape)}")
        total += parameter.numel()
    return total
