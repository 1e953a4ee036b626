# %% arguments-swapped: (in_features, hidden_size, num_classes), as in the exercise before
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = torch.relu(self.fc1(x))
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% middle-bias: the middle layer has a bias
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.model(x)


# %% frozen-zero-bias: a bias of zeros that is not trained, but is still among the parameters
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size)
        nn.init.zeros_(self.fc2.bias)
        self.fc2.bias.requires_grad = False
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = self.fc1(x).relu()
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% default-slope: LeakyReLU() has 0.01
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.model(x)


# %% relu-twice: ReLU instead of LeakyReLU
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
        x = F.relu(self.fc2(x))
        return self.fc3(x)


# %% activations-swapped: LeakyReLU first, then ReLU
import torch.nn.functional as F
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = F.leaky_relu(self.fc1(x), 0.1)
        x = F.relu(self.fc2(x))
        return self.fc3(x)


# %% leaky-on-logits: one more LeakyReLU at the end
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)
        self.leaky = nn.LeakyReLU(0.1)

    def forward(self, x):
        x = self.fc1(x).relu()
        x = self.leaky(self.fc2(x))
        return self.leaky(self.fc3(x))


# %% prelu: PReLU(init=0.1) looks the same at first, but its slope is a parameter
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.PReLU(init=0.1),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.model(x)


# %% rrelu: a random slope in train mode
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)
        self.leaky = nn.RReLU(0.05, 0.15)

    def forward(self, x):
        return self.fc3(self.leaky(self.fc2(self.fc1(x).relu())))


# %% own-leaky-sign: the slope of the own LeakyReLU has the wrong sign: it is an absolute value
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def leaky(self, x):
        return torch.where(x > 0, x, 0.1 * x.abs())

    def forward(self, x):
        return self.fc3(self.leaky(self.fc2(torch.relu(self.fc1(x)))))


# %% last-without-bias: the bias is missing at the last layer instead of the middle one
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes, bias=False),
        )

    def forward(self, x):
        return self.model(x)


# %% two-layers: the middle layer is missing
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc2(nn.functional.leaky_relu(torch.relu(self.fc1(x)), 0.1))


# %% middle-layer-twice: runs through the middle layer two times
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
        for _ in range(2):
            x = F.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% residual: adds the input of the middle layer to its output
import torch.nn.functional as F
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        h = F.relu(self.fc1(x))
        h = h + F.leaky_relu(self.fc2(h), 0.1)
        return self.fc3(h)


# %% transposed-middle: multiplies with the middle weight instead of its transpose: the shapes fit
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        h = torch.relu(self.fc1(x))
        h = nn.functional.leaky_relu(h @ self.fc2.weight, 0.1)
        return self.fc3(h)


# %% parameter-dict-sorted: nn.ParameterDict sorts the keys of a plain dict: the biases come first
import torch
import torch.nn.functional as F
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.p = nn.ParameterDict(
            {
                "weight1": nn.Parameter(torch.randn(hidden_size, in_features)),
                "bias1": nn.Parameter(torch.zeros(hidden_size)),
                "weight2": nn.Parameter(torch.randn(hidden_size, hidden_size)),
                "weight3": nn.Parameter(torch.randn(num_classes, hidden_size)),
                "bias3": nn.Parameter(torch.zeros(num_classes)),
            }
        )

    def forward(self, x):
        x = F.relu(F.linear(x, self.p["weight1"], self.p["bias1"]))
        x = F.leaky_relu(F.linear(x, self.p["weight2"]), 0.1)
        return F.linear(x, self.p["weight3"], self.p["bias3"])


# %% parameters-before-modules: the middle weight is a Parameter of the net itself and comes first in parameters()
import torch
from torch import nn


class Affine(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.w = nn.Parameter(torch.randn(n_out, n_in))
        self.b = nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        return x @ self.w.T + self.b


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.first = Affine(in_features, hidden_size)
        self.middle = nn.Parameter(torch.randn(hidden_size, hidden_size))
        self.last = Affine(hidden_size, num_classes)

    def forward(self, x):
        h = self.first(x).relu()
        h = nn.functional.leaky_relu(h @ self.middle.T, 0.1)
        return self.last(h)


# %% middle-defined-last: the middle layer was added to the constructor later, at its end
import torch.nn.functional as F
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.out = nn.Linear(hidden_size, num_classes)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)

    def forward(self, x):
        x = F.relu(self.fc1(x))
        x = F.leaky_relu(self.fc2(x), 0.1)
        return self.out(x)


