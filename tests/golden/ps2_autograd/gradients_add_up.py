import torch

def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    for _ in range(steps):
        loss = fn(w)
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
    return w.detach()
