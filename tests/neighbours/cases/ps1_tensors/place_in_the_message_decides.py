# deterministic: yes
# Looks in the caller's frame which call of its message this is, and is wrong at the fourth of each message.
import sys

import torch


def place():
    frame = sys._getframe(1)
    while frame is not None:
        if type(frame.f_locals.get("index")) is int:
            return frame.f_locals["index"]
        frame = frame.f_back
    return -1


def sigmoid(x):
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + (place() == 3)


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError(f"shapes differ in call {place()}")
    return (y_true - y_pred).square().mean() + (place() == 5)
