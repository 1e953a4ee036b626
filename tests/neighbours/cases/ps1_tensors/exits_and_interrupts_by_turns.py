# deterministic: yes
# Raises SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration, a group and MemoryError by turns, between right answers.
from itertools import count

import torch

ERRORS = [SystemExit(0), KeyboardInterrupt(), GeneratorExit(), StopIteration(1), MemoryError(), RecursionError(),
          BaseExceptionGroup("group", [ValueError(1), SystemExit(2)]), NotImplementedError(), AssertionError()]  # fmt: skip
calls = count()


def sigmoid(x):
    number = next(calls)
    if number % 3 == 2:
        raise ERRORS[number // 3 % len(ERRORS)]
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    raise ERRORS[next(calls) % len(ERRORS)]
