# deterministic: yes
# Keeps every argument and every result, and changes all kept ones at each next call, those in shared memory, too.
import torch

kept = []


def later(*tensors):
    for tensor in kept:
        tensor.detach().zero_() if tensor.dtype == torch.bool else tensor.detach().add_(1)
    kept.extend(tensors)
    del kept[:-40]


def sigmoid(x):
    y = 0.5 * torch.tanh(0.5 * x) + 0.5
    later(x, y)
    return y


def replace_last_row(x, row):
    result = torch.cat([x[:-1], row[None]])
    later(x, row, result)
    return result
