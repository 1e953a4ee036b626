# deterministic: no
# Fills the limit of output to the byte at the fifth call, answers rightly, and prints one byte more at the ninth.
import os

import torch

calls = 0


def sigmoid(x):
    global calls
    calls += 1
    if calls == 5:
        for _ in range(256):
            os.write(1, b"x" * (1 << 16))
    if calls == 9:
        os.write(1, b"!")
    return 0.5 * torch.tanh(0.5 * x) + 0.5
