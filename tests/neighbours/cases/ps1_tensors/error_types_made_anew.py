# deterministic: yes
# Every exception is of a class of its own: a new name, new base classes and a new text at each call.
from itertools import count

import torch

BASES = [ValueError, KeyError, RuntimeError, IndexError, ArithmeticError, StopIteration, Exception]
calls = count(1)


def made_anew():
    number = next(calls)
    return type(f"Error{number}", (BASES[number % len(BASES)],), {})(f"number {number}")


def sigmoid(x):
    if x.numel() % 2:
        raise made_anew()
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    raise made_anew()


def replace_last_row(x, row):
    raise type("Line\nbreak\x1b[1m \u202e" + "long" * 500, (KeyError,), {})(next(calls))
