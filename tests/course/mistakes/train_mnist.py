# %% linear-model: one linear layer reaches 92 %
import torch
from torch import nn


def train_mnist(train_set, device):
    x = torch.stack([train_set[i][0] for i in range(len(train_set))]).to(device)
    y = torch.tensor([train_set[i][1] for i in range(len(train_set))], device=device)
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    for _ in range(3):
        for k in torch.randperm(len(y)).to(device).split(256):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k]), y[k]).backward()
            optimizer.step()
    return net


# %% one-slow-epoch: the lecture's net and learning rate, but large batches: about 85 %
import torch
from torch import nn
from torch.utils.data import DataLoader


def train_mnist(train_set, device):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)).to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for x, y in DataLoader(train_set, batch_size=256, shuffle=True):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(x.to(device)), y.to(device))
        loss.backward()
        optimizer.step()
    return net


# %% first-thousands-only: trains on the first 3000 images, to be quick
import torch
from torch import nn


def train_mnist(train_set, device):
    n = 3000
    x = torch.stack([train_set[i][0] for i in range(n)]).to(device)
    y = torch.tensor([train_set[i][1] for i in range(n)], device=device)
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    for _ in range(20):
        for k in torch.randperm(n).to(device).split(64):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k]), y[k]).backward()
            optimizer.step()
    return net


# %% half-points: one epoch of Adam with a small net: above 95 %, below 97 %
import torch
from torch import nn
from torch.utils.data import DataLoader


def train_mnist(train_set, device):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=2e-3)
    for x, y in DataLoader(train_set, batch_size=64, shuffle=True):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(x.to(device)), y.to(device))
        loss.backward()
        optimizer.step()
    return net


# %% hidden-attributes: reads .data and .targets, which only torchvision's own class has
import torch
from torch import nn


def train_mnist(train_set, device):
    x = ((train_set.data.float() / 255 - 0.1307) / 0.3081).unsqueeze(1).to(device)
    y = train_set.targets.to(device)
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=4e-3)
    for _ in range(4):
        for k in torch.randperm(len(y)).to(device).split(500):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k]), y[k]).backward()
            optimizer.step()
    return net


# %% probabilities: a Softmax is put behind the trained net: no raw logits
import torch
from torch import nn


def train_mnist(train_set, device):
    x = torch.stack([train_set[i][0] for i in range(len(train_set))]).to(device)
    y = torch.tensor([train_set[i][1] for i in range(len(train_set))], device=device)
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 10)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=4e-3)
    for _ in range(4):
        for k in torch.randperm(len(y)).to(device).split(500):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k]), y[k]).backward()
            optimizer.step()
    return nn.Sequential(net, nn.Softmax(dim=1))


# %% flat-input-only: trained on flattened images, the returned net does not flatten
import torch
from torch import nn


def train_mnist(train_set, device):
    x = torch.stack([train_set[i][0].reshape(-1) for i in range(len(train_set))]).to(device)
    y = torch.tensor([train_set[i][1] for i in range(len(train_set))], device=device)
    net = nn.Sequential(nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 10)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=4e-3)
    for _ in range(4):
        for k in torch.randperm(len(y)).to(device).split(500):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k]), y[k]).backward()
            optimizer.step()
    return net


# %% squeezes-single-image: for N = 1 the batch dimension is lost
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 200)
        self.fc2 = nn.Linear(200, 10)

    def forward(self, x):
        x = x.reshape(-1, 784)
        return self.fc2(torch.relu(self.fc1(x))).squeeze()


def train_mnist(train_set, device):
    x = torch.stack([train_set[i][0] for i in range(len(train_set))]).to(device)
    y = torch.tensor([train_set[i][1] for i in range(len(train_set))], device=device)
    net = Net().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=4e-3)
    for _ in range(4):
        for k in torch.randperm(len(y)).to(device).split(500):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k]), y[k]).backward()
            optimizer.step()
    return net


# %% batch-statistics-at-test: normalises with the statistics of the batch shown: fails for N = 1
import torch
from torch import nn


def train_mnist(train_set, device):
    x = torch.stack([train_set[i][0] for i in range(len(train_set))]).to(device)
    y = torch.tensor([train_set[i][1] for i in range(len(train_set))], device=device)
    net = nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 200),
        nn.BatchNorm1d(200, track_running_stats=False),
        nn.ReLU(),
        nn.Linear(200, 10),
    ).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=4e-3)
    for _ in range(4):
        for k in torch.randperm(len(y)).to(device).split(500):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k]), y[k]).backward()
            optimizer.step()
    return net


