"""Misconceptions about ps4_networks: what students write, and what to tell them."""

import torch
from torch import nn

from autograder.checking import misconception


@misconception(
    "TwoLayerNet",
    hint="Two linear layers without ReLU between them are one linear layer.",
    fails=["test_known_logits", "test_logits", "test_eval_mode", "test_gradients"],
)
class NoActivation(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(), nn.Linear(in_features, hidden_size), nn.Linear(hidden_size, num_classes)
        )

    def forward(self, x):
        return self.layers(x)


@misconception(
    "TwoLayerNet",
    hint="The loss applies softmax itself; the network returns raw logits.",
    fails=["test_known_logits", "test_flattens_pictures", "test_logits", "test_eval_mode", "test_gradients"],
)
class SoftmaxAtTheEnd(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(), nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Linear(hidden_size, num_classes)
        )

    def forward(self, x):
        return torch.softmax(self.layers(x), dim=1)


@misconception(
    "TwoLayerNet",
    hint="In eval mode, too, the network returns raw logits; whoever wants probabilities applies softmax to them.",
    fails=["test_eval_mode"],
)
class SoftmaxInEvalMode(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.first = nn.Linear(in_features, hidden_size)
        self.second = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        logits = self.second(torch.relu(self.first(x.flatten(1))))
        return logits if self.training else logits.softmax(dim=1)


@misconception(
    "TwoLayerNet",
    hint="ReLU belongs between the layers; after the last one it cuts off every negative logit.",
    fails=["test_known_logits", "test_logits", "test_eval_mode", "test_gradients"],
)
class ReluAtTheEnd(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.first = nn.Linear(in_features, hidden_size)
        self.second = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return torch.relu(self.second(torch.relu(self.first(x.flatten(1)))))


@misconception(
    "TwoLayerNet",
    hint="A plain Python list hides its layers from parameters(); use attributes, nn.ModuleList or nn.Sequential.",
    fails=[
        "test_parameters",
        "test_known_logits",
        "test_flattens_pictures",
        "test_logits",
        "test_eval_mode",
        "test_gradients",
    ],
)
class LayersInAList(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.layers = [nn.Linear(in_features, hidden_size), nn.Linear(hidden_size, num_classes)]

    def forward(self, x):
        dtype = self.layers[0].weight.dtype
        return self.layers[1](torch.relu(self.layers[0](x.flatten(1).to(dtype))))


@misconception(
    "TwoLayerNet",
    hint="nn.Linear works on the last dimension; pictures have to be flattened first: x.flatten(start_dim=1).",
    fails=["test_flattens_pictures", "test_eval_mode", "test_gradients"],
)
class NoFlatten(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.first = nn.Linear(in_features, hidden_size)
        self.second = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.second(torch.relu(self.first(x)))


@misconception(
    "TwoLayerNet",
    hint="What was taken out of the graph (.detach(), .data, no_grad) cannot be trained: no gradient gets past it.",
    fails=["test_gradients"],
)
class CutsTheGraph(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.first = nn.Linear(in_features, hidden_size)
        self.second = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.second(torch.relu(self.first(x.flatten(1))).detach())


@misconception(
    "TwoLayerNet",
    hint="hidden_size and num_classes have changed places.",
    fails=["test_parameters", "test_known_logits", "test_logits", "test_eval_mode", "test_gradients"],
)
class SizesSwapped(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.first = nn.Linear(in_features, hidden_size)
        self.second = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return self.second(torch.relu(self.first(x.flatten(1))))


@misconception(
    "NeuralNet",
    hint="The middle layer has no bias: nn.Linear(hidden_size, hidden_size, bias=False).",
    fails=["test_parameters", "test_known_logits", "test_logits", "test_leak", "test_eval_mode", "test_gradients"],
)
class MiddleWithBias(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Linear(hidden_size, hidden_size),
            nn.LeakyReLU(0.1), nn.Linear(hidden_size, num_classes),
        )  # fmt: skip

    def forward(self, x):
        return self.layers(x)


@misconception(
    "NeuralNet",
    hint="nn.LeakyReLU() has slope 0.01; 0.1 has to be said.",
    fails=["test_known_logits", "test_logits", "test_leak", "test_eval_mode", "test_gradients"],
)
class DefaultSlope(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(), nn.Linear(hidden_size, num_classes),
        )  # fmt: skip

    def forward(self, x):
        return self.layers(x)


@misconception(
    "NeuralNet",
    hint="The second activation is a LeakyReLU, not a ReLU.",
    fails=["test_known_logits", "test_logits", "test_leak", "test_eval_mode", "test_gradients"],
)
class TwoRelus(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Linear(hidden_size, hidden_size, bias=False),
            nn.ReLU(), nn.Linear(hidden_size, num_classes),
        )  # fmt: skip

    def forward(self, x):
        return self.layers(x)


@misconception(
    "NeuralNet",
    hint="The activations have changed places: first ReLU, then LeakyReLU.",
    fails=["test_known_logits", "test_logits", "test_leak", "test_eval_mode", "test_gradients"],
)
class ActivationsSwapped(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.LeakyReLU(0.1), nn.Linear(hidden_size, hidden_size, bias=False),
            nn.ReLU(), nn.Linear(hidden_size, num_classes),
        )  # fmt: skip

    def forward(self, x):
        return self.layers(x)


@misconception(
    "NeuralNet",
    hint="The order of the arguments is in_features, num_classes, hidden_size.",
    fails=["test_parameters", "test_known_logits", "test_logits", "test_leak", "test_eval_mode", "test_gradients"],
)
class ArgumentsOfTwoLayerNet(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1), nn.Linear(hidden_size, num_classes),
        )  # fmt: skip

    def forward(self, x):
        return self.layers(x)


@misconception(
    "NeuralNet",
    hint="Numbers taken out of the graph (.detach(), .data, no_grad) cannot be trained.",
    fails=["test_gradients"],
)
class DetachedMiddle(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.first = nn.Linear(in_features, hidden_size)
        self.middle = nn.Linear(hidden_size, hidden_size, bias=False)
        self.last = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        hidden = torch.relu(self.first(x)).detach()
        return self.last(nn.functional.leaky_relu(self.middle(hidden), 0.1))


@misconception(
    "NeuralNet",
    hint="In eval mode, too, the network returns raw logits; whoever wants probabilities applies softmax to them.",
    fails=["test_eval_mode"],
)
class ProbabilitiesInEvalMode(nn.Module):
    def __init__(self, in_features, num_classes, hidden_size):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(in_features, hidden_size), nn.ReLU(), nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1), nn.Linear(hidden_size, num_classes),
        )  # fmt: skip

    def forward(self, x):
        logits = self.layers(x)
        return logits if self.training else logits.softmax(dim=1)
