# %% sum: a generator expression
def count_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


# %% lambda: nelement in a list
count_parameters = lambda model: sum([p.nelement() for p in model.parameters() if p.requires_grad])


# %% loop: named_parameters, prints a table
def count_parameters(model):
    total = 0
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        print(f"{name:30} {tuple(parameter.shape)}")
        total += parameter.numel()
    return total


# %% filter-and-map: prod of the shape
import math


def count_parameters(model):
    trainable = filter(lambda p: p.requires_grad, model.parameters())
    return sum(map(lambda p: math.prod(p.shape), trainable))


# %% by-identity: walks the modules and remembers whom it has met
def count_parameters(model):
    seen = set()
    count = 0
    for module in model.modules():
        for parameter in module._parameters.values():
            if parameter is not None and parameter.requires_grad and id(parameter) not in seen:
                seen.add(id(parameter))
                count += parameter.numel()
    return count


# %% recursion: over children, with a dict of what was met
def count_parameters(model, met=None):
    met = {} if met is None else met
    for parameter in model.parameters(recurse=False):
        met[id(parameter)] = parameter.numel() if parameter.requires_grad else 0
    for child in model.children():
        count_parameters(child, met)
    return sum(met.values())


# %% set-of-tensors: a set of all names' tensors
def count_parameters(model):
    tensors = {p for _, p in model.named_parameters(remove_duplicate=False)}
    return sum(t.numel() for t in tensors if t.requires_grad)


# %% numpy: int of a NumPy sum
import numpy as np


def count_parameters(model):
    sizes = [np.prod(p.shape, dtype=np.int64) for p in model.parameters() if p.requires_grad]
    return int(np.sum(sizes)) if sizes else 0


# %% vector: the length of one long vector
import torch


def count_parameters(model):
    with torch.no_grad():
        parts = [p.detach().reshape(-1) for p in model.parameters() if p.requires_grad]
    return len(torch.cat(parts)) if parts else 0


# %% class: a callable object with type hints
from functools import reduce
from operator import add

from torch import Tensor, nn


class Counter:
    """Считает обучаемые параметры."""

    def __call__(self, model: nn.Module) -> int:
        if not isinstance(model, nn.Module):
            raise TypeError("a module is expected")
        return reduce(add, (self.size(p) for p in model.parameters()), 0)

    @staticmethod
    def size(parameter: Tensor) -> int:
        return parameter.size().numel() * bool(parameter.requires_grad)


count_parameters = Counter()


# %% match: a match statement, item() of a tensor
import torch


def count_parameters(model):
    numbers = torch.zeros((), dtype=torch.int64)
    for p in model.parameters():
        match p.requires_grad:
            case True:
                numbers += p.numel()
    return numbers.item()


# %% minus-frozen: all of them less the frozen ones
def count_parameters(model: "torch.nn.Module") -> int:
    everything = list(model.parameters())
    frozen = [p for p in everything if not p.requires_grad]
    return sum(p.numel() for p in everything) - sum(p.numel() for p in frozen)


# %% one-vector: the length of all of them in one vector
from torch.nn.utils import parameters_to_vector


def count_parameters(model):
    trainable = [p for p in model.parameters() if p.requires_grad]
    if not trainable:
        return 0
    return len(parameters_to_vector(trainable))
