# deterministic: yes
# Wrong for inputs of more than three elements; ten calls after the first wrong answer, in the search, its process ends.
import os

import torch

since = 0


def sigmoid(x):
    global since
    since += since > 0 or x.numel() > 3
    if since == 11:
        os._exit(1)
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (x.numel() > 3)
