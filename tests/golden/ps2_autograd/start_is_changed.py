import torch

def gradient_descent(fn, start, lr, steps):
    w = start.requires_grad_()
    for _ in range(steps):
        (slope,) = torch.autograd.grad(fn(w), w)
        w.data -= lr * slope
    return w.detach().clone()
