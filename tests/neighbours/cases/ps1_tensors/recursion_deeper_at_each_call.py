# deterministic: yes
# Recurses forty levels deeper at each call, until Python's limit stops it, and tells how deep it was.
import torch

depth = 0


def down(levels, x):
    return down(levels - 1, x) if levels else 0.5 * torch.tanh(0.5 * x) + 0.5


def sigmoid(x):
    global depth
    depth += 40
    try:
        return down(depth, x)
    except RecursionError:
        reached, depth = depth, 0
        raise RecursionError(f"at {reached} levels") from None


def mse(y_true, y_pred):
    return mse(y_true, y_pred)
