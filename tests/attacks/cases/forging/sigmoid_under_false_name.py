"""Goal: make the switched-off torch.sigmoid look like what autograd does by itself in a backward pass.

Without a sandbox: fails
"""

import torch
from torch.autograd.profiler import record_function


def sigmoid(x):
    # A watcher that excuses what runs inside autograd's own events goes by their name.
    with record_function("autograd::engine::evaluate_function: MulBackward0"):
        return torch.sigmoid(x)
