# %% plain-linear-layers: two nn.Linear, torch.relu in between
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(start_dim=1)
        x = torch.relu(self.fc1(x))
        return self.fc2(x)


# %% sequential-inside: one nn.Sequential as an attribute
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super(TwoLayerNet, self).__init__()
        self.layers = nn.Sequential(
            nn.Flatten(),
            nn.Linear(in_features, hidden_size),
            nn.ReLU(inplace=True),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% subclass-of-sequential: inherits from nn.Sequential, no forward of its own
from torch.nn import Flatten, Linear, ReLU, Sequential


class TwoLayerNet(Sequential):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__(Flatten(), Linear(in_features, hidden_size), ReLU(), Linear(hidden_size, num_classes))


# %% parameters-by-hand: nn.Parameter and matrix products, no nn.Linear
import math

import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        nn.Module.__init__(self)
        bound1 = 1 / math.sqrt(in_features)
        bound2 = 1 / math.sqrt(hidden_size)
        self.W1 = nn.Parameter(torch.empty(hidden_size, in_features).uniform_(-bound1, bound1))
        self.b1 = nn.Parameter(torch.zeros(hidden_size))
        self.W2 = nn.Parameter(torch.empty(num_classes, hidden_size).uniform_(-bound2, bound2))
        self.b2 = nn.Parameter(torch.zeros(num_classes))

    def forward(self, x):
        x = x.reshape(x.shape[0], -1)
        h = x @ self.W1.T + self.b1
        h = h * (h > 0)
        return h @ self.W2.T + self.b2


# %% module-list: nn.ModuleList and a loop
from torch import nn
from torch.nn import functional as F


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        sizes = [in_features, hidden_size, num_classes]
        self.linears = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x):
        out = x.view(x.size(0), -1)
        for number, linear in enumerate(self.linears):
            if number > 0:
                out = F.relu(out)
            out = linear(out)
        return out


# %% parameter-list: nn.ParameterList and F.linear
import torch
import torch.nn.functional as F
from torch import nn


def make_weight(rows, columns):
    w = torch.empty(rows, columns)
    nn.init.xavier_normal_(w)
    return nn.Parameter(w)


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.params = nn.ParameterList(
            [
                make_weight(hidden_size, in_features),
                nn.Parameter(torch.zeros(hidden_size)),
                make_weight(num_classes, hidden_size),
                nn.Parameter(torch.zeros(num_classes)),
            ]
        )

    def forward(self, images):
        w1, b1, w2, b2 = self.params
        flat = torch.flatten(images, 1)
        return F.linear(F.linear(flat, w1, b1).clamp(min=0), w2, b2)


# %% lazy-with-dry-run: nn.LazyLinear, brought to life by a dry run in the constructor
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(),
            nn.LazyLinear(hidden_size),
            nn.ReLU(),
            nn.LazyLinear(num_classes),
        )
        with torch.no_grad():
            self.net(torch.zeros(1, in_features))

    def forward(self, x):
        return self.net(x)


# %% own-linear-layer: an own Linear class with einsum
import torch
from torch import nn


class MyLinear(nn.Module):
    """y = x W^T + b"""

    def __init__(self, n_in, n_out):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in) * 0.01)
        self.bias = nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        return torch.einsum("ni,oi->no", x, self.weight) + self.bias


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.first = MyLinear(in_features, hidden_size)
        self.second = MyLinear(hidden_size, num_classes)

    def forward(self, x):
        n = len(x)
        hidden = self.first(x.reshape(n, -1))
        hidden = torch.maximum(hidden, torch.zeros_like(hidden))
        return self.second(hidden)


# %% add-module-and-getattr: layers registered under computed names
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        dims = (in_features, hidden_size, num_classes)
        for i in range(2):
            self.add_module(f"linear_{i + 1}", nn.Linear(dims[i], dims[i + 1]))
        self.relu = nn.ReLU()
        self.flatten = nn.Flatten()

    def forward(self, x):
        x = self.flatten(x)
        x = getattr(self, "linear_1")(x)
        x = self.relu(x)
        return getattr(self, "linear_2")(x)