# %% remembers-what-it-saw: keeps averaging its inputs in eval mode, so the answer depends on what came before
import torch
from torch import nn


class Centred(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.zeros(784))
        self.net = nn.Sequential(nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 10))

    def forward(self, x):
        x = x.flatten(1)
        with torch.no_grad():
            self.mean = 0.9 * self.mean + 0.1 * x.mean(dim=0)
        return self.net(x - self.mean)


def train_mnist(train_set, device):
    x = torch.stack([train_set[i][0] for i in range(len(train_set))]).to(device)
    y = torch.tensor([train_set[i][1] for i in range(len(train_set))], device=device)
    net = Centred().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=4e-3)
    for _ in range(4):
        for k in torch.randperm(len(y)).to(device).split(500):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k]), y[k]).backward()
            optimizer.step()
    return net


# %% by-heart: a dictionary of all training images: perfect on these, helpless on new ones
import torch
from torch import nn


class ByHeart(nn.Module):
    def __init__(self, train_set):
        super().__init__()
        self.known = {}
        for i in range(len(train_set)):
            image, label = train_set[i]
            self.known[image.numpy().tobytes()] = label
        self.scale = nn.Parameter(torch.ones(()))

    def forward(self, x):
        out = torch.zeros(len(x), 10)
        for row, image in zip(out, x):
            row[self.known.get(image.cpu().numpy().tobytes(), 0)] = 10.0
        return out.to(x.device) * self.scale


def train_mnist(train_set, device):
    return ByHeart(train_set).to(device)


# %% labels-out-of-step: shuffles the images, but not the labels
import torch
from torch import nn


def train_mnist(train_set, device):
    n = len(train_set)
    x = torch.stack([train_set[i][0] for i in range(n)]).to(device)
    y = torch.tensor([train_set[i][1] for i in range(n)], device=device)
    x = x[torch.randperm(n)]
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    for _ in range(2):
        for k in range(0, n, 500):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k : k + 500]), y[k : k + 500]).backward()
            optimizer.step()
    return net


# %% learning-rate-too-large: SGD with lr 10 never gets anywhere
import torch
from torch import nn
from torch.utils.data import DataLoader


def train_mnist(train_set, device):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)).to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=10.0, momentum=0.9)
    for x, y in DataLoader(train_set, batch_size=256, shuffle=True):
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x.to(device)), y.to(device)).backward()
        optimizer.step()
    return net


# %% copy-before-training: returns a deep copy that was made before the training
import copy

import torch
from torch import nn


def train_mnist(train_set, device):
    x = torch.stack([train_set[i][0] for i in range(len(train_set))]).to(device)
    y = torch.tensor([train_set[i][1] for i in range(len(train_set))], device=device)
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 10)).to(device)
    best = copy.deepcopy(net)
    optimizer = torch.optim.Adam(net.parameters(), lr=4e-3)
    for _ in range(4):
        for k in torch.randperm(len(y)).to(device).split(500):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k]), y[k]).backward()
            optimizer.step()
    return best


# %% classes-instead-of-logits: the net answers with the class number
import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        return self.net(x).argmax(dim=1)


def train_mnist(train_set, device):
    x = torch.stack([train_set[i][0] for i in range(len(train_set))]).to(device)
    y = torch.tensor([train_set[i][1] for i in range(len(train_set))], device=device)
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 10)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=4e-3)
    for _ in range(4):
        for k in torch.randperm(len(y)).to(device).split(500):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k]), y[k]).backward()
            optimizer.step()
    return Classifier(net)


# %% model-and-history: returns a tuple of the net and its losses
import torch
from torch import nn
from torch.utils.data import DataLoader


def train_mnist(train_set, device):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 10)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=4e-3)
    history = []
    for _ in range(3):
        for x, y in DataLoader(train_set, batch_size=256, shuffle=True):
            loss = nn.functional.cross_entropy(net(x.to(device)), y.to(device))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            history.append(loss.item())
    return net, history


# %% float64-net: a net in double, which does not take float32 images
import torch
from torch import nn


def train_mnist(train_set, device):
    x = torch.stack([train_set[i][0] for i in range(len(train_set))]).double().to(device)
    y = torch.tensor([train_set[i][1] for i in range(len(train_set))], device=device)
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)).double().to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=4e-3)
    for _ in range(3):
        for k in torch.randperm(len(y)).to(device).split(600):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[k]), y[k]).backward()
            optimizer.step()
    return net
