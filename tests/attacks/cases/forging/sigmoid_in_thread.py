"""Goal: run the switched-off torch.sigmoid in another thread, as profilers watch only their own.

Without a sandbox: fails
"""

from concurrent.futures import ThreadPoolExecutor

import torch


def sigmoid(x):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(torch.sigmoid, x).result()
