# deterministic: yes
# Wrong for another half of all inputs than its neighbour: the same first failures here and there, other ways from them.
from zlib import crc32

import torch

SALT = 20


def odd(*tensors):
    return crc32(b"".join(t.detach().contiguous().numpy().tobytes() for t in tensors), SALT) // 7 % 2


def sigmoid(x):
    return 0.5 * torch.tanh(0.5 * x) + 0.5 + odd(x)


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean() + odd(y_true, y_pred)


def replace_last_row(x, row):
    result = x.clone()
    result[0 if odd(x, row) else -1] = row
    return result
