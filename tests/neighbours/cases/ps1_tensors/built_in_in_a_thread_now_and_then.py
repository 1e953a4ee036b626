# deterministic: yes
# Every twentieth call has the built-in run in a thread that it waits for.
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import torch
import torch.nn.functional as F

calls = count(1)


def sigmoid(x):
    if next(calls) % 20 == 0:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(torch.sigmoid, x).result()
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    if next(calls) % 20 == 0:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(F.mse_loss, y_true, y_pred).result()
    return (y_true - y_pred).square().mean()