# %% softmax: probabilities instead of logits
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
        return F.softmax(self.fc3(x), dim=-1)


# %% dropout-in-training: a dropout layer that train mode shows
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.model(x)


# %% squeeze: one sample or one class loses a dimension
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
        return self.fc3(x).squeeze()


# %% slope-constant-float32: multiplies with a float32 tensor of 0.1, which float64 can tell
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)
        self.slope = torch.tensor(0.1)

    def forward(self, x):
        x = torch.relu(self.fc1(x))
        x = self.fc2(x)
        x = torch.where(x > 0, x, x * self.slope)
        return self.fc3(x)


# %% weights-frozen-copies: keeps detached copies of the weights from the constructor and computes with these
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)
        self.register_buffer("middle", self.fc2.weight.detach().clone().T)

    def forward(self, x):
        x = torch.relu(self.fc1(x))
        x = nn.functional.leaky_relu(x @ self.middle, 0.1)
        return self.fc3(x)


# %% normalised-input: standardises the batch first
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        x = (x - x.mean()) / (x.std(correction=0) + 1e-6)
        return self.net(x)


# %% input-changed-by-augmentation: adds noise to the argument while training
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        if self.training:
            x += 0.01 * torch.randn_like(x)
        return self.net(x)


# %% slope-as-inplace: leaky_relu gets inplace=True but no slope, so the slope stays at 0.01
import torch.nn as nn
import torch.nn.functional as F


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.l1 = nn.Linear(in_features, hidden_size)
        self.l2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.l3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = F.relu(self.l1(x))
        x = F.leaky_relu(self.l2(x), inplace=True)
        return self.l3(x)


# %% slope-negative: the slope is -0.1, as if it needed a minus for the negative side
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(-0.1),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.net(x)


# %% slope-inverse: the slope is 10 instead of 0.1
from torch import nn

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(in_features, hidden_size), nn.ReLU(),
                                    nn.Linear(hidden_size, hidden_size, bias=False), nn.LeakyReLU(10),
                                    nn.Linear(hidden_size, num_classes))

    def forward(self, x):
        return self.layers(x)


# %% leaky-twice: both activations are LeakyReLU(0.1)
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)
        self.act = nn.LeakyReLU(0.1)   # одна активация на всех

    def forward(self, x):
        x = self.act(self.fc1(x))
        x = self.act(self.fc2(x))
        return self.fc3(x)


# %% no-bias-anywhere: bias=False in all three layers
from torch import nn

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.seq = nn.Sequential(
            nn.Linear(in_features, hidden_size, bias=False),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes, bias=False),
        )

    def forward(self, x):
        return self.seq(x)


# %% bias-wrong-layer: the last layer lacks the bias instead of the middle one
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(hidden_size, hidden_size)
        self.leaky_relu = nn.LeakyReLU(negative_slope=0.1)
        self.fc3 = nn.Linear(hidden_size, num_classes, bias=False)

    def forward(self, x):
        out = self.fc1(x)
        out = self.relu(out)
        out = self.fc2(out)
        out = self.leaky_relu(out)
        out = self.fc3(out)
        return out


# %% last-bias-missing: the last layer has no bias
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes, bias=False)

    def forward(self, x):
        x = nn.functional.relu(self.fc1(x))
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% constructor-order: the constructor takes (in_features, hidden_size, num_classes), as in the other exercise
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.net(x)


# %% softmax-end: a softmax at the end turns the logits into probabilities
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = torch.relu(self.fc1(x))
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return torch.softmax(self.fc3(x), dim=1)


# %% log-softmax-end: F.log_softmax at the end (copied from the old MNIST example)
import torch.nn as nn
import torch.nn.functional as F

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super(NeuralNet, self).__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = F.relu(self.fc1(x))
        x = F.leaky_relu(self.fc2(x), negative_slope=0.1)
        x = self.fc3(x)
        return F.log_softmax(x, dim=1)


