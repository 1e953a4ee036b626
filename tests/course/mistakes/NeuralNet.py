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
