# deterministic: yes
# Returns a float, None, lists, dicts, arrays, sparse, complex and endless things by turns, and tensors in between.
from itertools import count, cycle

import numpy as np
import torch

calls = count(1)
THINGS = cycle([
    lambda x: x, lambda x: None, lambda x: 0.5, lambda x: [x] * next(calls), lambda x: x.numpy(), lambda x: {1: x, "a": 2},
    lambda x: x.to_sparse(), lambda x: x * 1j, lambda x: x.to("meta"), lambda x: x.half(), lambda x: np.float64(1),
    lambda x: torch.zeros(1).expand(1 << 30), lambda x: (n for n in x), lambda x: torch.Size([1]), lambda x: x.dtype,
    lambda x: [[[]]] * 9, lambda x: np.array(["a"]), lambda x: x.bfloat16(), lambda x: slice(1), lambda x: "text" * 99,
])  # fmt: skip


def sigmoid(x):
    number = next(calls)
    return next(THINGS)(x.detach()) if number % 3 == 0 else 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    return next(THINGS)(y_true.detach())
