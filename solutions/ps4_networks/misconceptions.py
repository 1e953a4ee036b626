"""Misconceptions about ps4_networks: what students write, and what to tell them."""

from itertools import pairwise

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
    hint="A network has the parameters of the layers that are its attributes, or stand in nn.ModuleList or "
    "nn.Sequential: not of those in a plain list, nor of those made in forward.",
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


misconception(
    "MLP",
    name="NoReluInBetween",
    replace={", nn.ReLU()]": "]"},
    hint="Without something non-linear in between, linear layers in a row are one linear layer.",
)


misconception(
    "MLP",
    name="ReluEverywhere",
    replace={"nn.Linear(sizes[-1], num_classes)": "nn.Linear(sizes[-1], num_classes), nn.ReLU()"},
    hint="A ReLU follows each hidden layer; after the last one it would cut off all negative logits.",
)


misconception(
    "MLP",
    name="SigmoidsInBetween",
    replace={"nn.ReLU()": "nn.Sigmoid()"},
    hint="A sigmoid follows each hidden layer; ReLU is asked for.",
)


misconception(
    "MLP",
    name="TanhInBetween",
    replace={"nn.ReLU()": "nn.Tanh()"},
    hint="A tanh follows each hidden layer; ReLU is asked for.",
)


misconception(
    "MLP",
    name="LeakyInBetween",
    replace={"nn.ReLU()": "nn.LeakyReLU()"},
    hint="A LeakyReLU lets a hundredth of what is negative through; ReLU itself is asked for.",
)


misconception(
    "MLP",
    name="GeluInBetween",
    replace={"nn.ReLU()": "nn.GELU()"},
    hint="GELU is close to ReLU, but not the same; ReLU itself is asked for.",
)


misconception(
    "MLP",
    name="ReluBehindTheFirstLayerAlone",
    replace={
        "layers += [nn.Linear(before, after), nn.ReLU()]": "layers.append(nn.Linear(before, after))\n"
        "            if len(layers) == 2:\n"
        "                layers.append(nn.ReLU())"
    },
    hint="A ReLU follows every hidden layer, and here only the first one has one.",
)


misconception(
    "MLP",
    name="ReluBeforeTheLastLayerAlone",
    replace={
        "layers += [nn.Linear(before, after), nn.ReLU()]": "layers += [nn.Linear(before, after)]",
        "nn.Linear(sizes[-1], num_classes))": "*([nn.ReLU()] if hidden_sizes else []), "
        "nn.Linear(sizes[-1], num_classes))",
    },
    hint="A ReLU follows every hidden layer, and here only the last one of these has one.",
)


misconception(
    "MLP",
    name="FirstHiddenSizeForAll",
    replace={"[in_features, *hidden_sizes]": "[in_features, *[hidden_sizes[0] for _ in hidden_sizes]]"},
    hint="Every hidden layer has a size of its own, and here all have that of the first.",
)


misconception(
    "MLP",
    name="SoftmaxBehindTheLastLayer",
    replace={"return self.layers(x)": "return self.layers(x).softmax(dim=1)"},
    hint="The loss applies softmax itself; the network returns raw logits.",
)


misconception(
    "MLP",
    name="ProbabilitiesForUse",
    replace={
        "return self.layers(x)": "logits = self.layers(x)\n"
        "        return logits if self.training else logits.softmax(dim=1)"
    },
    hint="In eval mode, too, the network returns raw logits.",
)


misconception(
    "MLP",
    name="FirstHiddenSizeAlone",
    replace={"[in_features, *hidden_sizes]": "[in_features, *hidden_sizes[:1]]"},
    hint="There is one hidden layer for each hidden size, however many there are.",
)


misconception(
    "MLP",
    name="AlwaysFromTheInput",
    replace={"nn.Linear(before, after)": "nn.Linear(in_features, after)"},
    hint="What goes into a layer is what comes out of the one before it; only the first one sees the input.",
)


misconception(
    "MLP",
    name="AddsToAList",
    replace={"[in_features, *hidden_sizes]": "[in_features] + hidden_sizes"},
    hint="A list can be added to a list, but not to a tuple or a range; the sizes may come as any of these.",
)


misconception(
    "MLP",
    name="ChangesTheList",
    replace={"sizes = [in_features, *hidden_sizes]": "sizes = hidden_sizes\n        sizes.insert(0, in_features)"},
    hint="The list belongs to the caller, who may make a second network with it; and a tuple has no insert.",
)


