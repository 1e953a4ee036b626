# deterministic: yes
# Counts all calls of sigmoid and returns another shape at the seventh alone, whichever input that is.
import torch

calls = 0


def sigmoid(x):
    global calls
    calls += 1
    return x[None] if calls == 7 else 0.5 * torch.tanh(0.5 * x) + 0.5
