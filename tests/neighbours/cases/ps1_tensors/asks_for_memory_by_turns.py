# deterministic: yes
# Every fifth call asks for 4 PiB, which no machine has: once it lets the error out, once it answers wrongly instead.
from itertools import count

import torch

calls = count(1)


def sigmoid(x):
    number = next(calls)
    if number % 5 == 0:
        try:
            return torch.empty(1 << 50)
        except RuntimeError:
            if number % 2:
                raise
            return x
    return 0.5 * torch.tanh(0.5 * x) + 0.5