misconception(
    "MLP",
    name="NeedsAHiddenLayer",
    replace={"nn.Linear(sizes[-1], num_classes)": "nn.Linear(hidden_sizes[-1], num_classes)"},
    hint="An empty list has no last element; what is the last size before the classes then?",
)


misconception(
    "MLP",
    name="ForFlatInputsAlone",
    replace={"[nn.Flatten()]": "[]"},
    hint="A linear layer works on the last dimension; pictures have to be flattened before the first one.",
)


misconception(
    "MLP",
    name="HiddenLayersWithoutBias",
    replace={"nn.Linear(before, after)": "nn.Linear(before, after, bias=False)"},
    hint="Every layer here has a bias.",
)


misconception(
    "MLP",
    name="OnlyTheLastLayerLearns",
    replace={"return self.layers(x)": "return self.layers[-1](self.layers[:-1](x).detach())"},
    hint="What was taken out of the graph (.detach(), .data, no_grad) cannot be trained: no gradient gets past it.",
)


@misconception(
    "MLP",
    hint=(
        "The network computes, but has no parameters of its hidden layers. Where are these kept?",
        "A module looks for layers in its attributes, but not inside a list of Python.",
    ),
)
class HiddenLayersInAList(nn.Module):
    def __init__(self, in_features, hidden_sizes, num_classes):
        super().__init__()
        sizes = [in_features, *hidden_sizes]
        self.hidden = [nn.Linear(before, after) for before, after in pairwise(sizes)]
        self.last = nn.Linear(sizes[-1], num_classes)

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.hidden:
            x = torch.relu(layer.to(x.dtype)(x))
        return self.last(x)


misconception(
    "MNISTClassifier",
    name="DropsAlways",
    replace={"self.dropout(active)": "nn.functional.dropout(active, self.dropout.p)"},
    hint=(
        "The same picture gets another answer every time, also in eval mode.",
        "A function belongs to no module, so it does not know the mode: it has to be told.",
    ),
)


misconception(
    "MNISTClassifier",
    name="LayerNotUsed",
    replace={"self.output(self.dropout(active))": "self.output(active)"},
    hint="A layer that forward does not use does nothing.",
)


misconception(
    "MNISTClassifier",
    name="ProbabilityToKeep",
    replace={"nn.Dropout(dropout)": "nn.Dropout(1 - dropout)"},
    hint="The argument of nn.Dropout is the probability to drop, not to keep.",
)


misconception(
    "MNISTClassifier",
    name="DefaultOneHalf",
    replace={"dropout: float = 0.2": "dropout: float = 0.5"},
    hint="Without an argument it is 0.2 here; 0.5 is the default of nn.Dropout.",
)


misconception(
    "MNISTClassifier",
    name="ArgumentIgnored",
    replace={"nn.Dropout(dropout)": "nn.Dropout(0.2)"},
    hint="0.2 is only the default; it is the caller who says how much is dropped.",
)


misconception(
    "MNISTClassifier",
    name="KeptAsTheyAre",
    replace={
        "self.dropout(active)": "active * (torch.rand_like(active) >= self.dropout.p) if self.training else active"
    },
    hint=(
        "Compare what the last layer sees on average in train mode and in eval mode.",
        "Where a fifth of the units is missing, the others have to be larger to make up for it.",
    ),
)


misconception(
    "MNISTClassifier",
    name="ScaledInUse",
    replace={
        "self.dropout(active)": "active * (torch.rand_like(active) >= self.dropout.p) if self.training "
        "else active * (1 - self.dropout.p)"
    },
    hint="This scales in eval mode, as the first paper on dropout did; today that is done in train mode.",
)


misconception(
    "MNISTClassifier",
    name="DropsLogits",
    replace={"self.output(self.dropout(active))": "self.dropout(self.output(active))"},
    hint="Dropout comes before the last layer; behind it, the logits themselves are dropped.",
)


misconception(
    "MNISTClassifier",
    name="DropsPixels",
    replace={"x.flatten(start_dim=1)": "self.dropout(x.flatten(start_dim=1))", "self.dropout(active)": "active"},
    hint="Dropout stands behind the first linear layer, and only there; here pixels of the input are dropped.",
)


misconception(
    "MNISTClassifier",
    name="HiddenLayerWithoutBias",
    replace={"nn.Linear(784, 128)": "nn.Linear(784, 128, bias=False)"},
    hint="Both linear layers have a bias.",
)


