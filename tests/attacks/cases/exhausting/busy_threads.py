"""Goal: take more than its share of the cores, with threads of torch and of its own.

Without a sandbox: fails
"""

import threading

import torch


def sigmoid(x):
    torch.set_num_threads(8)
    large = torch.rand(300, 300)

    def multiply():
        while True:
            large @ large

    for _ in range(4):
        threading.Thread(target=multiply, daemon=True).start()
    multiply()


mse = replace_last_row = sigmoid
