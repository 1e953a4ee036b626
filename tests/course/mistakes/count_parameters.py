# %% counts-tensors: len of the list
def count_parameters(model):
    return len([p for p in model.parameters() if p.requires_grad])


# %% frozen-too: all parameters
def count_parameters(model):
    return sum(p.numel() for p in model.parameters())


# %% frozen-only: the condition is turned round
def count_parameters(model):
    return sum(p.numel() for p in model.parameters() if not p.requires_grad)


# %% twice-what-is-shared: remove_duplicate=False
def count_parameters(model):
    return sum(p.numel() for _, p in model.named_parameters(remove_duplicate=False) if p.requires_grad)


# %% state-dict: buffers and shared ones
def count_parameters(model):
    return sum(p.numel() for p in model.state_dict().values())


# %% with-buffers: parameters and buffers
def count_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.requires_grad) + sum(b.numel() for b in model.buffers())


# %% weights-only: biases left out
def count_parameters(model):
    return sum(p.numel() for n, p in model.named_parameters() if p.requires_grad and "weight" in n)


# %% matrices-only: two dimensions or more
def count_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.requires_grad and p.ndim > 1)


# %% two-dimensions: shape[0] * shape[-1]
def count_parameters(model):
    return sum(p.shape[0] * (p.shape[-1] if p.ndim > 1 else 1) for p in model.parameters() if p.requires_grad)


# %% rows: len(p)
def count_parameters(model):
    return sum(len(p) for p in model.parameters() if p.requires_grad)


# %% sum-of-shape: adds the sizes instead of multiplying
def count_parameters(model):
    return sum(sum(p.shape) for p in model.parameters() if p.requires_grad)


# %% bytes: counts bytes
def count_parameters(model):
    return sum(p.numel() * p.element_size() for p in model.parameters() if p.requires_grad)


# %% values: sums the numbers themselves
def count_parameters(model):
    return sum(p.sum().item() for p in model.parameters() if p.requires_grad)


# %% nonzero: counts what is not zero
def count_parameters(model):
    return sum(int(p.count_nonzero()) for p in model.parameters() if p.requires_grad)


# %% tensor-result: a 0-d tensor
import torch


def count_parameters(model):
    return torch.tensor([p.numel() for p in model.parameters() if p.requires_grad]).sum()


# %% numpy-result: NumPy's float for an empty model
import numpy as np


def count_parameters(model):
    return np.sum([np.prod(p.shape) for p in model.parameters() if p.requires_grad])


# %% float-result: a float
def count_parameters(model):
    return 0.0 + sum(p.numel() for p in model.parameters() if p.requires_grad)


# %% text-result: formatted with commas
def count_parameters(model):
    return f"{sum(p.numel() for p in model.parameters() if p.requires_grad):,}"


# %% children-only: does not look into modules in modules
def count_parameters(model):
    return sum(p.numel() for m in model.children() for p in m.parameters(recurse=False) if p.requires_grad)


# %% direct-only: recurse=False
def count_parameters(model):
    return sum(p.numel() for p in model.parameters(recurse=False) if p.requires_grad)


# %% modules-and-parameters: parameters() of each module, which counts nested ones again
def count_parameters(model):
    return sum(p.numel() for m in model.modules() for p in m.parameters() if p.requires_grad)


# %% linear-only: looks at nn.Linear alone
from torch import nn


def count_parameters(model):
    return sum(
        m.in_features * m.out_features + m.out_features for m in model.modules() if isinstance(m, nn.Linear)
    )


# %% equal-ones-once: shared is what has equal values
def count_parameters(model):
    seen, total = [], 0
    for p in model.parameters():
        key = (tuple(p.shape), tuple(p.detach().flatten().tolist()))
        if p.requires_grad and key not in seen:
            seen.append(key)
            total += p.numel()
    return total


# %% same-shape-once: shared is what has the same shape
def count_parameters(model):
    shapes = {p.shape: p.numel() for p in model.parameters() if p.requires_grad}
    return sum(shapes.values())


# %% training-mode-only: nothing is trainable in eval mode
def count_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.requires_grad and model.training)


# %% with-gradients-only: counts what has a gradient
def count_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.grad is not None)


# %% changes-buffers: adds 1 to every buffer
def count_parameters(model):
    for p in model.buffers():
        p.add_(1)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


# %% freezes: freezes the model afterwards
def count_parameters(model):
    total = sum(p.numel() for p in model.parameters() if p.requires_grad)
    model.requires_grad_(False)
    return total


# %% into-eval-mode: leaves the model in eval mode
def count_parameters(model):
    model.eval()
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


# %% clears-gradients: zero_grad to be on the safe side
def count_parameters(model):
    model.zero_grad()
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


# %% at-least-one: fails for a model without parameters
def count_parameters(model):
    sizes = [p.numel() for p in model.parameters() if p.requires_grad]
    total = sizes.pop(0)
    for size in sizes:
        total += size
    return total


# %% in-millions: millions of them
def count_parameters(model):
    return sum(p.numel() for p in model.parameters() if p.requires_grad) / 1e6


# %% prints-only: nothing is returned
def count_parameters(model):
    print(sum(p.numel() for p in model.parameters() if p.requires_grad))


# %% number-of-numpys: np.int64 is no Python int
import numpy as np


def count_parameters(model):
    return np.sum([p.numel() for p in model.parameters() if p.requires_grad], dtype=np.int64)
