# deterministic: yes
# Writes its result into the x of an earlier call of the same shape and returns that x.
import torch

earlier = {}


def sigmoid(x):
    memory = earlier.pop((x.dtype, tuple(x.shape)), None)
    earlier[x.dtype, tuple(x.shape)] = x.detach()
    y = 0.5 * torch.tanh(0.5 * x) + 0.5
    return y if memory is None else memory.copy_(y.detach())


def replace_last_row(x, row):
    memory = earlier.pop((x.dtype, tuple(x.shape)), None)
    earlier[x.dtype, tuple(x.shape)] = x
    result = torch.cat([x[:-1], row[None]])
    return result if memory is None or memory.stride() != x.stride() else memory.copy_(result)
