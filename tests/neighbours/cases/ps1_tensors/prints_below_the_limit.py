# deterministic: yes
# Prints 20 KiB at every call, to both streams and without line ends, and answers rightly.
import sys

import torch


def sigmoid(x):
    sys.stdout.write("x" * 10_000)
    sys.stderr.write("y" * 10_000)
    sys.stdout.flush()
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def replace_last_row(x, row):
    print(x, row, "\x1b[2J" * 500)
    return torch.cat([x[:-1], row[None]])
