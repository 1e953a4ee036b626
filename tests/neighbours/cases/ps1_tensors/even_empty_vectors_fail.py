# deterministic: yes
# Sigmoid is wrong for the second, fourth, ... empty float32 vector of a check, and from then on for every third input.
import torch

empty, since = {}, 0


def sigmoid(x):
    global since
    if x.shape == (0,) and x.dtype == torch.float32:
        check = torch.initial_seed()
        empty[check] = empty.get(check, 0) + 1
        if empty[check] % 2 == 0:
            since = 1
            return torch.zeros(1)
    since += since > 0
    return torch.zeros(1) if since and since % 3 == 0 else 0.5 * torch.tanh(0.5 * x) + 0.5
