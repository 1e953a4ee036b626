import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    for _ in range(steps):
        fn(w).backward()
        w = w - lr * w.grad
    return w.detach()
