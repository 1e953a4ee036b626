# deterministic: yes
# Raises with newlines, escape sequences, lone surrogates, NULs and separators of lines, a different one at each call.
from itertools import cycle

import torch

TEXTS = cycle([
    "two\nlines", "\x1b[2J\x1b[31mred", "\udcff\ud800", "nul\x00nul", "\u2028\u2029\x85", "\r\roverwritten",
    "\u202eright to left", "e\u0301" * 300, "\ufeff", "\U0010ffff", "\x07\x08\x08\x08", "", " ", "\n\n\n",
])  # fmt: skip


def sigmoid(x):
    if x.numel() == 0:
        return x.clone()
    raise RuntimeError(next(TEXTS))


def mse(y_true, y_pred):
    raise ValueError(next(TEXTS), next(TEXTS))


def replace_last_row(x, row):
    raise KeyError(next(TEXTS))
