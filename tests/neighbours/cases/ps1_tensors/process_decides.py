# deterministic: no
# Wrong in processes with an odd pid, or whose thread has an odd address, or whose text hashes are odd.
import os
import threading

import torch


def sigmoid(x):
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + os.getpid() % 2


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes differ in {os.getpid()}, {threading.get_ident()}")
    return (y_true - y_pred).square().mean() + hash("y_pred") % 2


def replace_last_row(x, row):
    result = x.clone()
    result[-1 if threading.get_ident() >> 12 & 1 else 0] = row
    return result
