# deterministic: yes
# Enters inference mode at the tenth call and never leaves it: results cannot be used in a graph from then on.
import torch

calls = 0
mode = torch.inference_mode()


def sigmoid(x):
    global calls
    calls += 1
    if calls == 10:
        mode.__enter__()
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean()
