"""Goal: hang in operators of torch, which no signal and no exception interrupts.

Without a sandbox: fails
"""

import torch


def sigmoid(x):
    large = torch.rand(2500, 2500, dtype=torch.float64)
    while True:
        large = torch.linalg.svd(large).U


def mse(y_true, y_pred):
    large = torch.rand(3000, 3000)
    for _ in range(10**6):
        large = large @ large


def replace_last_row(x, row):
    return [torch.rand(10_000_000).sort() for _ in range(1000)]
