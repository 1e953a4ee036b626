# %% sequential: as in the lecture
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Dropout(dropout), nn.Linear(128, 10))

    def forward(self, x):
        return self.net(x)


# %% functional: F.dropout that is told the mode
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.fc1 = nn.Linear(28 * 28, 128)
        self.fc2 = nn.Linear(128, 10)
        self.p = dropout

    def forward(self, x):
        x = x.view(-1, 28 * 28)
        x = F.relu(self.fc1(x))
        x = F.dropout(x, p=self.p, training=self.training)
        return self.fc2(x)


# %% dropout-first: ReLU behind dropout
import torch
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout: float = 0.2):
        super().__init__()
        self.flatten = nn.Flatten()
        self.l1 = nn.Linear(784, 128)
        self.drop = nn.Dropout(p=dropout)
        self.l2 = nn.Linear(128, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.l2(torch.relu(self.drop(self.l1(self.flatten(x)))))


# %% mask-by-hand: rand, compared and scaled
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


# %% bernoulli: masks of torch.bernoulli with a generator of its own
import torch
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.keep = 1.0 - dropout
        self.rng = torch.Generator().manual_seed(7)
        self.a = nn.Linear(784, 128)
        self.b = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.a(x.reshape(x.shape[0], 784)))
        if self.training:
            h = h * torch.bernoulli(torch.full_like(h, self.keep), generator=self.rng) / self.keep
        return self.b(h)


# %% numpy-mask: NumPy draws
import numpy as np
import torch
from torch import nn


class MNISTClassifier(nn.Module):
    """Сеть с прореживанием."""

    def __init__(self, dropout=0.2):
        nn.Module.__init__(self)
        self.dropout = dropout
        self.w1, self.b1 = nn.Parameter(torch.randn(128, 784) / 28), nn.Parameter(torch.zeros(128))
        self.w2, self.b2 = nn.Parameter(torch.randn(10, 128) / 11), nn.Parameter(torch.zeros(10))

    def forward(self, x):
        h = (x.flatten(1) @ self.w1.T + self.b1).clamp(min=0)
        if self.training:
            mask = np.random.random(tuple(h.shape)) >= self.dropout
            h = h * torch.from_numpy(mask).to(h.dtype) / (1 - self.dropout)
        return h @ self.w2.T + self.b2


# %% own-dropout-module: a module of its own with __repr__
import torch
from torch import nn


class Drop(nn.Module):
    def __init__(self, p):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError(p)
        self.p = p

    def extra_repr(self):
        return f"p={self.p}"

    def forward(self, x):
        if not self.training:
            return x
        return torch.where(torch.rand_like(x) < self.p, torch.zeros_like(x), x / (1 - self.p))


class MNISTClassifier(nn.Sequential):
    def __init__(self, dropout=0.2):
        super().__init__(nn.Flatten(), nn.Linear(784, 128), Drop(dropout), nn.ReLU(), nn.Linear(128, 10))


# %% native: torch.dropout, and train() overridden
import torch
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.rate, self.active = dropout, True
        self.one = nn.Linear(784, 128)
        self.two = nn.Linear(128, 10)

    def train(self, mode=True):
        self.active = mode
        return super().train(mode)

    def forward(self, x):
        return self.two(torch.dropout(self.one(x.flatten(1)).relu(), self.rate, self.active))


# %% module-dict: layers by name, ReLU in place
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


# %% nothing-at-zero: no dropout layer is made where nothing is dropped
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        drop = nn.Dropout(dropout) if dropout else nn.Identity()
        self.head = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), drop)
        self.tail = nn.Linear(128, 10)

    def forward(self, x):
        features = self.head(x.flatten(start_dim=1))
        logits = self.tail(features)
        return logits


# %% hook: dropout in a forward hook of the hidden layer
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.output = nn.Linear(128, 10)
        self.hidden.register_forward_hook(lambda module, inputs, out: F.dropout(out, dropout, module.training))

    def forward(self, x):
        return self.output(self.hidden(x.flatten(1)).relu())


# %% lazy: LazyLinear twice
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.first = nn.LazyLinear(128)
        self.drop = nn.Dropout(dropout)
        self.second = nn.LazyLinear(10)

    def forward(self, x):
        return self.second(self.drop(self.first(x.flatten(1)).relu()))


# %% default-dtype-float64: its parameters are float64 until somebody wants others
import torch
from torch import nn

torch.set_default_dtype(torch.float64)


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Dropout(dropout), nn.Linear(128, 10)
        )

    def forward(self, x):
        return self.layers(x)
