# deterministic: yes
# Sigmoid is wrong for the first, third, ... empty float32 vector of a check: among drawn inputs that one comes twice.
import torch

empty = {}


def sigmoid(x):
    if x.shape == (0,) and x.dtype == torch.float32:
        check = torch.initial_seed()
        empty[check] = empty.get(check, 0) + 1
        if empty[check] % 2 == 1:
            return torch.zeros(1)
    return 0.5 * torch.tanh(0.5 * x) + 0.5
