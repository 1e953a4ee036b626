# %% sequential: built in a loop
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


# %% module-list: ReLU after all but the last
import torch.nn.functional as F
from torch import nn


class MLP(nn.Module):
    def __init__(self, in_features, hidden_sizes, num_classes):
        super().__init__()
        sizes = [in_features] + list(hidden_sizes) + [num_classes]
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:])])

    def forward(self, x):
        x = x.view(x.size(0), -1)
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if i < len(self.layers) - 1:
                x = F.relu(x)
        return x


# %% setattr: attributes by number
import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, in_features, hidden_sizes, num_classes):
        super(MLP, self).__init__()
        self.depth = len(hidden_sizes)
        sizes = (in_features, *hidden_sizes, num_classes)
        for i in range(self.depth + 1):
            setattr(self, f"fc{i}", nn.Linear(sizes[i], sizes[i + 1]))

    def forward(self, x):
        x = torch.flatten(x, 1)
        for i in range(self.depth):
            x = getattr(self, f"fc{i}")(x).clamp(min=0)
        return getattr(self, f"fc{self.depth}")(x)


# %% add-module: names of its own, one ReLU for all
from torch import nn


class MLP(nn.Module):
    def __init__(self, in_features, hidden_sizes, num_classes):
        super().__init__()
        self.relu = nn.ReLU()
        self.names = []
        for number, size in enumerate(hidden_sizes):
            self.add_module(f"hidden_{number}", nn.Linear(in_features, size))
            self.names.append(f"hidden_{number}")
            in_features = size
        self.out = nn.Linear(in_features, num_classes)

    def forward(self, x):
        x = x.reshape(len(x), -1)
        for name in self.names:
            x = self.relu(self._modules[name](x))
        return self.out(x)


# %% parameters-by-hand: a ParameterList of weights and biases
import math

import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, in_features, hidden_sizes, num_classes):
        super().__init__()
        self.values = nn.ParameterList()
        before = in_features
        for after in [*hidden_sizes, num_classes]:
            bound = 1 / math.sqrt(before)
            self.values.append(nn.Parameter(torch.empty(after, before).uniform_(-bound, bound)))
            self.values.append(nn.Parameter(torch.zeros(after)))
            before = after

    def forward(self, x):
        x = x.flatten(1)
        pairs = list(zip(self.values[::2], self.values[1::2]))
        for weight, bias in pairs[:-1]:
            x = torch.relu(x @ weight.T + bias)
        weight, bias = pairs[-1]
        return x @ weight.T + bias


# %% recursive: a network in a network
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


# %% derived-from-sequential: no forward of its own
from itertools import pairwise

from torch import nn


class MLP(nn.Sequential):
    def __init__(self, in_features: int, hidden_sizes, num_classes: int):
        widths = [in_features, *hidden_sizes, num_classes]
        blocks = [m for a, b in pairwise(widths) for m in (nn.Linear(a, b), nn.ReLU(inplace=True))]
        super().__init__(nn.Flatten(), *blocks[:-1])


# %% lazy-layers: sizes are learned from the first input
import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, in_features, hidden_sizes, num_classes):
        super().__init__()
        self.hidden = nn.ModuleList(nn.LazyLinear(size) for size in hidden_sizes)
        self.last = nn.LazyLinear(num_classes)
        self.in_features = in_features

    def forward(self, x):
        assert x[0].numel() == self.in_features
        x = x.reshape(-1, self.in_features)
        for layer in self.hidden:
            x = torch.maximum(layer(x), torch.zeros(()).to(x))
        return self.last(x)


# %% ordered-dict: named layers, prints itself
from collections import OrderedDict

from torch import nn


class MLP(nn.Module):
    def __init__(self, in_features, hidden_sizes, num_classes):
        super().__init__()
        layers = OrderedDict(flatten=nn.Flatten(start_dim=1))
        for number, size in enumerate(hidden_sizes, start=1):
            layers[f"linear{number}"] = nn.Linear(in_features, size)
            layers[f"relu{number}"] = nn.ReLU()
            in_features = size
        layers["classes"] = nn.Linear(in_features, num_classes)
        self.layers = nn.Sequential(layers)
        print(self)

    def forward(self, x):
        return self.layers(x)


# %% blocks-and-reduce: a function makes each block; own initialisation
from functools import reduce

from torch import nn


def block(before, after):
    linear = nn.Linear(before, after)
    nn.init.kaiming_normal_(linear.weight)
    nn.init.zeros_(linear.bias)
    return nn.Sequential(linear, nn.ReLU())


class MLP(nn.Module):
    def __init__(self, in_features, hidden_sizes, num_classes):
        super().__init__()
        sizes = tuple(hidden_sizes)
        self.blocks = nn.ModuleList(map(block, (in_features,) + sizes, sizes))
        self.head = nn.Linear((in_features,) + sizes and ((in_features,) + sizes)[-1], num_classes)

    def forward(self, x):
        return self.head(reduce(lambda value, layer: layer(value), self.blocks, x.flatten(1)))


# %% extend-sequential: append and a match statement
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