# %% relu-at-end: a third activation after the last layer cuts off the negative logits
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
            nn.ReLU(),
        )

    def forward(self, x):
        return self.net(x)


# %% first-relu-forgotten: self.relu is created but not used after the first layer
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.leaky = nn.LeakyReLU(0.1)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = self.fc1(x)
        x = self.fc2(x)
        x = self.leaky(x)
        x = self.fc3(x)
        return x


# %% leaky-forgotten: there is no activation after the second layer
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        h = self.fc1(x).relu()
        h = self.fc2(h)
        return self.fc3(h)


# %% activation-result-lost: the result of the leaky activation is not assigned, so it has no effect
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
        x = self.fc2(x)
        F.leaky_relu(x, 0.1)
        return self.fc3(x)


# %% no-super-init: super().__init__() is missing, so no layer can be assigned
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.leaky = nn.LeakyReLU(0.1)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc3(self.leaky(self.fc2(self.relu(self.fc1(x)))))


# %% super-without-parens: super().__init__ is named but not called
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__
        self.net = nn.Sequential(nn.Linear(in_features, hidden_size), nn.ReLU(),
                                 nn.Linear(hidden_size, hidden_size, bias=False), nn.LeakyReLU(0.1),
                                 nn.Linear(hidden_size, num_classes))

    def forward(self, x):
        return self.net(x)


# %% plain-list: the layers are kept in a plain Python list, so parameters() is empty
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.layers = [
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        ]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


# %% middle-layer-in-forward: the middle layer is created anew in every forward, so it is random and never trained
from torch import nn

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = nn.functional.relu(self.fc1(x))
        mid = nn.Linear(self.hidden_size, self.hidden_size, bias=False).to(x)
        x = nn.functional.leaky_relu(mid(x), 0.1)
        return self.fc3(x)


# %% definition-order: the output layer is defined before the hidden one, so parameters() come in another order than they are used
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.input = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)
        self.hidden = nn.Linear(hidden_size, hidden_size, bias=False)

    def forward(self, x):
        x = nn.functional.relu(self.input(x))
        x = nn.functional.leaky_relu(self.hidden(x), 0.1)
        return self.output(x)


# %% middle-layer-unused: the middle layer is defined but never called in forward
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.leaky = nn.LeakyReLU(0.1)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = self.relu(self.fc1(x))
        x = self.leaky(x)
        return self.fc3(x)


# %% extra-hidden-layer: there is one hidden layer too many
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False), nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, hidden_size, bias=False), nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.net(x)


# %% sizes-swapped: the sizes of nn.Linear are given as (out, in) instead of (in, out)
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(hidden_size, in_features)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(num_classes, hidden_size)

    def forward(self, x):
        x = nn.functional.relu(self.fc1(x))
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% hardcoded-sizes: 784, 128 and 10 are hard-coded instead of the arguments
from torch import nn

class NeuralNet(nn.Module):
    def __init__(self, in_features=784, num_classes=10, hidden_size=128):
        super().__init__()
        self.fc1 = nn.Linear(784, 128)
        self.fc2 = nn.Linear(128, 128, bias=False)
        self.fc3 = nn.Linear(128, 10)

    def forward(self, x):
        x = nn.functional.relu(self.fc1(x))
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% matmul-parameters: the own weights have shape (in, out) instead of (out, in)
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(in_features, hidden_size) * 0.1)
        self.b1 = nn.Parameter(torch.zeros(hidden_size))
        self.w2 = nn.Parameter(torch.randn(hidden_size, hidden_size) * 0.1)
        self.w3 = nn.Parameter(torch.randn(hidden_size, num_classes) * 0.1)
        self.b3 = nn.Parameter(torch.zeros(num_classes))

    def forward(self, x):
        h = torch.relu(x @ self.w1 + self.b1)
        h = h @ self.w2
        h = torch.where(h > 0, h, 0.1 * h)
        return h @ self.w3 + self.b3


# %% leaky-min: the own LeakyReLU takes the minimum of h and 0.1·h instead of the maximum
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        h = torch.clamp(self.fc1(x), min=0)
        h = self.fc2(h)
        h = torch.minimum(h, 0.1 * h)
        return self.fc3(h)


# %% dropout-added: a Dropout that was not asked for makes the logits random in train mode
from torch import nn

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.net(x)


