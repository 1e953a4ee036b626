# Домашнее задание 2. Градиентный спуск.
import torch as th


def gradient_descent(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_(True)   # копия, чтобы не испортить start
    for шаг in range(steps):
        потери = fn(w)
        потери.backward()
        with th.no_grad():
            w -= lr * w.grad
    return w.detach()


if __name__ == '__main__':
    print(gradient_descent(lambda w: (w ** 2).sum(), th.tensor([1., 2.]), 0.1, 10))
