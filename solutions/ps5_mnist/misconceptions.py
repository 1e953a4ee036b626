"""Misconceptions about ps5_mnist: what students write, and what to tell them."""

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader

from autograder.checking import misconception


def train(net, train_set, device, optimizer, batches):
    net.to(device).train()
    loader = DataLoader(train_set, 128, shuffle=True)
    for _, (images, labels) in zip(range(batches), loader):
        optimizer.zero_grad()
        F.cross_entropy(net(images.to(device)), labels.to(device)).backward()
        optimizer.step()
    return net


@misconception(
    "train_mnist",
    hint="The network is built and returned, but nothing trains it.",
)
def never_trains(train_set, device):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)).to(device)


@misconception(
    "train_mnist",
    hint="A few hundred steps are a start; go on for some epochs.",
)
def stops_early(train_set, device):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    return train(net, train_set, device, torch.optim.Adam(net.parameters(), 2e-3), 460)


@misconception(
    "train_mnist",
    hint="Without a hidden layer with an activation the network is linear, and that ends near 92 %.",
)
def linear_model(train_set, device):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
    return train(net, train_set, device, torch.optim.Adam(net.parameters(), 2e-3), 469)


@misconception(
    "train_mnist",
    hint="squeeze() takes away every dimension of size 1, that of a batch of one image, too.",
)
def squeezes_the_batch(train_set, device):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))

        def forward(self, x):
            return self.layers(x.flatten(1)).squeeze()

    net = Net()
    return train(net, train_set, device, torch.optim.Adam(net.parameters(), 2e-3), 460)


@misconception(
    "train_mnist",
    hint="The loss applies softmax itself; the network returns raw logits.",
)
def returns_probabilities(train_set, device):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    return nn.Sequential(train(net, train_set, device, torch.optim.Adam(net.parameters(), 2e-3), 460), nn.Softmax(1))


@misconception(
    "train_mnist",
    hint="Dropout that does not know self.training stays on in eval mode, and answers become chance.",
)
def dropout_for_ever(train_set, device):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = nn.Linear(784, 128), nn.Linear(128, 10)

        def forward(self, x):
            return self.second(F.dropout(F.relu(self.first(x.flatten(1))), 0.2))

    net = Net()
    return train(net, train_set, device, torch.optim.Adam(net.parameters(), 2e-3), 460)
