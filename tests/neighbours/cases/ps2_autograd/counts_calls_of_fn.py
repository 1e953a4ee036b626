# deterministic: yes
# Counts how often it has called fn in all, and ascends instead of descending at every twentieth step.
import torch

steps_taken = 0


def gradient_descent(fn, start, lr, steps):
    global steps_taken
    w = start.detach().clone()
    for _ in range(steps):
        steps_taken += 1
        (slope,) = torch.autograd.grad(fn(w.requires_grad_()), w)
        w = w.detach() + (lr if steps_taken % 20 == 0 else -lr) * slope
    return w
