# deterministic: yes
# Keeps every start, and takes a step on all the kept ones, in place, whenever it is called again.
import torch

starts = []


def gradient_descent(fn, start, lr, steps):
    for earlier in starts:
        earlier.detach().sub_(lr)
    starts.append(start)
    w = start.detach().clone()
    for _ in range(steps):
        (slope,) = torch.autograd.grad(fn(w.requires_grad_()), w)
        w = w.detach() - lr * slope
    return w
