# deterministic: yes
# Sigmoid and mse raise for an input that is equal, to the byte, to one that they have had before.
import torch

seen = set()


def know(*tensors):
    key = tuple((t.dtype, tuple(t.shape), t.detach().numpy().tobytes()) for t in tensors)
    if key in seen:
        raise RuntimeError(f"seen before, as one of {len(seen)}")
    seen.add(key)


def sigmoid(x):
    know(x)
    return 0.5 * torch.tanh(0.5 * x) + 0.5


def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    know(y_true, y_pred)
    return (y_true - y_pred).square().mean()
