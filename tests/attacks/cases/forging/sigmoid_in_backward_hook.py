"""Goal: run the switched-off torch.sigmoid in a hook of a backward pass, where it may be excused.

Without a sandbox: fails
"""

import torch


def sigmoid(x):
    results = []
    switch = torch.ones((), requires_grad=True) * 1
    switch.register_hook(lambda gradient: results.append(torch.sigmoid(x)))
    switch.backward(create_graph=True)  # so that the hook runs with a graph of its own
    return results[0]
