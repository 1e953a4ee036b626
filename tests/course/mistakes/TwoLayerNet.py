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


# %% flatten-batch: torch.flatten(x) without start_dim=1 flattens the batch dimension, too
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = torch.flatten(x)
        x = torch.relu(self.fc1(x))
        return self.fc2(x)


# %% flatten-last-two: nn.Flatten(start_dim=-2) flattens the last two dimensions only, so the channel dimension stays
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.flatten = nn.Flatten(start_dim=-2)
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        if x.dim() > 2:
            x = self.flatten(x)
        return self.fc2(nn.functional.relu(self.fc1(x)))


# %% view-784: 784 is hard-coded in view although in_features may be another number
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.linear1 = nn.Linear(in_features, hidden_size)
        self.linear2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.view(-1, 784)
        x = self.linear1(x)
        x = nn.functional.relu(x)
        return self.linear2(x)


# %% view-batch-64: the batch size 64 is hard-coded in view
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.l1 = nn.Linear(in_features, hidden_size)
        self.l2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.view(64, -1)
        return self.l2(self.l1(x).relu())


# %% unpack-four-dims: unpacks x.shape into n, c, h, w, which fails for (N, in_features)
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.l1 = nn.Linear(in_features, hidden_size)
        self.l2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        n, c, h, w = x.shape
        x = x.reshape(n, c * h * w)
        return self.l2(self.l1(x).relu())


# %% flatten-order-permuted: permutes the dimensions of the picture before flattening, so the numbers come in another order
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.l1 = nn.Linear(in_features, hidden_size)
        self.l2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        if x.dim() == 4:
            # меняем на W, H, C
            x = x.permute(0, 3, 2, 1)
        x = x.reshape(x.shape[0], -1)
        return self.l2(self.l1(x).relu())


# %% reshape-minus-one-first: reshape(-1, N).T mixes the numbers of different samples
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.l1 = nn.Linear(in_features, hidden_size)
        self.l2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.reshape(-1, x.shape[0]).T
        return self.l2(self.l1(x).relu())


# %% relu-lost: the result of F.relu is not assigned, so it has no effect
import torch.nn.functional as F
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(1)
        x = self.fc1(x)
        F.relu(x)
        x = self.fc2(x)
        return x


# %% sigmoid-hidden: Sigmoid instead of ReLU
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super(TwoLayerNet, self).__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.view(x.size(0), -1)
        x = torch.sigmoid(self.fc1(x))
        return self.fc2(x)


# %% tanh-hidden: Tanh instead of ReLU
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.model = nn.Sequential(
            nn.Flatten(),
            nn.Linear(in_features, hidden_size),
            nn.Tanh(),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.model(x)


# %% gelu-hidden: GELU instead of ReLU, the two differ near zero
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.model = nn.Sequential(nn.Flatten(), nn.Linear(in_features, hidden_size), nn.GELU(),
                                   nn.Linear(hidden_size, num_classes))

    def forward(self, x):
        return self.model(x)


# %% leaky-hidden: LeakyReLU instead of ReLU
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.flatten = nn.Flatten()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.act = nn.LeakyReLU(0.1)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc2(self.act(self.fc1(self.flatten(x))))


# %% clamp-max: the ReLU by hand takes clamp(max=0) instead of clamp(min=0)
import torch
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        h = self.fc1(x.flatten(1))
        h = torch.clamp(h, max=0)
        return self.fc2(h)


# %% abs-for-relu: abs() instead of ReLU
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        h = self.fc1(x.flatten(1)).abs()
        return self.fc2(h)


# %% relu-at-end: a second ReLU at the end cuts off the negative logits
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        self.relu = nn.ReLU()

    def forward(self, x):
        x = x.reshape(len(x), -1)
        x = self.relu(self.fc1(x))
        x = self.relu(self.fc2(x))
        return x


# %% relu-after-output: the only ReLU stands after the output layer instead of between the layers
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(),
            nn.Linear(in_features, hidden_size),
            nn.Linear(hidden_size, num_classes),
            nn.ReLU(),
        )

    def forward(self, x):
        return self.net(x)


