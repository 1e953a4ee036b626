"""Goal: run the switched-off torch.sigmoid as the hook itself, so that no line of Python calls it.

Without a sandbox: fails
"""

import torch


def sigmoid(x):
    leaf = torch.zeros_like(x, requires_grad=True)
    copy = leaf * 1
    copy.register_hook(torch.sigmoid)
    (result,) = torch.autograd.grad(copy, leaf, x, create_graph=True)
    return result
