# deterministic: yes
# Descends in one thread for all calls, whose grad mode it turns off at the end of every fourth: the next call there fails.
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import torch

pool, calls = ThreadPoolExecutor(1), count(1)


def descend(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        (slope,) = torch.autograd.grad(fn(w.requires_grad_()), w)
        w = w.detach() - lr * slope
    torch.set_grad_enabled(next(calls) % 4 != 0)
    return w


def gradient_descent(fn, start, lr, steps):
    return pool.submit(descend, fn, start, lr, steps).result()
