# deterministic: yes
# Works in one parameter for each shape, kept between calls and returned; its .grad is zeroed only every second call.
import torch

leaves, calls = {}, 0


def gradient_descent(fn, start, lr, steps):
    global calls
    calls += 1
    w = leaves.setdefault((start.dtype, tuple(start.shape)), start.detach().clone().requires_grad_())
    w.data.copy_(start.detach())
    if calls % 2:
        w.grad = None
    for _ in range(steps):
        fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
        if calls % 2:
            w.grad = None
    return w.detach()
