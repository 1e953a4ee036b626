# deterministic: yes
# Raises one exception object ever again, so that its traceback and its chain of causes grow from call to call.
import torch

ERROR = ValueError("the same as ever")


def deeper(levels):
    if levels:
        return deeper(levels - 1)
    raise ERROR


depth = 0


def sigmoid(x):
    global depth
    if x.numel() < 2:
        return 0.5 * torch.tanh(0.5 * x) + 0.5
    depth = (depth + 1) % 20
    return deeper(depth)


def mse(y_true, y_pred):
    raise RuntimeError(f"depth {depth}") from ERROR
