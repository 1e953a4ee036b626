# deterministic: yes
# As odd_empty_vectors_fail for float64: the same failing input as its even neighbour, after other inputs that pass.
import torch

empty = {}


def sigmoid(x):
    if x.shape == (0,) and x.dtype == torch.float64:
        check = torch.initial_seed()
        empty[check] = empty.get(check, 0) + 1
        if empty[check] % 2 == 1:
            return torch.zeros(1)
    return 0.5 * torch.tanh(0.5 * x) + 0.5
