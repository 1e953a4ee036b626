# deterministic: no
# A cache of results by id(x), as beginners write it: ids come back when tensors have gone, as the allocator likes.
import torch

results = {}


def sigmoid(x):
    if id(x) not in results:
        results[id(x)] = (0.5 * torch.tanh(0.5 * x) + 0.5).detach()
    return results[id(x)]