# %% softmax-last: nn.Softmax(dim=1) at the end, so probabilities come out instead of logits
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(),
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, num_classes),
            nn.Softmax(dim=1),
        )

    def forward(self, x):
        return self.net(x)


# %% log-softmax-last: log_softmax at the end, so the outputs are no raw logits
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = torch.relu(self.fc1(x.flatten(1)))
        return torch.log_softmax(self.fc2(x), dim=-1)


# %% no-super: super().__init__() is missing
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(1)
        return self.fc2(self.fc1(x).relu())


# %% super-too-late: super().__init__() is called after the layers were assigned
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)
        super().__init__()

    def forward(self, x):
        x = x.flatten(1)
        return self.fc2(self.fc1(x).relu())


# %% not-a-module: the class is not derived from nn.Module, so it cannot be called and has no parameters()
from torch import nn


class TwoLayerNet:
    def __init__(self, in_features, hidden_size, num_classes):
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(1)
        return self.fc2(self.fc1(x).relu())


# %% python-list: the linear layers sit in a plain Python list, so the module does not know their parameters
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.layers = []
        self.layers.append(nn.Linear(in_features, hidden_size))
        self.layers.append(nn.Linear(hidden_size, num_classes))

    def forward(self, x):
        x = x.flatten(1)
        x = nn.functional.relu(self.layers[0](x))
        return self.layers[1](x)


# %% plain-tensors: the weights are plain tensors with requires_grad instead of nn.Parameter, so parameters() is empty
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.w1 = torch.randn(hidden_size, in_features, requires_grad=True)
        self.b1 = torch.zeros(hidden_size, requires_grad=True)
        self.w2 = torch.randn(num_classes, hidden_size, requires_grad=True)
        self.b2 = torch.zeros(num_classes, requires_grad=True)

    def forward(self, x):
        x = x.flatten(1)
        h = torch.relu(x @ self.w1.T + self.b1)
        return h @ self.w2.T + self.b2


# %% parameter-in-out: the parameters have shape (in, out) instead of (out, in)
import torch
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.W1 = nn.Parameter(torch.randn(in_features, hidden_size) / in_features ** 0.5)
        self.b1 = nn.Parameter(torch.zeros(hidden_size))
        self.W2 = nn.Parameter(torch.randn(hidden_size, num_classes) / hidden_size ** 0.5)
        self.b2 = nn.Parameter(torch.zeros(num_classes))

    def forward(self, x):
        x = x.flatten(1)
        return torch.relu(x @ self.W1 + self.b1) @ self.W2 + self.b2


# %% bias-before-weight: the biases are defined before the weights, so parameters() come in the wrong order
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.b1 = nn.Parameter(torch.zeros(hidden_size))
        self.w1 = nn.Parameter(torch.randn(hidden_size, in_features) * 0.01)
        self.b2 = nn.Parameter(torch.zeros(num_classes))
        self.w2 = nn.Parameter(torch.randn(num_classes, hidden_size) * 0.01)

    def forward(self, x):
        x = x.flatten(1)
        h = (x @ self.w1.t() + self.b1).relu()
        return h @ self.w2.t() + self.b2


# %% bias-subtracted: the own linear layer subtracts the bias instead of adding it
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(hidden_size, in_features) * 0.01)
        self.b1 = nn.Parameter(torch.zeros(hidden_size))
        self.w2 = nn.Parameter(torch.randn(num_classes, hidden_size) * 0.01)
        self.b2 = nn.Parameter(torch.zeros(num_classes))

    def forward(self, x):
        x = x.flatten(1)
        h = (x @ self.w1.t() - self.b1).relu()
        return h @ self.w2.t() - self.b2


# %% output-defined-first: the second layer is defined before the first one
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.out = nn.Linear(hidden_size, num_classes)
        self.inp = nn.Linear(in_features, hidden_size)

    def forward(self, x):
        x = x.flatten(1)
        return self.out(self.inp(x).relu())


# %% second-bias-missing: the second layer has no bias
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes, bias=False)

    def forward(self, x):
        return self.fc2(self.fc1(x.flatten(1)).relu())


# %% argument-order: the constructor takes num_classes before hidden_size
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(in_features, hidden_size), nn.ReLU(),
                                 nn.Linear(hidden_size, num_classes))

    def forward(self, x):
        return self.net(x)


