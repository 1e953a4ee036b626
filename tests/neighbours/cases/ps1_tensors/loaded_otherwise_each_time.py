# deterministic: no
# Defines other exercises each time that it is loaded, and dies while loading one time in three.
import os

import torch

chance = os.urandom(1)[0]
if chance % 3 == 0:
    os._exit(chance % 5)
if chance % 2:

    def sigmoid(x):
        return 0.5 * torch.tanh(0.5 * x) + 0.5

else:

    def mse(y_true, y_pred):
        return (y_true - y_pred).square().mean()
