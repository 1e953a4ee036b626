# %% softmax-at-the-end: returns probabilities
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = torch.relu(self.fc1(x.flatten(1)))
        return torch.softmax(self.fc2(x), dim=1)


# %% softmax-in-eval: logits in training, probabilities in eval mode
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(), nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Linear(hidden_size, num_classes)
        )

    def forward(self, x):
        out = self.net(x)
        if not self.training:
            out = out.softmax(dim=-1)
        return out


# %% log-softmax: LogSoftmax as the last layer
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(),
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, num_classes),
            nn.LogSoftmax(dim=1),
        )

    def forward(self, x):
        return self.net(x)


# %% no-activation: two linear layers without ReLU
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc2(self.fc1(x.flatten(1)))


# %% relu-twice: ReLU after the last layer, too: no negative logits
import torch.nn.functional as F
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(1)
        for layer in (self.fc1, self.fc2):
            x = F.relu(layer(x))
        return x


# %% no-flatten: works for (N, in_features) only
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))


# %% flattens-the-batch: flatten() from dimension 0 mixes the samples
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten()
        return self.fc2(torch.relu(self.fc1(x)))


# %% squeeze-instead-of-flatten: a batch of one loses its batch dimension
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        if x.dim() > 2:
            x = x.flatten(1)
        out = self.fc2(torch.relu(self.fc1(x)))
        return out.squeeze()


# %% fixed-784: flattens to 784 whatever in_features is
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.view(-1, 28 * 28)
        return self.fc2(torch.relu(self.fc1(x)))


# %% defined-in-reverse: the second layer is defined first, so parameters() has the wrong order
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.output = nn.Linear(hidden_size, num_classes)
        self.hidden = nn.Linear(in_features, hidden_size)

    def forward(self, x):
        return self.output(torch.relu(self.hidden(x.flatten(1))))


# %% plain-list: layers in a Python list are not found by parameters()
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.layers = [nn.Linear(in_features, hidden_size), nn.Linear(hidden_size, num_classes)]

    def forward(self, x):
        x = torch.relu(self.layers[0](x.flatten(1)))
        return self.layers[1](x)


# %% layers-in-forward: new random layers at every call
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.sizes = in_features, hidden_size, num_classes

    def forward(self, x):
        fc1 = nn.Linear(self.sizes[0], self.sizes[1])
        fc2 = nn.Linear(self.sizes[1], self.sizes[2])
        return fc2(torch.relu(fc1(x.flatten(1))))


# %% no-bias: the second layer has no bias
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes, bias=False)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x.flatten(1))))


# %% bias-as-tensor: a bias that is a plain tensor, neither trained nor moved
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(hidden_size, in_features))
        self.b1 = torch.zeros(hidden_size, requires_grad=True)
        self.w2 = nn.Parameter(torch.randn(num_classes, hidden_size))
        self.b2 = torch.zeros(num_classes, requires_grad=True)

    def forward(self, x):
        h = torch.relu(x.flatten(1) @ self.w1.T + self.b1)
        return h @ self.w2.T + self.b2


# %% weights-in-out: weights of shape (in, out): seen when the layers are not square
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(in_features, hidden_size))
        self.b1 = nn.Parameter(torch.zeros(hidden_size))
        self.w2 = nn.Parameter(torch.randn(hidden_size, num_classes))
        self.b2 = nn.Parameter(torch.zeros(num_classes))

    def forward(self, x):
        h = torch.relu(x.flatten(1) @ self.w1 + self.b1)
        return h @ self.w2 + self.b2


# %% weights-first-biases-last: parameters in the order w1, w2, b1, b2
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(hidden_size, in_features))
        self.w2 = nn.Parameter(torch.randn(num_classes, hidden_size))
        self.b1 = nn.Parameter(torch.zeros(hidden_size))
        self.b2 = nn.Parameter(torch.zeros(num_classes))

    def forward(self, x):
        h = torch.relu(x.flatten(1) @ self.w1.T + self.b1)
        return h @ self.w2.T + self.b2


# %% leaky: LeakyReLU, which is as good as ReLU for the accuracy
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(), nn.Linear(in_features, hidden_size), nn.LeakyReLU(), nn.Linear(hidden_size, num_classes)
        )

    def forward(self, x):
        return self.net(x)


# %% relu6: clips at 6, which small numbers do not show
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.act = nn.ReLU6()
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc2(self.act(self.fc1(x.flatten(1))))


# %% dropout: an extra dropout layer, random in train mode
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(),
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.net(x)


# %% batch-norm: an extra normalisation with parameters of its own
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(),
            nn.Linear(in_features, hidden_size),
            nn.BatchNorm1d(hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.net(x)


# %% three-layers: one linear layer too many
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(),
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.net(x)


# %% arguments-swapped: hidden_size and num_classes in the wrong order
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x.flatten(1))))


# %% casts-to-float32: x.float() does not fit float64 parameters
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.float().flatten(1)
        return self.fc2(torch.relu(self.fc1(x)))


# %% centred-in-place: subtracts the mean of the pixels, from the argument itself
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.view(x.shape[0], -1)
        x -= x.mean()  # centre the pixels
        return self.fc2(torch.relu(self.fc1(x)))


# %% relu-on-the-input: ReLU in place before the first layer: wrong, and changes the argument
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.flatten = nn.Flatten()
        self.relu = nn.ReLU(inplace=True)
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc2(self.fc1(self.relu(self.flatten(x))))


# %% returns-a-tuple: returns the logits and the hidden layer
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        hidden = torch.relu(self.fc1(x.flatten(1)))
        return self.fc2(hidden), hidden


# %% resized-in-place: flattens the argument itself
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        n = x.shape[0]
        x.resize_(n, x.numel() // n)
        return self.fc2(torch.relu(self.fc1(x)))


# %% forgets-super: no super().__init__()
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x.flatten(1))))


# %% unused-layer: an old layer is left in the constructor
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc_old = nn.Linear(hidden_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x.flatten(1))))


# %% single-class-squeezed: drops the last dimension when there is one class
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        logits = self.fc2(torch.relu(self.fc1(x.flatten(1))))
        return logits.squeeze(-1)
