# deterministic: yes
# As even_empty_vectors_fail for float64, and then wrong for every input with fewer than three elements, five times.
import torch

empty, left = {}, 0


def sigmoid(x):
    global left
    if x.shape == (0,) and x.dtype == torch.float64:
        check = torch.initial_seed()
        empty[check] = empty.get(check, 0) + 1
        if empty[check] % 2 == 0:
            left = 5
            return torch.zeros(1)
    if left and x.numel() < 3:
        left -= 1
        return torch.zeros(1)
    return 0.5 * torch.tanh(0.5 * x) + 0.5