# %% module-dict: nn.ModuleDict, with the order of its keys
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features: int, hidden_size: int, num_classes: int, activation: str = "relu"):
        super().__init__()
        self.parts = nn.ModuleDict(
            {
                "flat": nn.Flatten(1, -1),
                "hidden": nn.Linear(in_features, hidden_size),
                "activation": {"relu": nn.ReLU, "tanh": nn.Tanh}[activation](),
                "logits": nn.Linear(hidden_size, num_classes),
            }
        )

    def forward(self, x):
        for name, part in self.parts.items():
            x = part(x)
        return x


# %% dataclass-module: a dataclass whose __post_init__ creates the layers
from dataclasses import dataclass

import torch
from torch import nn


@dataclass(eq=False)
class TwoLayerNet(nn.Module):
    in_features: int
    hidden_size: int
    num_classes: int

    def __post_init__(self):
        super().__init__()
        self.a = nn.Linear(self.in_features, self.hidden_size)
        self.b = nn.Linear(self.hidden_size, self.num_classes)

    def forward(self, x):
        return self.b(torch.relu_(self.a(x.flatten(1))))


# %% base-class-and-mixin: the forward is inherited, the layers come from the child
from abc import ABC, abstractmethod

from torch import nn


class FlattenMixin:
    def flat(self, x):
        return x.reshape(x.size(0), -1)


class Classifier(FlattenMixin, nn.Module, ABC):
    @abstractmethod
    def logits(self, x): ...

    def forward(self, x):
        return self.logits(self.flat(x))


class TwoLayerNet(Classifier):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(in_features, hidden_size), nn.ReLU())
        self.head = nn.Linear(hidden_size, num_classes)

    def logits(self, x):
        return self.head(self.body(x))


# %% made-by-type: the class is built by a function
import torch
from torch import nn


def make_class(name):
    def __init__(self, in_features, hidden_size, num_classes):
        nn.Module.__init__(self)
        self.l1 = nn.Linear(in_features, hidden_size)
        self.l2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        h = self.l1(torch.flatten(x, 1))
        return self.l2(torch.where(h > 0, h, torch.zeros_like(h)))

    return type(name, (nn.Module,), {"__init__": __init__, "forward": forward})


TwoLayerNet = make_class("TwoLayerNet")


# %% row-by-row: runs the samples one by one and stacks them
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.linear1 = nn.Linear(in_features, hidden_size)
        self.linear2 = nn.Linear(hidden_size, num_classes)
        print("created", self)

    def one(self, sample):
        vector = sample.ravel()
        return self.linear2(self.linear1(vector).relu())

    def forward(self, x):
        return torch.stack([self.one(sample) for sample in x])


# %% vmap-over-samples: torch.vmap over a function of one sample
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.inner = nn.Linear(in_features, hidden_size)
        self.outer = nn.Linear(hidden_size, num_classes)

    def forward(self, batch):
        def single(x):
            return self.outer(nn.functional.relu(self.inner(x.reshape(-1))))

        return torch.vmap(single)(batch)


# %% own-relu-function: a custom autograd ReLU inside
import torch
from torch import nn


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        grad_input = grad_output.clone()
        grad_input[x < 0] = 0
        return grad_input


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        nn.init.kaiming_uniform_(self.fc1.weight, nonlinearity="relu")
        nn.init.zeros_(self.fc2.bias)

    def forward(self, x):
        return self.fc2(MyReLU.apply(self.fc1(nn.Flatten()(x))))


# %% dropout-of-zero: a Dropout layer with p = 0 does nothing, in either mode
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes, p=0.0):
        super().__init__()
        self.fc_in = nn.Linear(in_features, hidden_size)
        self.act = nn.ReLU()
        self.drop = nn.Dropout(p)
        self.fc_out = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc_out(self.drop(self.act(self.fc_in(x.flatten(1)))))


