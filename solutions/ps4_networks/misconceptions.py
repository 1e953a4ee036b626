"""Misconceptions about ps4_networks: what students write, and what to tell them."""

import torch
from torch import nn

from autograder.checking import misconception

misconception(
    "TwoLayerNet",
    name="NoActivation",
    replace={"torch.relu(self.hidden(x.flatten(start_dim=1)))": "self.hidden(x.flatten(start_dim=1))"},
    hint="Two linear layers without ReLU between them are one linear layer.",
)


misconception(
    "TwoLayerNet",
    name="SigmoidInTheMiddle",
    replace={"torch.relu": "torch.sigmoid"},
    hint="Between the layers stands a sigmoid; ReLU is asked for.",
)


misconception(
    "TwoLayerNet",
    name="TanhInTheMiddle",
    replace={"torch.relu": "torch.tanh"},
    hint="Between the layers stands a tanh; ReLU is asked for.",
)


misconception(
    "TwoLayerNet",
    name="SoftmaxAtTheEnd",
    replace={"return self.output(active)": "return self.output(active).softmax(dim=1)"},
    hint="The loss applies softmax itself; the network returns raw logits.",
)


misconception(
    "TwoLayerNet",
    name="LogSoftmaxAtTheEnd",
    replace={"return self.output(active)": "return self.output(active).log_softmax(dim=1)"},
    hint="The loss applies log-softmax itself; the network returns raw logits.",
)


misconception(
    "TwoLayerNet",
    name="SoftmaxInEvalMode",
    replace={
        "return self.output(active)": "logits = self.output(active)\n"
        "        return logits if self.training else logits.softmax(dim=1)"
    },
    hint="In eval mode, too, the network returns raw logits; whoever wants probabilities applies softmax to them.",
)


misconception(
    "TwoLayerNet",
    name="ReluAtTheEnd",
    replace={"return self.output(active)": "return self.output(active).relu()"},
    hint="ReLU belongs between the layers; after the last one it cuts off every negative logit.",
)


@misconception(
    "TwoLayerNet",
    hint="A plain Python list hides its layers from parameters(); use attributes, nn.ModuleList or nn.Sequential.",
)
class LayersInAList(nn.Module):
    def __init__(self, in_features, hidden_size, num_classes):
        super().__init__()
        self.layers = [nn.Linear(in_features, hidden_size), nn.Linear(hidden_size, num_classes)]

    def forward(self, x):
        dtype = self.layers[0].weight.dtype
        return self.layers[1](torch.relu(self.layers[0](x.flatten(1).to(dtype))))


misconception(
    "TwoLayerNet",
    name="NoFlatten",
    replace={"x.flatten(start_dim=1)": "x"},
    hint="nn.Linear works on the last dimension; pictures have to be flattened in forward: x.flatten(start_dim=1).",
)


misconception(
    "TwoLayerNet",
    name="CutsTheGraph",
    replace={"self.output(active)": "self.output(active.detach())"},
    hint="What was taken out of the graph (.detach(), .data, no_grad) cannot be trained: no gradient gets past it.",
)


misconception(
    "TwoLayerNet",
    name="SizesSwapped",
    replace={"hidden_size: int, num_classes: int": "num_classes: int, hidden_size: int"},
    hint="hidden_size and num_classes have changed places.",
)


misconception(
    "NeuralNet",
    name="MiddleWithBias",
    replace={", bias=False": ""},
    hint="The middle layer must have no bias: nn.Linear(hidden_size, hidden_size, bias=False).",
)


misconception(
    "NeuralNet",
    name="DefaultSlope",
    replace={"nn.LeakyReLU(0.1)": "nn.LeakyReLU()"},
    hint="nn.LeakyReLU() has slope 0.01; 0.1 has to be said.",
)


misconception(
    "NeuralNet",
    name="TwoRelus",
    replace={"nn.LeakyReLU(0.1)": "nn.ReLU()"},
    hint="The second activation is a LeakyReLU, not a ReLU.",
)


misconception(
    "NeuralNet",
    name="TwoLeakyRelus",
    replace={"nn.ReLU()": "nn.LeakyReLU(0.1)"},
    hint="The first activation is a ReLU, not a LeakyReLU.",
)


misconception(
    "NeuralNet",
    name="ActivationsSwapped",
    replace={"nn.ReLU()": "nn.LeakyReLU(0.1)", "nn.LeakyReLU(0.1)": "nn.ReLU()"},
    hint="The activations have changed places: first ReLU, then LeakyReLU.",
)


misconception(
    "NeuralNet",
    name="NoFirstActivation",
    replace={"            nn.ReLU(),\n": ""},
    hint="Between the first two layers a ReLU is asked for; without it they are one linear layer.",
)


misconception(
    "NeuralNet",
    name="NoSecondActivation",
    replace={"            nn.LeakyReLU(0.1),\n": ""},
    hint="Between the last two layers a LeakyReLU is asked for; without it they are one linear layer.",
)


misconception(
    "NeuralNet",
    name="SkipsTheMiddle",
    replace={"self.layers(x)": "self.layers[4](self.layers[3](self.layers[:2](x)))"},
    hint="The middle layer is created but not used in forward.",
)


misconception(
    "NeuralNet",
    name="ProbabilitiesAtTheEnd",
    replace={"self.layers(x)": "self.layers(x).softmax(dim=1)"},
    hint="The loss applies softmax itself; the network returns raw logits.",
)


misconception(
    "NeuralNet",
    name="ArgumentsOfTwoLayerNet",
    replace={"num_classes: int, hidden_size: int": "hidden_size: int, num_classes: int"},
    hint="The order of the arguments is in_features, num_classes, hidden_size.",
)


misconception(
    "NeuralNet",
    name="DetachedMiddle",
    replace={"self.layers(x)": "self.layers[2:](self.layers[:2](x).detach())"},
    hint="Numbers taken out of the graph (.detach(), .data, no_grad) cannot be trained.",
)


misconception(
    "NeuralNet",
    name="ProbabilitiesInEvalMode",
    replace={
        "return self.layers(x)": "logits = self.layers(x)\n"
        "        return logits if self.training else logits.softmax(dim=1)"
    },
    hint="In eval mode, too, the network returns raw logits; whoever wants probabilities applies softmax to them.",
)
