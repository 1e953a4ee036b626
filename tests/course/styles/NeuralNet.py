# %% plain-linear-layers: three nn.Linear and the activations of nn.functional
import torch.nn.functional as F
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = F.relu(self.fc1(x))
        x = F.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% one-sequential: nn.Sequential as the only attribute
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.model(x)


# %% subclass-of-sequential: an OrderedDict given to nn.Sequential's own constructor
from collections import OrderedDict

from torch import nn


class NeuralNet(nn.Sequential):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__(
            OrderedDict(
                entrance=nn.Linear(in_features, hidden_size),
                relu=nn.ReLU(inplace=True),
                middle=nn.Linear(hidden_size, hidden_size, False),
                leaky=nn.LeakyReLU(negative_slope=0.1, inplace=True),
                exit=nn.Linear(hidden_size, num_classes),
            )
        )


# %% parameters-by-hand: five nn.Parameter and matmul, own activations
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(hidden_size, in_features) * (2 / in_features) ** 0.5)
        self.b1 = nn.Parameter(torch.zeros(hidden_size))
        self.w2 = nn.Parameter(torch.randn(hidden_size, hidden_size) * (2 / hidden_size) ** 0.5)
        self.w3 = nn.Parameter(torch.randn(num_classes, hidden_size) * (1 / hidden_size) ** 0.5)
        self.b3 = nn.Parameter(torch.zeros(num_classes))

    def forward(self, x):
        h1 = torch.clamp(torch.matmul(x, self.w1.t()) + self.b1, min=0)
        z = torch.matmul(h1, self.w2.t())
        h2 = torch.max(z, 0.1 * z)
        return torch.matmul(h2, self.w3.t()) + self.b3


# %% module-list-of-pairs: a list of (layer, activation) that is walked through
import torch
from torch import nn


def leaky(x, slope=0.1):
    return torch.where(x >= 0, x, slope * x)


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.linears = nn.ModuleList()
        self.linears.append(nn.Linear(in_features, hidden_size))
        self.linears.append(nn.Linear(hidden_size, hidden_size, bias=None))
        self.linears.append(nn.Linear(hidden_size, num_classes))
        self.activations = [torch.relu, leaky, lambda x: x]

    def forward(self, x):
        for linear, activation in zip(self.linears, self.activations, strict=True):
            x = activation(linear(x))
        return x


# %% bias-removed-afterwards: creates the bias and sets it to None
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.input_layer = nn.Linear(in_features, hidden_size)
        self.hidden_layer = nn.Linear(hidden_size, hidden_size)
        self.hidden_layer.bias = None
        self.output_layer = nn.Linear(hidden_size, num_classes)
        self.relu = nn.ReLU()
        self.leaky_relu = nn.LeakyReLU(1e-1)

    def forward(self, x):
        out = self.input_layer(x)
        out = self.relu(out)
        out = self.hidden_layer(out)
        out = self.leaky_relu(out)
        out = self.output_layer(out)
        return out


# %% lazy-with-dry-run: lazy layers, materialised in the constructor in eval mode
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.seq = nn.Sequential(
            nn.LazyLinear(hidden_size),
            nn.ReLU(),
            nn.LazyLinear(hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.LazyLinear(num_classes),
        )
        self.eval()
        self(torch.ones(2, in_features))
        self.train()

    def forward(self, x):
        return self.seq(x)


# %% dataclass-module: fields in the order of the signature, layers in __post_init__
import dataclasses

from torch import Tensor, nn


@dataclasses.dataclass(eq=False, repr=False)
class NeuralNet(nn.Module):
    in_features: int
    num_classes: int
    hidden_size: int
    slope: float = 0.1

    def __post_init__(self) -> None:
        super().__init__()
        h = self.hidden_size
        self.one = nn.Linear(self.in_features, h)
        self.two = nn.Linear(h, h, bias=False)
        self.three = nn.Linear(h, self.num_classes)

    def forward(self, x: Tensor) -> Tensor:
        h = self.one(x).clamp_min(0)
        h = self.two(h)
        h = h.clamp_min(0) + self.slope * h.clamp_max(0)
        return self.three(h)


# %% inheritance-chain: a base class with the first half, a child with the second
import torch
from torch import nn


class FirstHalf(nn.Module):
    def __init__(self, in_features, hidden_size):
        super().__init__()
        self.lower = nn.Linear(in_features, hidden_size)

    def forward(self, x):
        return self.lower(x).relu()


class NeuralNet(FirstHalf):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__(in_features, hidden_size)
        self.middle = nn.Linear(hidden_size, hidden_size, bias=False)
        self.upper = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = super().forward(x)
        return self.upper(nn.functional.leaky_relu_(self.middle(x), negative_slope=0.1))


# %% own-activation-functions: two custom autograd Functions
import torch
from torch import nn


class ReLUFn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * (x > 0)

    @staticmethod
    def backward(ctx, g):
        return g * (ctx.saved_tensors[0] > 0)


class LeakyFn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, slope):
        factor = torch.ones_like(x)
        factor[x < 0] = slope
        ctx.save_for_backward(factor)
        return x * factor

    @staticmethod
    def backward(ctx, g):
        return g * ctx.saved_tensors[0], None


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.a = nn.Linear(in_features, hidden_size)
        self.b = nn.Linear(hidden_size, hidden_size, bias=False)
        self.c = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.c(LeakyFn.apply(self.b(ReLUFn.apply(self.a(x))), 0.1))


# %% abs-formulas: both activations written with abs
from torch import nn


