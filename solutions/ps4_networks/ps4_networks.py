# %% [markdown]
# # 4. Networks
#
# A network is a function with parameters. In PyTorch it is a class derived from `nn.Module`: `__init__`
# creates the layers, `forward` says how the input runs through them. You then call the object itself:
# `model(x)`, not `model.forward(x)`.
#
# ```python
# class Line(nn.Module):
#     def __init__(self):
#         super().__init__()              # first of all: it prepares the module to hold layers
#         self.layer = nn.Linear(1, 1)
#
#     def forward(self, x):
#         return self.layer(x)
# ```
#
# **Layers must be attributes**, as `self.layer` is: the module notices the assignment, and only so does
# `model.parameters()` find the weights, for the optimizer to train and `model.to(device)` to move. A layer
# created inside `forward` is a new random one at every call, and one kept in a plain Python list is never
# trained. `parameters()` yields them in the order in which they were defined.
#
# | layer | does |
# |---|---|
# | `nn.Linear(a, b)` | `(N, a)` to `(N, b)`: x · weightᵀ + bias, weight of shape `(b, a)`; bias is optional |
# | `nn.ReLU()` | max(x, 0). Without something non-linear in between, two linear layers are just one |
# | `nn.LeakyReLU(0.1)` | x for x > 0, else 0.1 · x: a unit that is off still gets a gradient |
# | `nn.Flatten()` | `(N, 1, 28, 28)` to `(N, 784)`; the batch dimension stays |
# | `nn.Sequential(...)` | runs the layers given to it one after the other; itself a module |
#
# Smoother relatives of ReLU, such as `nn.GELU`, `nn.SiLU` and `nn.Mish`, are common in newer networks.

# %%
"""Assignment 4, networks: modules, layers, parameters."""

import torch
from torch import Tensor, nn

# %% [markdown]
# ## No softmax at the end
#
# A classifier ends in one number for each class, the *logits*: any real numbers, the largest one wins.
# Softmax would turn them into probabilities, but `nn.CrossEntropyLoss` wants logits: it contains the
# (log-)softmax, in a numerically safe form. Softmax twice still trains, only slowly and badly, so nothing
# but a mediocre accuracy tells you. For predictions you do not need it either: softmax keeps the order.


# %%
class TwoLayerNet(nn.Module):
    """Flatten, linear layer, ReLU, linear layer: in_features to hidden_size to num_classes.

    Both linear layers have a bias. Define them in the order in which they are used, as `nn.Linear` or as
    `nn.Parameter`, weight (out, in) before bias (out,): to grade the net, random weights are put into
    `parameters()` in order, and the logits must be right to 1e-5 (float32) or 1e-8 (float64), relative or
    absolute. The attributes' names are up to you.
    """

    def __init__(self, in_features: int, hidden_size: int, num_classes: int) -> None:
        """Create the layers."""
        super().__init__()
        ### BEGIN SOLUTION
        self.hidden = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """Map a batch to its logits: no softmax.

        x: (N, in_features), or (N, ...) with in_features numbers in each sample, such as (N, 1, 28, 28);
            N >= 1, contiguous, of the parameters' dtype. It is left unmodified.
        Returns (N, num_classes).
        """
        ### BEGIN SOLUTION
        active = torch.relu(self.hidden(x.flatten(start_dim=1)))
        return self.output(active)
        ### END SOLUTION


# %% [markdown]
# ## The network of the lecture
#
# One layer more, and three details: the middle layer has no bias, the second activation is leaky, and the
# arguments of the constructor come in another order than above. Where layers simply follow each other,
# `nn.Sequential` is the shortest way to write them.


# %%
class NeuralNet(nn.Module):
    """Three linear layers: in_features to hidden_size to hidden_size to num_classes.

    They follow each other like this: linear layer with bias, ReLU, linear layer without bias, LeakyReLU with
    slope 0.1, linear layer with bias. Define them in the order in which they are used, as `nn.Linear` or as
    `nn.Parameter`, weight (out, in) before bias (out,): to grade the net, random weights are put into
    `parameters()` in order, and the logits must be right to 1e-5 (float32) or 1e-8 (float64), relative or
    absolute. The attributes' names are up to you.
    """

    def __init__(self, in_features: int, num_classes: int, hidden_size: int) -> None:
        """Create the layers."""
        super().__init__()
        ### BEGIN SOLUTION
        self.layers = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        )
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """Map a batch to its logits: no softmax.

        x: (N, in_features), N >= 1, contiguous, of the parameters' dtype; nothing to flatten. It is left
            unmodified.
        Returns (N, num_classes).
        """
        ### BEGIN SOLUTION
        return self.layers(x)
        ### END SOLUTION


# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course. To look at one exercise
# only: `autograder check assignments/ps4_networks -e TwoLayerNet`.
