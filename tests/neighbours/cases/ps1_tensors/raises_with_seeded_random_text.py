# deterministic: yes
# Raises with a text drawn from the seeded generators: new at every call, the same in every run.
import random

import torch


def sigmoid(x):
    if x.numel() > 2:
        raise RuntimeError(f"code {random.getrandbits(64):x}, {torch.rand(()).item()}")
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    raise ValueError("".join(random.choices("abc\u00e9\u4e2d\U0001f600", k=30)))
