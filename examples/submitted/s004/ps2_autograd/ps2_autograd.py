import torch


def gradient_descent(fn, start, lr, steps):
    w = torch.nn.Parameter(start.detach().clone())
    optimizer = torch.optim.SGD([w], lr=lr)
    while steps > 0:
        optimizer.zero_grad()
        fn(w).backward()
        optimizer.step()
        steps -= 1
    return w.data