misconception(
    "MNISTClassifier",
    name="OneMaskForTheBatch",
    replace={
        "self.dropout(active)": "active * self.dropout(torch.ones_like(active[0]))",
    },
    hint="Each sample loses units of its own; here one mask serves the whole batch.",
)


misconception(
    "MNISTClassifier",
    name="WholeSamplesDropped",
    replace={"nn.Dropout(dropout)": "nn.Dropout1d(dropout)"},
    hint="nn.Dropout1d drops whole rows; here each unit is dropped on its own.",
)


misconception(
    "MNISTClassifier",
    name="MaskOfTheConstructor",
    replace={
        "nn.Dropout(dropout)": "nn.Dropout(dropout)\n"
        "        self.mask = (torch.rand(4096, 128) >= dropout) / (1 - dropout)",
        "self.dropout(active)": "active * self.mask[: len(active)] if self.training else active",
    },
    hint="The mask was drawn once, in the constructor; dropout draws it anew in every pass.",
)


misconception(
    "MNISTClassifier",
    name="SoftmaxAsTheEnd",
    replace={"return self.output(self.dropout(active))": "return self.output(self.dropout(active)).softmax(dim=1)"},
    hint="The loss applies softmax itself; the network returns raw logits.",
)


misconception(
    "MNISTClassifier",
    name="ReluForgotten",
    replace={"torch.relu(self.hidden(x.flatten(start_dim=1)))": "self.hidden(x.flatten(start_dim=1))"},
    hint="Dropout is no activation: without ReLU the two linear layers are one.",
)


misconception(
    "MNISTClassifier",
    name="FlatPicturesAlone",
    replace={"x.flatten(start_dim=1)": "x"},
    hint="Pictures (N, 1, 28, 28) have to be flattened to (N, 784) first.",
)


misconception(
    "MNISTClassifier",
    name="HiddenLayerNotTrained",
    replace={"self.dropout(active)": "self.dropout(active.detach())"},
    hint="What was taken out of the graph (.detach(), .data, no_grad) cannot be trained: no gradient gets past it.",
)


misconception(
    "count_parameters",
    name="counts_tensors",
    replace={"parameter.numel()": "1"},
    hint="A weight is one parameter tensor, but it has many elements.",
)


misconception(
    "count_parameters",
    name="frozen_ones_count",
    replace={" if parameter.requires_grad": ""},
    hint="Whether a parameter is trainable, it says itself: requires_grad.",
)


misconception(
    "count_parameters",
    name="counts_each_name",
    replace={
        "parameter in model.parameters()": "_, parameter in model.named_parameters(remove_duplicate=False)",
    },
    hint="A tensor that has two names is still one tensor: there is one set of numbers to train.",
)


misconception(
    "count_parameters",
    name="counts_the_state",
    replace={"parameter in model.parameters() if parameter.requires_grad": "parameter in model.state_dict().values()"},
    hint="state_dict() is what is saved: it has buffers and frozen parameters, too, and shared ones more than once.",
)


misconception(
    "count_parameters",
    name="weights_only",
    replace={"if parameter.requires_grad": "if parameter.requires_grad and parameter.dim() > 1"},
    hint="Biases, and whatever else has one dimension or none, are parameters as well.",
)


misconception(
    "count_parameters",
    name="rows_times_columns",
    replace={
        "parameter.numel()": "parameter.shape[0] * (parameter.shape[1] if parameter.dim() > 1 else 1)",
    },
    hint="Not every parameter has one or two dimensions: the weight of a convolution has four, and a number has none.",
)


misconception(
    "count_parameters",
    name="top_level_alone",
    replace={"model.parameters()": "[p for layer in model.children() for p in layer.parameters(recurse=False)]"},
    hint="Modules may stand in modules that stand in modules: parameters() finds those of all.",
)


misconception(
    "count_parameters",
    name="a_tensor_as_the_sum",
    replace={"parameter.numel()": "torch.tensor(parameter.numel())"},
    hint="A sum of tensors is a tensor; a Python int is asked for.",
)


@misconception(
    "count_parameters",
    hint="Whoever counts must not leave the model in another state: here all of it can be trained afterwards.",
)
def thaws_the_model(model):
    count = sum(p.numel() for p in model.parameters() if p.requires_grad)
    model.requires_grad_(True)
    return count


@misconception(
    "count_parameters",
    hint="Linear layers are not the only ones with parameters, and a layer that is used twice has them once.",
)
def linear_layers_alone(model):
    layers = [module for module in model.modules() if isinstance(module, nn.Linear)]
    return sum(p.numel() for layer in layers for p in layer.parameters() if p.requires_grad)