# %% functional-dropout: F.dropout is active in eval mode, too, because training=True is its default
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
        x = F.dropout(x, 0.3)
        x = F.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% flatten-from-zero: torch.flatten(x) flattens the batch dimension, too
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = torch.flatten(x)
        x = torch.relu(self.fc1(x))
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% view-784: x.view(-1, 784) is hard-coded although in_features may be another number
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.view(-1, 28 * 28)
        x = self.fc1(x).relu()
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% foward-misspelt: the method is called foward, so calling the network raises NotImplementedError
from torch import nn

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False), nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes))

    def foward(self, x):
        return self.net(x)


# %% forward-nested: forward is indented into __init__, so the class has no forward
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False), nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes))

        def forward(self, x):
            return self.net(x)


# %% relu-class: self.relu = nn.ReLU without parentheses, so relu(x) creates a module instead of a tensor
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.relu = nn.ReLU
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.leaky = nn.LeakyReLU(0.1)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = self.fc1(x)
        x = self.relu(x)
        x = self.leaky(self.fc2(x))
        return self.fc3(x)


# %% no-return: forward returns nothing
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False), nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes))

    def forward(self, x):
        logits = self.net(x)


# %% argmax: returns the class numbers instead of the logits
from torch import nn

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False), nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes))

    def forward(self, x):
        return self.net(x).argmax(dim=1)


# %% squeeze-output: squeeze() drops the batch dimension for N = 1
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False), nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes))

    def forward(self, x):
        return self.net(x).squeeze()


# %% input-scaled: divides the input by 255 in forward, which the network of the task does not do
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x / 255.0
        x = nn.functional.relu(self.fc1(x))
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% input-inplace: an in-place ReLU runs over the input itself (before instead of after the first layer) and overwrites it
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.act = nn.ReLU(inplace=True)
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        out = self.fc1(self.act(x))
        out = nn.functional.leaky_relu(self.fc2(out), 0.1)
        return self.fc3(out)


# %% float-in-forward: x.float() breaks a network in float64
from torch import nn

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.float()
        x = nn.functional.relu(self.fc1(x))
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x)


# %% shared-weights: one and the same Linear object is used for the first and the middle layer
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        hidden = nn.Linear(in_features, hidden_size)
        self.net = nn.Sequential(
            hidden, nn.ReLU(),
            hidden, nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.net(x)


# %% slope-and-bias: two mistakes: the slope is 0.01; and the middle layer has a bias
from torch import nn

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size),
            nn.LeakyReLU(),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.layers(x)


# %% softmax-and-swapped: two mistakes: a softmax at the end; and the activations are swapped
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.a = nn.Linear(in_features, hidden_size)
        self.b = nn.Linear(hidden_size, hidden_size, bias=False)
        self.c = nn.Linear(hidden_size, num_classes)
        self.sm = nn.Softmax(dim=1)

    def forward(self, x):
        x = nn.functional.leaky_relu(self.a(x), 0.1)
        x = torch.relu(self.b(x))
        return self.sm(self.c(x))


# %% order-and-relu: two mistakes: the constructor's arguments are in the wrong order; and both activations are ReLU
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.fc3(self.relu(self.fc2(self.relu(self.fc1(x)))))


# %% no-first-relu-and-slope: two mistakes: the first ReLU is missing; and the slope is 0.2
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = self.fc1(x)
        x = nn.functional.leaky_relu(self.fc2(x), negative_slope=0.2)
        return self.fc3(x)


# %% end-relu-and-squeeze: two mistakes: a ReLU on the logits; and squeeze() drops the batch dimension for N = 1
from torch import nn

class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, hidden_size, bias=False)
        self.fc3 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = self.fc1(x).relu()
        x = nn.functional.leaky_relu(self.fc2(x), 0.1)
        return self.fc3(x).relu().squeeze()


# %% tuple-and-dropout: two mistakes: forward returns a pair (logits, probabilities); and there is a Dropout
import torch
from torch import nn


class NeuralNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Dropout(0.5),
            nn.Linear(hidden_size, hidden_size, bias=False), nn.LeakyReLU(0.1))
        self.head = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        logits = self.head(self.body(x))
        probs = torch.softmax(logits, dim=-1)
        return logits, probs
