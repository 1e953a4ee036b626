# deterministic: no
# Gives up after a hundred microseconds, wherever it is then.
import time

import torch


def gradient_descent(fn, start, lr, steps):
    end = time.perf_counter() + 0.0001
    w = start.detach().clone()
    for _ in range(steps):
        if time.perf_counter() > end:
            break
        (slope,) = torch.autograd.grad(fn(w.requires_grad_()), w)
        w = w.detach() - lr * slope
    return w
