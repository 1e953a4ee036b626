# deterministic: no
# Wrong in every fifth millisecond.
import time

import torch


def sigmoid(x):
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (time.time_ns() // 10**6 % 5 == 0)


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes differ at {time.perf_counter()}")
    return (y_true - y_pred).square().mean() + (time.monotonic_ns() // 10**6 % 5 == 0)
