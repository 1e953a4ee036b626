import torch
from torch.nn import Flatten, LeakyReLU, Linear, Module, Parameter, ReLU, Sequential


class TwoLayerNet(Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        sizes = [in_features, hidden_size, num_classes]
        for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
            setattr(self, f"w{i}", Parameter(torch.randn(b, a) / a**0.5))
            setattr(self, f"b{i}", Parameter(torch.zeros(b)))

    def forward(self, x):
        x = x.reshape(len(x), -1)
        return (x @ self.w0.T + self.b0).relu() @ self.w1.T + self.b1


class NeuralNet(Sequential):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__(
            Linear(in_features, hidden_size),
            ReLU(),
            Linear(hidden_size, hidden_size, bias=False),
            LeakyReLU(negative_slope=0.1),
            Linear(hidden_size, num_classes),
        )


# %%
from torch import nn


class MLP(nn.Module):
    """Сеть, внутри которой стоит сеть поменьше."""

    def __init__(self, in_features, hidden_sizes, num_classes):
        super().__init__()
        first, *others = [*hidden_sizes, num_classes]
        self.first = nn.Linear(in_features, first)
        self.rest = MLP(first, others[:-1], num_classes) if others else None

    def forward(self, x):
        y = self.first(x.flatten(1))
        return y if self.rest is None else self.rest(y.relu())


# %%
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2, **kwargs):
        super().__init__()
        self.layers = nn.ModuleDict(
            {
                "flatten": nn.Flatten(),
                "hidden": nn.Linear(784, 128),
                "relu": nn.ReLU(inplace=True),
                "dropout": nn.Dropout(dropout, inplace=True),
                "output": nn.Linear(128, 10),
            }
        )

    def forward(self, x):
        for layer in self.layers.values():
            x = layer(x)
        return x


# %%
def count_parameters(model: "torch.nn.Module") -> int:
    everything = list(model.parameters())
    frozen = [p for p in everything if not p.requires_grad]
    return sum(p.numel() for p in everything) - sum(p.numel() for p in frozen)
