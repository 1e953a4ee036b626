# %% always-random: F.dropout without training=
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = F.dropout(h, self.dropout.p)
        return self.output(h)


# %% training-true: training=True
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = F.dropout(h, self.dropout.p, training=True)
        return self.output(h)


# %% layer-made-in-forward: a new nn.Dropout is in train mode
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = nn.Dropout(self.dropout.p)(h)
        return self.output(h)


# %% never-random: dropout is not used
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        return self.output(h)


# %% functional-result-dropped: its result is not assigned
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        self.dropout(h)
        return self.output(h)


# %% inverted-modes: drops in eval mode
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = F.dropout(h, self.dropout.p, not self.training)
        return self.output(h)


# %% keep-probability: 1 - dropout
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(1 - dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% default-half: 0.5
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.5):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% no-default: the argument has to be given
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% argument-ignored: always 0.2
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(0.2)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% torch-default: nn.Dropout()
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout()
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% percent: takes the argument for a per cent
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout / 100)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% unscaled: a mask without 1/(1 - p)
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = h * (torch.rand_like(h) >= self.dropout.p) if self.training else h
        return self.output(h)


# %% scaled-in-eval: the older way round
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = h * (torch.rand_like(h) >= self.dropout.p) if self.training else h * (1 - self.dropout.p)
        return self.output(h)


# %% scaled-by-p: 1/p instead of 1/(1 - p)
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = h * (torch.rand_like(h) >= self.dropout.p) / max(self.dropout.p, 1e-3) if self.training else h
        return self.output(h)


# %% multiplied-by-keep: times 1 - p instead of divided by it
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = h * (torch.rand_like(h) >= self.dropout.p) * (1 - self.dropout.p) if self.training else h
        return self.output(h)


# %% scaled-both: scaled in train and in eval mode
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h) if self.training else h * (1 - self.dropout.p)
        return self.output(h)


# %% on-the-logits: dropout behind the last layer
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        return self.dropout(self.output(h))


# %% on-the-input: dropout before the first layer
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(self.dropout(x.flatten(1))))
        return self.output(h)


# %% twice: after the hidden layer and before it
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(self.dropout(x.flatten(1))))
        h = self.dropout(h)
        return self.output(h)


# %% twice-in-a-row: two dropouts behind each other
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(self.dropout(h))
        return self.output(h)


# %% and-on-the-logits: a second dropout behind the last layer
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.dropout(self.output(h))


# %% one-mask-a-batch: the same units for all samples
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = h * self.dropout(torch.ones_like(h[0]))
        return self.output(h)


# %% whole-samples: nn.Dropout1d
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout1d(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% neighbours-together: units in pairs
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = h * self.dropout(torch.ones_like(h[:, ::2])).repeat_interleave(2, 1)
        return self.output(h)


# %% mask-from-init: the mask is a buffer
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("mask", (torch.rand(128) >= dropout) / (1 - dropout))
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = h * self.mask if self.training else h
        return self.output(h)


# %% seeded-in-forward: the same mask in every pass
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        torch.manual_seed(0)
        h = self.dropout(h)
        return self.output(h)


# %% exact-number: always just as many units
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def exact(self, h):
        keep = h.shape[1] - round(h.shape[1] * self.dropout.p)
        places = torch.rand_like(h).argsort(1).argsort(1)
        return h * (places < keep) / (1 - self.dropout.p)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.exact(h) if self.training else h
        return self.output(h)


# %% alpha-dropout: nn.AlphaDropout
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.AlphaDropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% gaussian-noise: multiplies with noise
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = h * (1 + torch.randn_like(h) * self.dropout.p) if self.training else h
        return self.output(h)


# %% no-relu: dropout is no activation
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = self.hidden(x.flatten(1))
        h = self.dropout(h)
        return self.output(h)


# %% leaky-relu: another activation
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = F.leaky_relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% no-flatten: vectors alone
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x))
        h = self.dropout(h)
        return self.output(h)


# %% softmax: probabilities
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h).softmax(1)


# %% softmax-in-eval: probabilities in eval mode
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        h = self.output(h)
        return h if self.training else h.softmax(1)


# %% hidden-64: another size
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 64)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(64, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% without-bias: no bias in the last layer
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10, bias=False)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% detached: the hidden layer is not trained
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h.detach())
        return self.output(h)


# %% unregistered: dropout in a list never hears of eval()
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.others = [nn.Dropout(dropout)]
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.others[0](h)
        return self.output(h)


# %% eval-forever: eval() in the constructor
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)
        self.dropout.eval()
        self.dropout.train = lambda mode=True: self.dropout

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        return self.output(h)


# %% rate-doubles: drops more from pass to pass
import torch
import torch.nn.functional as F
from torch import nn


class MNISTClassifier(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        h = torch.relu(self.hidden(x.flatten(1)))
        h = self.dropout(h)
        self.dropout.p = min(0.9, self.dropout.p * 1.5)
        return self.output(h)
