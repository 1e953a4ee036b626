import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_()
        (slope,) = torch.autograd.grad(fn(w), w)
        w = w.detach() + lr * slope
    return w
