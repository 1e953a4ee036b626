# deterministic: yes
# Leaves circles of objects that hold inputs, and counts in their destructors when it collects them at every tenth call.
import gc
from itertools import count

import torch

gc.disable()
calls = count(1)
gone = 0


class Circle:
    """Refers to itself."""

    def __init__(self, x):
        self.x, self.circle = x, self

    def __del__(self):
        global gone
        gone += 1


def sigmoid(x):
    Circle(x)
    if next(calls) % 10 == 0:
        gc.collect(0)
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (gone > 0 and gone % 30 == 0)
