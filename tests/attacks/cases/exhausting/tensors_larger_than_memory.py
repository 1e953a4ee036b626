"""Goal: make the grader make room for tensors of which this side has but one element: expanded, sparse, on meta.

Without a sandbox: fails
"""

import torch


def sigmoid(x):
    return torch.ones(1).expand(10**15)


def mse(y_true, y_pred):
    place = torch.tensor([[10**9], [10**9]])
    return torch.sparse_coo_tensor(place, torch.ones(1), (2 * 10**9, 2 * 10**9))


def replace_last_row(x, row):
    return torch.empty(10**15, device="meta")
