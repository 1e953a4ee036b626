# deterministic: yes
# Replaces torch.autograd.grad in this process by one that counts and doubles the gradient at every fifteenth call.
from itertools import count

import torch

calls = count(1)
ordinary = torch.autograd.grad


def patched(*arguments, **options):
    found = ordinary(*arguments, **options)
    return tuple(2 * slope for slope in found) if next(calls) % 15 == 0 else found


torch.autograd.grad = patched


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        (slope,) = torch.autograd.grad(fn(w.requires_grad_()), w)
        w = w.detach() - lr * slope
    return w