# %% linear-out-in: nn.Linear is called as (out, in) instead of (in, out)
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(hidden_size, in_features)
        self.fc2 = nn.Linear(num_classes, hidden_size)

    def forward(self, x):
        return self.fc2(self.fc1(x.flatten(1)).relu())


# %% one-layer: the hidden layer is missing, it is a linear classifier
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(in_features, num_classes))

    def forward(self, x):
        return self.net(x)


# %% batchnorm: a BatchNorm1d layer adds parameters and changes the values
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


# %% dropout-layer: a Dropout layer makes the logits random in train mode
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(),
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Dropout(p=0.5),
            nn.Linear(hidden_size, num_classes),
        )

    def forward(self, x):
        return self.net(x)


# %% misspelt-init: __int__ instead of __init__, so the constructor takes no arguments
from torch import nn


class TwoLayerNet(nn.Module):
    def __int__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc2(self.fc1(x.flatten(1)).relu())


# %% class-name: the class is called TwoLayersNet
from torch import nn

class TwoLayersNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.fc2(self.fc1(x.flatten(1)).relu())


# %% self-forgotten: self. is missing in __init__, so the layers are local variables
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        fc1 = nn.Linear(in_features, hidden_size)
        fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(1)
        return self.fc2(self.fc1(x).relu())


# %% input-relu-inplace: F.relu_ is applied to the flattened view of the input (overwriting it) instead of the hidden layer
import torch.nn.functional as F
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = F.relu_(x.view(x.shape[0], -1))
        return self.fc2(self.fc1(x))


# %% resize-input: x.resize_ changes the shape of the argument itself
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x.resize_(x.shape[0], x.numel() // x.shape[0])
        return self.fc2(self.fc1(x).relu())


# %% normalizes-inplace: x -= x.mean() normalises the input, which is not asked for and overwrites it
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(1)
        x -= x.mean()
        return self.fc2(self.fc1(x).relu())


# %% returns-hidden: returns the hidden layer instead of the logits
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(1)
        h = self.fc1(x).relu()
        logits = self.fc2(h)
        return h


# %% recursion-forward: forward calls self(x) and so itself for ever
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(in_features, hidden_size), nn.ReLU(),
                                 nn.Linear(hidden_size, num_classes))

    def forward(self, x):
        return self(x)


# %% numpy-out: returns a NumPy array
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(1)
        return self.fc2(self.fc1(x).relu()).detach().numpy()


# %% softmax-and-no-flatten: two mistakes: a softmax at the end; and the input is not flattened
import torch
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = torch.relu(self.fc1(x))
        return torch.softmax(self.fc2(x), dim=1)


# %% tanh-and-no-bias: two mistakes: Tanh instead of ReLU; and the layers have no bias
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(),
            nn.Linear(in_features, hidden_size, bias=False),
            nn.Tanh(),
            nn.Linear(hidden_size, num_classes, bias=False),
        )

    def forward(self, x):
        return self.net(x)


# %% order-and-softmax: two mistakes: hidden_size and num_classes are in the wrong order; and log_softmax stands at the end
import torch
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(1)
        x = self.fc2(torch.relu(self.fc1(x)))
        return nn.functional.log_softmax(x, dim=1)


# %% no-relu-and-view: two mistakes: no activation; and view(-1, 784) is hard-coded
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.view(-1, 28 * 28)
        return self.fc2(self.fc1(x))


# %% list-and-argmax: two mistakes: the layers are in a plain list; and the class numbers are returned
from torch import nn


class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.steps = [nn.Flatten(), nn.Linear(in_features, hidden_size), nn.ReLU(),
                      nn.Linear(hidden_size, num_classes)]

    def forward(self, x):
        for s in self.steps:
            x = s(x)
        return x.argmax(1)


# %% dropout-and-end-relu: two mistakes: F.dropout stays on in eval mode; and a ReLU is applied to the logits
import torch.nn.functional as F
from torch import nn

class TwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        x = x.flatten(1)
        x = F.dropout(F.relu(self.fc1(x)), p=0.2)
        return F.relu(self.fc2(x))