class NeuralNet(nn.Module):
    """relu(x) = (x + |x|) / 2 and leaky(x) = 0.55 x + 0.45 |x|."""

    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.lin1 = nn.Linear(in_features, hidden_size)
        self.lin2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.lin3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        y = self.lin1(x)
        y = 0.5 * (y + y.abs())
        y = self.lin2(y)
        y = 0.55 * y + 0.45 * y.abs()
        return self.lin3(y)


# %% parameter-dict: an nn.ParameterDict made of pairs, which keep their order (a plain dict is sorted)
import torch
import torch.nn.functional as F
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        shapes = {
            "w1": (hidden_size, in_features),
            "b1": (hidden_size,),
            "w2": (hidden_size, hidden_size),
            "w3": (num_classes, hidden_size),
            "b3": (num_classes,),
        }
        self.p = nn.ParameterDict([(name, nn.Parameter(0.1 * torch.randn(shape))) for name, shape in shapes.items()])

    def forward(self, inputs):
        p = self.p
        h = F.relu(F.linear(inputs, p["w1"], p["b1"]))
        h = F.leaky_relu(F.linear(h, p["w2"]), 0.1)
        return F.linear(h, p["w3"], p["b3"])


# %% own-dense-with-register: an own layer that registers bias=None
import math

import torch
from torch import nn


class Dense(nn.Module):
    def __init__(self, n_in, n_out, use_bias=True, activation=None):
        super().__init__()
        self.kernel = nn.Parameter(torch.empty(n_out, n_in))
        if use_bias:
            self.bias = nn.Parameter(torch.empty(n_out))
        else:
            self.register_parameter("bias", None)
        self.activation = activation
        self.reset_parameters()

    def reset_parameters(self):
        nn.init.kaiming_uniform_(self.kernel, a=math.sqrt(5))
        if self.bias is not None:
            nn.init.zeros_(self.bias)

    def forward(self, x):
        y = x.mm(self.kernel.T)
        if self.bias is not None:
            y = y + self.bias.unsqueeze(0)
        return y if self.activation is None else self.activation(y)


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.dense1 = Dense(in_features, hidden_size, activation=nn.ReLU())
        self.dense2 = Dense(hidden_size, hidden_size, use_bias=False, activation=nn.LeakyReLU(0.1))
        self.dense3 = Dense(hidden_size, num_classes)

    def forward(self, x):
        return self.dense3(self.dense2(self.dense1(x)))


# %% reduce-over-children: functools.reduce over self.children()
from functools import reduce

from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        layers = [
            nn.Linear(in_features, hidden_size),
            nn.Threshold(0, 0),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        ]
        for i, layer in enumerate(layers):
            setattr(self, f"layer{i}", layer)

    def forward(self, x):
        return reduce(lambda value, layer: layer(value), self.children(), x)


# %% harmless-flatten: flattens what is flat, asserts and prints
import warnings

from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        if hidden_size < num_classes:
            warnings.warn("the hidden layer is smaller than the number of classes")
        self.flatten = nn.Flatten()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)
        total = sum(p.numel() for p in self.parameters())
        print(f"NeuralNet with {total} parameters")

    def forward(self, x):
        assert x.dtype == self.fc1.weight.dtype
        x = self.flatten(x)
        x = nn.ReLU()(self.fc1(x))
        x = nn.LeakyReLU(0.1)(self.fc2(x))
        x = self.fc3(x)
        return x


# %% russian-identifiers: имена слоёв и комментарии по-русски
import torch.nn.functional as F
from torch import nn

НАКЛОН = 0.1


class NeuralNet(nn.Module):
    """Сеть с лекции: три линейных слоя, средний без смещения."""

    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.вход = nn.Linear(in_features, hidden_size)
        self.середина = nn.Linear(hidden_size, hidden_size, bias=False)  # без bias
        self.выход = nn.Linear(hidden_size, num_classes)

    def forward(self, данные):
        признаки = F.relu(self.вход(данные))
        признаки = F.leaky_relu(self.середина(признаки), НАКЛОН)
        return self.выход(признаки)


# %% star-import: Module, Linear and friends without a prefix
from torch import *
from torch.nn import *


class NeuralNet(Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super(NeuralNet, self).__init__()
        self.l = ModuleList([Linear(in_features, hidden_size), Linear(hidden_size, hidden_size, bias=False), Linear(hidden_size, num_classes)])
        self.s = [ReLU(), LeakyReLU(0.1)]

    def forward(self, x):
        a, b, c = self.l
        r, q = self.s
        return c(q(b(r(a(x)))))


# %% vmap-over-samples: computes one sample at a time with vmap and mv
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.A = nn.Linear(in_features, hidden_size)
        self.B = nn.Linear(hidden_size, hidden_size, bias=False)
        self.C = nn.Linear(hidden_size, num_classes)

    def single(self, v):
        v = torch.mv(self.A.weight, v) + self.A.bias
        v = torch.relu(v)
        v = torch.mv(self.B.weight, v)
        v = torch.relu(v) - 0.1 * torch.relu(-v)
        return torch.mv(self.C.weight, v) + self.C.bias

    def forward(self, x):
        return torch.vmap(self.single)(x)


# %% prelu-as-function: F.prelu with constant slopes, which are no parameters
import torch
import torch.nn.functional as F
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = self.fc1(x)
        x = F.prelu(x, torch.zeros_like(x[0, :1]))
        x = self.fc2(x)
        x = F.prelu(x, torch.full_like(x[0, :1], 0.1))
        return self.fc3(x)
