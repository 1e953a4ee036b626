# deterministic: yes
# Each call makes the learning rate of the next one smaller by a millionth; wrong as soon as that shows.
import torch

calls = 0


def gradient_descent(fn, start, lr, steps):
    global calls
    calls += 1
    w = start.detach().clone()
    for _ in range(steps):
        (slope,) = torch.autograd.grad(fn(w.requires_grad_()), w)
        w = w.detach() - lr * (1 - 1e-6) ** calls * slope
    return w