# %% addmm-and-buffers: addmm, and buffers beside the parameters
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.register_buffer("calls", torch.zeros((), dtype=torch.int64))
        self.register_parameter("w1", nn.Parameter(torch.randn(hidden_size, in_features) / in_features**0.5))
        self.register_parameter("b1", nn.Parameter(torch.randn(hidden_size)))
        self.register_parameter("w2", nn.Parameter(torch.randn(num_classes, hidden_size) / hidden_size**0.5))
        self.register_parameter("b2", nn.Parameter(torch.randn(num_classes)))

    def forward(self, x):
        self.calls += 1
        h = torch.addmm(self.b1, x.flatten(1), self.w1.t())
        return torch.addmm(self.b2, h.clamp_min(0), self.w2.t())


# %% russian-identifiers: слои и переменные названы по-русски
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    """Двухслойная сеть: линейный слой, ReLU, линейный слой."""

    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.первый_слой = nn.Linear(in_features, hidden_size)
        self.второй_слой = nn.Linear(hidden_size, num_classes)

    def forward(self, картинки):
        # разворачиваем картинки в векторы
        векторы = картинки.reshape(картинки.shape[0], -1)
        скрытые = torch.relu(self.первый_слой(векторы))
        return self.второй_слой(скрытые)  # без softmax!


# %% star-import-and-assertions: from torch import *, assertions, prints of all shapes
from torch import *
from torch.nn import *
from torch.nn.functional import relu


class TwoLayerNet(Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.in_features = in_features
        self.first = Linear(in_features, hidden_size, bias=True)
        self.second = Linear(hidden_size, num_classes, bias=True)

    def forward(self, x):
        print("input", x.shape)
        x = flatten(x, 1)
        assert x.shape[1] == self.in_features, f"expected {self.in_features} features, got {x.shape[1]}"
        x = relu(self.first(x))
        print("hidden", x.shape)
        x = self.second(x)
        assert x.dim() == 2
        return x


# %% blocks: an own block of a linear layer and an activation, nn.Identity for the last
from torch import nn


class Block(nn.Module):
    def __init__(self, a, b, activate):
        super().__init__()
        self.linear = nn.Linear(a, b)
        self.activate = nn.ReLU() if activate else nn.Identity()

    def forward(self, x):
        return self.activate(self.linear(x))


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.blocks = nn.Sequential(Block(in_features, hidden_size, True), Block(hidden_size, num_classes, False))

    def forward(self, x):
        return self.blocks(x.contiguous().view(x.shape[0], -1))


# %% functional-call: stateless layers, run with functional_call on own parameters
import torch
from torch import nn
from torch.func import functional_call


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.core = nn.Sequential(nn.Flatten(), nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Linear(hidden_size, num_classes))

    def forward(self, x):
        return functional_call(self.core, dict(self.core.named_parameters()), (x,))


# %% bias-as-column-of-ones: the bias times a column of ones, with torch.cat
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        one = nn.Linear(in_features, hidden_size)
        two = nn.Linear(hidden_size, num_classes)
        self.w1, self.b1 = one.weight, one.bias
        self.w2, self.b2 = two.weight, two.bias

    @staticmethod
    def affine(x, w, b):
        extended = torch.cat([x, x.new_ones(x.shape[0], 1)], dim=1)
        matrix = torch.cat([w, b[:, None]], dim=1)
        return torch.mm(extended, matrix.transpose(0, 1))

    def forward(self, x):
        h = self.affine(x.flatten(1), self.w1, self.b1)
        h = (h + h.abs()) / 2
        return self.affine(h, self.w2, self.b2)


# %% forward-as-lambda: the forward is a lambda in the class body
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes, **unused):
        super().__init__()
        self.up = nn.Linear(in_features, hidden_size)
        self.down = nn.Linear(hidden_size, num_classes)

    forward = lambda self, x: self.down(self.up(x.flatten(1)).relu())
