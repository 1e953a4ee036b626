# deterministic: yes
# Sets the default device to meta at the sixth call of sigmoid, so that tensors made without a device hold no numbers.
import torch

calls = 0


def sigmoid(x):
    global calls
    calls += 1
    if calls == 6:
        torch.set_default_device("meta")
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return (y_true - y_pred).square().mean() + torch.zeros(())
